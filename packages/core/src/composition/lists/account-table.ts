import { planQuery } from "../../adapter-kit/query-plan.ts";
import { tableShapes } from "../../adapter-kit/table-shapes.ts";
import type { TableDefinition } from "../../define/index.ts";
import { digest } from "../../dialing/index.ts";
import { ownRowId, ownRowPrefix, ownTableName, type RunEngine } from "../../engine/index.ts";
import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { AccountId, Json } from "../../ports/identity.ts";
import type { OwnRow } from "../../ports/rows.ts";
import type { Query, StorePort } from "../../ports/store.ts";
import { searchTable, type TableHit } from "./search-table.ts";
import { fromCursor, pageLimit, toCursor, type ListScope, type Page, type Place } from "./cursor.ts";

/** A bound of a field, inclusive. */
export interface Bound<Field extends string> {
  readonly field: Field;
  readonly value: number;
}

/** Which rows of a table are wanted. */
export interface TableListOptions<Row, Field extends string> {
  /** Values that fields of an index must have: its first, its first two, and so on. Default: every row, by its key. */
  readonly where?: { readonly [Name in Field & keyof Row]?: Row[Name] };
  /** Only rows whose number is at least this. The field follows those of `where` in the index, and orders the answer. */
  readonly from?: Bound<Field>;
  /** Only rows whose number is at most this; of the same field as `from`. */
  readonly upTo?: Bound<Field>;
  /** The `next` of the page before. */
  readonly after?: string;
  /** Default 100, at most 1,000. */
  readonly limit?: number;
  /** From the end to the beginning. Default: no. */
  readonly descending?: boolean;
}

/** A table of the host, as one account sees it. */
export interface AccountTable<Row, Given, Field extends string> {
  /** The row with this key. */
  get(key: string): Promise<Row | undefined>;
  /**
   * Rows in the order of an index, page by page. A page costs the same wherever it is. Damaged rows are left out, and told in the log.
   *
   * @throws LIST_INVALID when no index of the table serves it
   */
  list(options?: TableListOptions<Row, Field>): Promise<Page<Row>>;
  /**
   * Rows that have these words in the fields that the definition names for `search`, in whatever form, the best first.
   *
   * @param options `limit`: default 100, at most 1,000
   * @throws LIST_INVALID for a table without such fields, STORE_SEARCH_OFF
   */
  search(text: string, options?: { readonly limit?: number }): Promise<readonly TableHit<Row>[]>;
  /**
   * Writes a row from outside of flows, over the one with the same key. Resolves when it is durable. Of two that write the same row at
   * once, the later stays.
   *
   * @throws RECORD_INVALID, RECORD_TOO_LARGE, ENGINE_BUSY
   */
  put(row: Given): Promise<void>;
  /** Removes a row; one that is not there does no harm. */
  delete(key: string): Promise<void>;
}

/** What a view of a table needs. */
export interface TableParts {
  readonly account: AccountId;
  readonly store: StorePort;
  readonly runs: RunEngine;
  readonly now: () => number;
  /** Resolves when the engine is ready and the account known. */
  readonly known: () => Promise<void>;
}

/** The rows of one account in a table. @throws TABLE_UNKNOWN for a table that the engine was not given */
export function accountTable<Row, Given, Field extends string>(
  { id }: TableDefinition<Row, Given, Field>,
  parts: TableParts,
): AccountTable<Row, Given, Field> {
  const { account, store, runs, known, now } = parts;
  const { tables } = runs;
  const table = tables.get(id);
  const name = ownTableName(id);
  const toRow = (row: OwnRow) => tables.read(table, row) as Row;
  // The name of a lane may be logged, and a key may be a telephone number.
  const laneOf = (key: string) => `${name}-${digest(key)}`;
  return {
    async get(key) {
      await known();
      const row = await store.read(name, ownRowId(table, account, key));
      return row && toRow(row);
    },
    async list(options = {}) {
      await known();
      const { rows, next } = await listRows(id, options as TableListOptions<OwnRow, string>, parts);
      return { rows: rows.map(toRow), next };
    },
    async search(text, { limit } = {}) {
      await known();
      const hits = await searchTable(table, text, limit, { account, store, runs });
      return hits.map((hit) => ({ ...hit, row: toRow(hit.row) }));
    },
    async put(row) {
      await known();
      const write = tables.put(id, account, row, now());
      runs.admit();
      const key = write.op === "delete" ? write.id : write.row.id;
      await runs.inLane(laneOf(key), async (work) => work.stage(write));
    },
    async delete(key) {
      await known();
      const write = tables.remove(id, account, key);
      runs.admit();
      await runs.inLane(laneOf(ownRowId(table, account, key)), async (work) => work.stage(write));
    },
  };
}

type AnyListOptions = TableListOptions<OwnRow, string>;

async function listRows(
  id: string,
  options: AnyListOptions,
  { account, store, runs }: TableParts,
): Promise<Page<OwnRow>> {
  const { where = {}, from, upTo, descending = false, after } = options;
  const limit = pageLimit(id, options.limit);
  const scope: ListScope = {
    list: id,
    query: { account, where: where as Json, from: (from ?? null) as Json, upTo: (upTo ?? null) as Json, descending },
  };
  const isByKey = Object.keys(where).length === 0 && !from && !upTo;
  const query: Query<OwnRow> = isByKey
    ? {}
    : { where: { ...where, account }, ...(from && { from }), ...(upTo && { upTo }) };
  const order = isByKey ? ["id"] : orderOf(id, query, store);
  const place = after === undefined ? undefined : fromCursor(scope, after);
  // The rows of an account stand between `<account>/` and the text that follows the slash.
  const prefix = ownRowPrefix(account);
  const start = isByKey ? ([descending ? prefix.replace(/.$/, "0") : prefix] as Place) : undefined;
  const behind = place ?? start;
  const [field = "id"] = order;
  // A row that was not brought up to date yet may lack the field, and nothing goes on behind it. Texts come after every number.
  const isOpen = field !== "id" && !from && !upTo;
  const found = await store.find(ownTableName(id), {
    ...query,
    ...(isOpen && { from: { field, value: -Number.MAX_VALUE } }),
    ...(behind && { after: rowAt(order, behind) }),
    ...(descending && { descending }),
    limit: limit + 1,
    onDamaged: runs.onDamaged,
  });
  const own = isByKey ? found.filter((row) => row.account === account) : found;
  const rows = own.slice(0, limit);
  const last = rows.at(-1);
  const next =
    own.length > limit && last
      ? toCursor(
          scope,
          order.map((field) => last[field] as string | number),
        )
      : null;
  return { rows, next };
}

/** Fields that the answer is ordered by. */
function orderOf(id: string, query: Query<OwnRow>, store: StorePort): readonly string[] {
  try {
    return planQuery(tableShapes(store.ownTables()), ownTableName(id), query, store.name).order;
  } catch (error) {
    if (!isCallwrightError(error, "STORE_QUERY_REFUSED")) throw error;
    throw new CallwrightError("LIST_INVALID", { list: id, reason: error.details.reason }, { cause: error });
  }
}

function rowAt(order: readonly string[], place: Place): OwnRow {
  return Object.fromEntries(order.map((field, at) => [field, place[at] ?? null])) as unknown as OwnRow;
}
