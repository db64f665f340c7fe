import { expect, it } from "vitest";
import { z } from "zod";
import { defineTable } from "../../src/index.ts";
import { memoryStore, virtualEngine } from "../../src/testing/index.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

const row = z.object({ id: z.string() });
const isOwn = (table: string) => table === "own.visits";

it("does not bring back a row of an account that is erased while it is brought up to date", async () => {
  const old = defineTable({ id: "visits", version: 1, row });
  const fresh = defineTable({ id: "visits", version: 2, row });
  const before = memoryStore();
  const first = await virtualEngine({ flows: [], tables: [old], store: before });
  await first.account.table(old).put({ id: "a" });
  await first.close();
  const store = memoryStore({ takeOver: before });
  const erasureLooks = gate();
  const upgradeReads = gate();
  const slow = storeOver(store, {
    async find(table, query) {
      if (!isOwn(table)) return store.find(table, query);
      const isUpgrade = "$version" in (query.where ?? {}) || query.upTo !== undefined;
      if (isUpgrade) await erasureLooks.opened;
      const found = await store.find(table, query);
      if (!isUpgrade) {
        erasureLooks.open();
        await upgradeReads.opened;
      }
      return found;
    },
    async read(table, id) {
      const found = await store.read(table, id);
      if (!isOwn(table)) return found;
      upgradeReads.open();
      for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return found;
    },
  });
  await using world = await virtualEngine({ flows: [], tables: [fresh], store: slow });
  await world.account.eraseAccount({ confirm: "test" });
  await world.clock.settle();
  expect(store.dump("own.visits")).toEqual([]);
});
