import { isCallwrightError } from "../../../src/errors/index.ts";
import type { DamagedRow } from "../../../src/ports/index.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";
import { finds, writes, type AnyQuery, type BrokenStores } from "./over.ts";

/** For each rule about damaged rows a store that breaks that rule and no other. */
export const brokenDamage: BrokenStores = {
  "store/damage/a-damaged-row-is-not-given-back": (store) =>
    storeOver(store, {
      read: (table, id) =>
        store.read(table, id).catch((error: unknown) => {
          if (isCallwrightError(error, "STORE_DAMAGED")) return undefined;
          throw error;
        }),
    }),
  "store/damage/a-query-fails-where-nobody-is-told": (store) =>
    finds(store, (table, query) => store.find(table, { onDamaged: () => undefined, ...query })),
  "store/damage/a-query-goes-around-it-and-tells": (store) =>
    finds(store, (table, query) =>
      store.find(
        table,
        telling(query, (row) => ({ ...row, table: "jobs" })),
      ),
    ),
  "store/damage/others-come-in-its-place": (store) =>
    finds(store, async (table, query) => {
      let damaged = 0;
      const rows = await store.find(
        table,
        telling(query, (row) => {
          damaged += 1;
          return row;
        }),
      );
      return query.limit !== undefined && damaged > 0 ? rows.slice(0, query.limit - damaged) : rows;
    }),
  "store/damage/its-indexed-fields-are-told": (store) =>
    finds(store, (table, query) =>
      store.find(
        table,
        telling(query, (row) => ({ ...row, fields: {} })),
      ),
    ),
  "store/damage/what-stands-there-is-told-apart-from-the-reason": (store) =>
    finds(store, (table, query) =>
      store.find(
        table,
        telling(query, (row) => ({ ...row, reason: `it cannot be read: ${row.raw}` })),
      ),
    ),
  "store/damage/a-search-goes-around-it-and-tells": (store) =>
    storeOver(store, { search: (table, query) => store.search(table, { onDamaged: () => undefined, ...query }) }),
  "store/damage/a-row-that-is-written-anew-is-whole": (store) =>
    writes(store, async (write) => {
      if (write.op !== "put" || write.table !== "runs") return write;
      return (await isDamaged(store.read("runs", write.row.id))) ? undefined : write;
    }),
  "store/damage/a-row-that-is-removed-is-gone": (store) =>
    writes(store, async (write) => {
      if (write.op !== "delete" || write.table !== "runs") return write;
      return (await isDamaged(store.read("runs", write.id))) ? undefined : write;
    }),
};

/** A query whose damaged rows are told otherwise. */
function telling(query: AnyQuery, change: (row: DamagedRow) => DamagedRow): AnyQuery {
  const { onDamaged } = query;
  return onDamaged ? { ...query, onDamaged: (row) => onDamaged(change(row)) } : query;
}

function isDamaged(reading: Promise<unknown>): Promise<boolean> {
  return reading.then(
    () => false,
    () => true,
  );
}
