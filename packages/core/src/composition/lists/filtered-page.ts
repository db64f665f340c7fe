import { fromCursor, toCursor, type ListScope, type Page } from "./cursor.ts";

/** A list that is read newest first and filtered on the way. */
export interface FilteredList<Row> {
  readonly scope: ListScope;
  readonly limit: number;
  readonly after: string | undefined;
  /** The next rows in the list's order, behind a row that has these values. */
  readonly read: (behind: Place | undefined, limit: number) => Promise<readonly Row[]>;
  readonly keeps: (row: Row) => boolean;
  readonly placeOf: (row: Row) => Place;
}

/** When something began, and its key. */
export type Place = readonly [at: number, id: string];

const readAtOnce = 200;
/** Rows that are looked at for one page: a filter that fits nothing must not read everything at once. */
const mostLookedAt = 5_000;

/**
 * A page of a list whose filters have no index of their own.
 *
 * Shape: it may have fewer rows than asked for, even none, and still a `next`: then that many rows were looked at.
 */
export async function filteredPage<Row>(list: FilteredList<Row>): Promise<Page<Row>> {
  const { scope, limit, keeps, placeOf } = list;
  const rows: Row[] = [];
  let behind = list.after === undefined ? undefined : (fromCursor(scope, list.after) as Place);
  for (let looked = 0; looked < mostLookedAt; looked += readAtOnce) {
    const found = await list.read(behind, readAtOnce);
    for (const row of found) {
      behind = placeOf(row);
      if (!keeps(row)) continue;
      rows.push(row);
      if (rows.length === limit) return { rows, next: await nextOf(list, behind) };
    }
    if (found.length < readAtOnce) return { rows, next: null };
  }
  return { rows, next: behind ? toCursor(scope, behind) : null };
}

async function nextOf<Row>({ scope, read }: FilteredList<Row>, behind: Place): Promise<string | null> {
  const [more] = await read(behind, 1);
  return more === undefined ? null : toCursor(scope, behind);
}

/** Reads from rows that are at hand as from a table: the newest first. */
export function readerOf<Row>(rows: readonly Row[], placeOf: (row: Row) => Place): FilteredList<Row>["read"] {
  const sorted = [...rows].sort((left, right) => compare(placeOf(right), placeOf(left)));
  return async (behind, limit) => sorted.filter((row) => !behind || compare(placeOf(row), behind) < 0).slice(0, limit);
}

function compare(left: Place, right: Place): number {
  return left[0] - right[0] || (left[1] < right[1] ? -1 : left[1] > right[1] ? 1 : 0);
}
