import { CallwrightError, nearest } from "../errors/index.ts";
import type { Query, Rows, TableName } from "../ports/index.ts";
import type { TableShapes } from "./table-shapes.ts";

const defaultLimit = 1_000;
const maxLimit = 10_000;

/** What a query may compare with. */
export type IndexValue = string | number | null;

/** How a store answers a query from one index. */
export interface QueryPlan {
  /** Fields of the index that serves it; none: the table's key. */
  readonly index: readonly string[];
  /** The first fields of the index, fixed. `null` equals `null`. */
  readonly equal: readonly { readonly field: string; readonly value: IndexValue }[];
  /** Bounds of the next field, both inclusive. Rows where it is `null` are outside. */
  readonly range: { readonly field: string; readonly from: number | null; readonly upTo: number | null } | null;
  /** Values of the fields of `order`, none of them `null`: only rows behind them are wanted, in the answer's order. */
  readonly after: readonly IndexValue[] | null;
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
 * @param shapes The tables of the store.
 * @param store The store's name, for the message.
 * @throws `STORE_QUERY_REFUSED` when no index serves it or its limit is not 1 to 10,000.
 */
export function planQuery<Table extends TableName>(
  shapes: TableShapes,
  table: Table,
  query: Query<Rows[Table]>,
  store: string,
): QueryPlan {
  const refuse = (reason: string): never => {
    throw new CallwrightError("STORE_QUERY_REFUSED", { path: store, reason });
  };
  const shape = shapes.find(table);
  if (!shape) {
    const near = nearest(table, shapes.names);
    return refuse(`there is no table "${table}"${near ? `, did you mean "${near}"?` : ""}`);
  }
  const limit = query.limit ?? defaultLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    refuse(`a query's limit must be a whole number from 1 to ${maxLimit}, not ${String(limit)}`);
  }
  const where = (query.where ?? {}) as Readonly<Record<string, unknown>>;
  for (const [field, value] of Object.entries(where)) {
    if (!isIndexValue(value))
      refuse(`a query of table "${table}" compares "${field}" with something else than text, number or null`);
  }
  const range = toRange(query, refuse);
  const fixed = Object.keys(where);
  const index = chooseIndex(shape.indexes, fixed, range?.field);
  if (!index) {
    const asked = [...fixed, ...(range ? [range.field] : [])].map((field) => `"${field}"`).join(", ");
    return refuse(`no index of table "${table}" serves a query by ${asked}`);
  }
  const order = [...index.slice(fixed.length), "id"];
  return {
    index,
    equal: index.slice(0, fixed.length).map((field) => ({ field, value: where[field] as IndexValue })),
    range,
    after: toAfter(query, order, refuse),
    order,
    descending: query.descending ?? false,
    limit,
  };
}

/** The index with the fewest further fields, the first declared of equals. */
function chooseIndex(
  indexes: readonly (readonly string[])[],
  fixed: readonly string[],
  bounded: string | undefined,
): readonly string[] | undefined {
  if (fixed.length === 0 && bounded === undefined) return [];
  let best: readonly string[] | undefined;
  for (const index of indexes) {
    const isPrefix =
      fixed.length <= index.length && index.slice(0, fixed.length).every((field) => fixed.includes(field));
    if (!isPrefix || (bounded !== undefined && index[fixed.length] !== bounded)) continue;
    if (!best || index.length < best.length) best = index;
  }
  return best;
}

function toRange<Row>(query: Query<Row>, refuse: (reason: string) => never): QueryPlan["range"] {
  const { from, upTo } = query;
  const field = from?.field ?? upTo?.field;
  if (field === undefined) return null;
  if (from && upTo && from.field !== upTo.field) {
    return refuse(`a query bounds "${from.field}" and "${upTo.field}", only one field may be bounded`);
  }
  for (const bound of [from, upTo]) {
    if (bound && !Number.isFinite(bound.value))
      return refuse(`a query bounds "${field}" with something else than a finite number`);
  }
  return { field, from: from?.value ?? null, upTo: upTo?.value ?? null };
}

function toAfter<Row>(
  { after }: Query<Row>,
  order: readonly string[],
  refuse: (reason: string) => never,
): QueryPlan["after"] {
  if (after === undefined) return null;
  return order.map((field) => {
    const value = (after as Readonly<Record<string, unknown>>)[field];
    if (isIndexValue(value) && value !== null) return value;
    return refuse(`a query goes on after a row whose "${field}" is neither text nor a finite number`);
  });
}

function isIndexValue(value: unknown): value is IndexValue {
  return value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}
