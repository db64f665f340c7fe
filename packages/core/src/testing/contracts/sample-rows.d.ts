import type { Rows, TableName } from "../../ports/index.ts";
/** A full row of a table, with some fields as the caller wants them. */
export declare function sampleRow<Table extends TableName>(table: Table, fields?: Partial<Rows[Table]>): Rows[Table];
