import { type Query, type Rows, type TableName } from "../ports/index.ts";
/** What a query may compare with. */
export type IndexValue = string | number | null;
/** How a store answers a query from one index. */
export interface QueryPlan {
    /** Fields of the index that serves it; none: the table's key. */
    readonly index: readonly string[];
    /** The first fields of the index, fixed. `null` equals `null`. */
    readonly equal: readonly {
        readonly field: string;
        readonly value: IndexValue;
    }[];
    /** Bounds of the next field, both inclusive. Rows where it is `null` are outside. */
    readonly range: {
        readonly field: string;
        readonly from: number | null;
        readonly upTo: number | null;
    } | null;
    /** Fields to order by, ending with `id`: `null` first, then numbers, then texts by code point. */
    readonly order: readonly string[];
    readonly descending: boolean;
    readonly limit: number;
}
/**
 * Finds the index that serves a query, so that every store answers and refuses the same ones. A query that names nothing lists
 * the table by `id`.
 *
 * Default: a limit of 1,000 rows.
 *
 * @param store The store's name, for the message.
 * @throws `STORE_FAILED` when no index serves it or its limit is not 1 to 10,000.
 */
export declare function planQuery<Table extends TableName>(table: Table, query: Query<Rows[Table]>, store: string): QueryPlan;
