import type { TableDefinition } from "../../define/index.ts";
import { ownTableName, type RunEngine } from "../../engine/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { OwnRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { loadWordReader } from "../../search/index.ts";
import { pageLimit } from "./cursor.ts";

/** A row that has the words. */
export interface TableHit<Row> {
  readonly row: Row;
  /** Whether the row has every word that was looked for, or, because no row has, only some. */
  readonly has: "every" | "some";
  /** The higher the better it fits; to be compared within one answer only. */
  readonly score: number;
}

/** What a search in a table needs. */
export interface TableSearchParts {
  readonly account: AccountId;
  readonly store: StorePort;
  readonly runs: RunEngine;
}

/** The rows of a table that have words, the best first. @throws LIST_INVALID, STORE_SEARCH_OFF */
export async function searchTable(
  { id, search }: TableDefinition,
  text: string,
  limit: number | undefined,
  { account, store, runs }: TableSearchParts,
): Promise<readonly TableHit<OwnRow>[]> {
  if (search.length === 0) {
    const reason = "its definition names no fields to search: add search, and raise its version";
    throw new CallwrightError("LIST_INVALID", { list: id, reason });
  }
  const most = pageLimit(id, limit);
  if (!store.canSearch) throw new CallwrightError("STORE_SEARCH_OFF", { path: store.name });
  const words = (await loadWordReader()).query(text);
  const matches = words.length > 1 ? (["every", "some"] as const) : (["every"] as const);
  for (const match of words.length === 0 ? [] : matches) {
    const { onDamaged } = runs;
    const found = await store.search(ownTableName(id), { account, words, match, limit: most, onDamaged });
    if (found.length > 0) return found.map(({ row, score }) => ({ row, has: match, score }));
  }
  return [];
}
