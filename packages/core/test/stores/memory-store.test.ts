import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCallwrightError } from "../../src/errors/index.ts";
import type { OwnTables, StorePort } from "../../src/ports/index.ts";
import { checkContract } from "../../src/testing/contracts/contract-rule.ts";
import { sampleRow } from "../../src/testing/contracts/sample-rows.ts";
import { storeContract } from "../../src/testing/contracts/store-contract.ts";
import type { StoreFixture } from "../../src/testing/contracts/store-fixture.ts";
import { memoryStore, type MemoryStore } from "../../src/testing/stores/memory-store.ts";
import { brokenReopens } from "./broken/broken-reopens.ts";
import { brokenStores } from "./broken-stores.ts";

async function opened(options?: Parameters<typeof memoryStore>[0], own?: OwnTables): Promise<MemoryStore> {
  const store = memoryStore(options);
  await store.open(own);
  return store;
}

async function fixture(): Promise<Required<StoreFixture>> {
  const store = await opened();
  let newest = store;
  return {
    store,
    reopen: async (own) => (newest = await opened({ takeOver: newest }, own)),
    damage: async (table, id) => newest.damage(table, id),
  };
}

async function brokenFixture(rule: string, spoil: (store: StorePort) => StorePort): Promise<StoreFixture> {
  const { store, reopen, damage } = await fixture();
  const open = brokenReopens[rule]?.(reopen, (own) => opened({}, own), store) ?? reopen;
  return { store: spoil(store), reopen: async (own) => spoil(await open(own)), damage };
}

describe("the contract of stores, on the memory store", () => {
  it.each(storeContract)("$name", async ({ run }) => {
    await run(await fixture());
  });

  it("has a store for each rule that breaks it", () => {
    expect(Object.keys(brokenStores).sort()).toEqual(storeContract.map(({ name }) => name).sort());
  });

  it.each(Object.entries(brokenStores))("notices only %s in a store that breaks it", async (rule, spoil) => {
    const results = await checkContract(storeContract, () => brokenFixture(rule, spoil));
    expect(results.filter(({ status }) => status !== "passed").map(({ name, status }) => `${name} ${status}`)).toEqual([
      `${rule} failed`,
    ]);
  });

  it("skips what a fixture cannot show", async () => {
    const results = await checkContract(storeContract, async () => ({ store: await opened() }));
    const skipped = results.filter(({ status }) => status === "skipped").map(({ name }) => name.split("/")[1]);
    expect([...new Set(skipped)]).toEqual(["open", "own", "files", "damage"]);
  });
});

describe("the memory store", () => {
  it("refuses calls before it is opened, and a second opening", async () => {
    const store = memoryStore({ name: "tests" });
    await expect(store.read("runs", "a")).rejects.toMatchObject({ code: "STORE_CLOSED", details: { path: "tests" } });
    await store.open();
    await expect(store.open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
  });

  it("takes over from a store that was left open, which is closed by that", async () => {
    const crashed = await opened();
    await crashed.commit([[{ op: "insert", table: "accounts", row: sampleRow("accounts") }]]);
    const next = await opened({ takeOver: crashed });
    expect(await next.read("accounts", "accounts-1")).toEqual(sampleRow("accounts"));
    await expect(crashed.commit([])).rejects.toMatchObject({ code: "STORE_CLOSED" });
  });

  it("dumps a table by id, also when closed", async () => {
    const store = await opened();
    await store.commit([
      ["b", "a"].map((id) => ({ op: "insert", table: "flows", row: sampleRow("flows", { id }) }) as const),
    ]);
    await store.close();
    expect(store.dump("flows").map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("does not show a phone number when it refuses a key", async () => {
    const store = await opened();
    const write = {
      op: "insert",
      table: "doNotCall",
      row: sampleRow("doNotCall", { id: "shop:+79161234567" }),
    } as const;
    const [, second] = await store.commit([[write], [write]]);
    expect(second?.ok).toBe(false);
    const error = second && !second.ok ? second.error : undefined;
    expect(isCallwrightError(error, "STORE_CONFLICT") && error.message).toContain('key "shop:+***"');
  });

  it("finds what a plain filter and sort of all rows would find", async () => {
    const row = fc.record({ id: fc.integer({ min: 0, max: 30 }).map(String), dueAt: fc.integer({ min: 0, max: 9 }) });
    const query = fc.record({
      from: fc.integer({ min: 0, max: 9 }),
      upTo: fc.integer({ min: 0, max: 9 }),
      descending: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 40 }),
        query,
        fc.integer({ min: 1, max: 20 }),
        async (rows, { from, upTo, descending }, limit) => {
          const store = await opened();
          await store.commit(rows.map((fields) => [{ op: "put", table: "timers", row: sampleRow("timers", fields) }]));
          const found = await store.find("timers", {
            from: { field: "dueAt", value: from },
            upTo: { field: "dueAt", value: upTo },
            descending,
            limit,
          });
          const latest = [...new Map(rows.map((fields) => [fields.id, fields])).values()]
            .filter(({ dueAt }) => dueAt >= from && dueAt <= upTo)
            .sort((left, right) => left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1));
          if (descending) latest.reverse();
          expect(found.map(({ id }) => id)).toEqual(latest.slice(0, limit).map(({ id }) => id));
        },
      ),
    );
  });
});
