import type { OwnTables, StorePort } from "../../../src/ports/index.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";
import { finds } from "./over.ts";

/** Opens a store. */
export type Open = (own?: OwnTables) => Promise<StorePort>;

/** For each rule about opening again what breaks it: given how it is done right, and what opens a store that is empty. */
export const brokenReopens: Readonly<Record<string, (reopen: Open, fresh: Open, before: StorePort) => Open>> = {
  "store/open/rows-outlive-the-store": (reopen, fresh, before) => {
    let keeps = false;
    return async (own) => {
      keeps ||= own !== undefined;
      return keeps ? reopen(own) : storeOver(await fresh(), { files: before.files });
    };
  },
  "store/files/kept-files-outlive-the-store": (reopen, fresh) => async (own) =>
    storeOver(await reopen(own), { files: (await fresh()).files }),
  "store/own/of-a-former-process-stay": (reopen) => async (own) =>
    storeOver(await reopen(own), { ownTables: () => own ?? {} }),
  "store/own/a-new-index-finds-the-rows-that-are-there": (reopen) => async (own) => {
    const store = await reopen(own);
    const known = new Set<string>();
    const noting = storeOver(store, {
      commit(batches) {
        for (const write of batches.flat()) if (write.op !== "delete") known.add(write.row.id);
        return store.commit(batches);
      },
    });
    return finds(noting, async (table, query) => {
      const rows = await store.find(table, query);
      return query.where && "town" in query.where ? rows.filter(({ id }) => known.has(id)) : rows;
    });
  },
  "store/own/a-newer-one-is-refused": (reopen) => (own) =>
    reopen(Object.values(own ?? {}).some(({ version }) => version === 1) ? undefined : own),
};
