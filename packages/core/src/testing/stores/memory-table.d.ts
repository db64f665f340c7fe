import { type TableName } from "../../ports/index.ts";
/** One table in memory. Rows are kept as JSON text, so nothing inside can be changed from outside. */
export interface MemoryTable {
    text(id: string): string | undefined;
    /** Sets or, with `undefined`, removes a row. @returns what stood there before. */
    set(id: string, text: string | undefined): string | undefined;
    find(query: object, store: string): readonly string[];
    all(): readonly string[];
}
/** An empty table of this name. */
export declare function createMemoryTable(name: TableName): MemoryTable;
