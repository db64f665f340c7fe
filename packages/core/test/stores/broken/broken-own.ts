import type { OwnTables, Rows } from "../../../src/ports/index.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";
import { commits, finds, reads, without, writes, type BrokenStores } from "./over.ts";

const isOwn = (table: string): boolean => table.startsWith("own.");

/** For each rule about tables of a host a store that breaks that rule and no other. */
export const brokenOwn: BrokenStores = {
  "store/own/rows-read-back-equal": (store) =>
    reads(store, (table, row) => (isOwn(table) && row && "note" in row ? { ...row, note: "" } : row)),
  "store/own/rows-are-put-and-removed": (store) =>
    writes(store, (write) => (write.op === "delete" && isOwn(write.table) ? undefined : write)),
  "store/own/rows-are-found-by-their-indexes": (store) =>
    finds(store, async (table, query) => {
      const rows = await store.find(table, query);
      return isOwn(table) && query.upTo ? [...rows].reverse() : rows;
    }),
  "store/own/queries-without-an-index-are-refused": (store) =>
    finds(store, (table, query) => {
      const { state } = (query.where ?? {}) as Partial<Rows["own."]>;
      const alone = isOwn(table) && state !== undefined && Object.keys(query.where ?? {}).length === 1;
      return store.find(table, alone ? without(query, "where") : query);
    }),
  "store/own/a-table-that-nobody-defined-is-refused": (store) =>
    storeOver(store, { read: (table, id) => ((table as string) === "own.never" ? nothing() : store.read(table, id)) }),
  "store/own/stand-or-fall-with-rows-of-the-library": (store) =>
    commits(store, async (batches) => {
      const own = batches.map((batch) => batch.filter(({ table }) => isOwn(table)));
      const isMixed = own.some((batch, at) => batch.length > 0 && batch.length < (batches[at]?.length ?? 0));
      if (isMixed) await store.commit(own);
      return store.commit(batches);
    }),
  "store/own/are-told": (store) =>
    storeOver(store, {
      ownTables: () => withoutIndexes(store.ownTables()),
    }),
  // What opens these again breaks them, in broken-reopens.ts.
  "store/own/of-a-former-process-stay": (store) => store,
  "store/own/a-new-index-finds-the-rows-that-are-there": (store) => store,
  "store/own/a-newer-one-is-refused": (store) => store,
};

async function nothing(): Promise<undefined> {
  return undefined;
}

function withoutIndexes(own: OwnTables): OwnTables {
  return Object.fromEntries(Object.entries(own).map(([table, shape]) => [table, { ...shape, indexes: [] }]));
}
