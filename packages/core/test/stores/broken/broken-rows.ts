import { CallwrightError, isCallwrightError } from "../../../src/errors/index.ts";
import type { Rows } from "../../../src/ports/index.ts";
import { reads, type BrokenStores } from "./over.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";

/** For each rule of this area a store that breaks it and no other. */
export const brokenRows: BrokenStores = {
  "store/read/a-missing-row-is-undefined": (store) =>
    reads(store, (table, row) => (table === "runs" ? (row ?? null) : row)),
  "store/read/a-row-of-each-table-reads-back-equal": (store) =>
    reads(store, (table, row) => (table === "attempts" && row ? { ...row, gate: undefined } : row)),
  "store/read/secrets-read-back-equal": (store) =>
    reads(store, (table, row) => (table === "jobs" && row ? { ...row, requestToken: null } : row)),
  "store/read/texts-read-back-to-the-letter": (store) =>
    reads(store, (table, row) =>
      table === "blobs" && row ? { ...row, content: (row as Rows["blobs"]).content.normalize("NFC") } : row,
    ),
  "store/read/rows-are-copies": (store) => {
    const shared = new Map<string, unknown>();
    return reads(store, (table, row) => {
      if (table !== "journal" || !row) return row;
      if (!shared.has(row.id)) shared.set(row.id, row);
      return shared.get(row.id);
    });
  },
  "store/close/further-calls-are-refused": (store) =>
    storeOver(store, {
      find: async (table, query) => {
        try {
          return await store.find(table, query);
        } catch (error) {
          if (isCallwrightError(error, "STORE_CLOSED")) return [];
          throw error;
        }
      },
    }),
  "store/close/twice-does-nothing": (store) => {
    let closed = false;
    return storeOver(store, {
      close: async () => {
        if (closed) throw new CallwrightError("STORE_CLOSED", { path: store.name });
        closed = true;
        await store.close();
      },
    });
  },
  // What opens it again breaks it, in broken-reopens.ts.
  "store/open/rows-outlive-the-store": (store) => store,
};
