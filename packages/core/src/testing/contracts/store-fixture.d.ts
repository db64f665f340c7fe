import { type ErrorCode } from "../../errors/index.ts";
import type { BatchResult, Rows, StorePort, TableName, Write, WriteBatch } from "../../ports/index.ts";
/** What a rule about stores is run on. */
export interface StoreFixture {
    /** Open and empty. */
    readonly store: StorePort;
    /** Closes the store and opens another on the same rows. Absent where rows do not outlive a store. */
    readonly reopen?: () => Promise<StorePort>;
}
/** A write that inserts. */
export declare function insert<Table extends TableName>(table: Table, row: Rows[Table]): Write;
/** A write that puts. */
export declare function put<Table extends TableName>(table: Table, row: Rows[Table]): Write;
/** A write that deletes. */
export declare function remove(table: TableName, id: string): Write;
/** Commits batches of which each must be written. */
export declare function written(store: StorePort, ...batches: readonly WriteBatch[]): Promise<void>;
/** Asserts that a batch was refused with a code. */
export declare function assertRefused(result: BatchResult | undefined, code: ErrorCode): void;
/** Asserts that a call fails with a code. */
export declare function assertFails(call: () => Promise<unknown>, code: ErrorCode): Promise<void>;
/** Ids of rows, in their order. */
export declare function idsOf(rows: readonly {
    readonly id: string;
}[]): readonly string[];
