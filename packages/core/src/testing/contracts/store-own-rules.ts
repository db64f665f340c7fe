import assert from "node:assert/strict";
import type { OwnRow, OwnTables, OwnTableShape, Query, StorePort, Write } from "../../ports/index.ts";
import type { ContractRule } from "./contract-rule.ts";
import { sampleRow } from "./sample-rows.ts";
import { assertFails, assertRefused, idsOf, insert, put, remove, written, type StoreFixture } from "./store-fixture.ts";

const table = "own.visits";
const shape: OwnTableShape = {
  indexes: [
    ["account", "day"],
    ["account", "state", "day"],
  ],
  secrets: [],
};
const visits: OwnTables = { [table]: shape };

const visit = (key: string, day: number | null, fields: Readonly<Record<string, string>> = {}): OwnRow => ({
  id: `shop/${key}`,
  account: "shop",
  day,
  state: "planned",
  ...fields,
});

const inserted = (...rows: readonly OwnRow[]): Write[] => rows.map((row) => insert(table, row));

/** A rule about a store that was opened with tables of a host. */
function rule(
  name: string,
  run: (store: StorePort, reopen: (own?: OwnTables) => Promise<StorePort>) => Promise<void>,
  own: OwnTables = visits,
): ContractRule<StoreFixture> {
  return {
    name: `store/own/${name}`,
    appliesTo: ({ reopen }) => reopen !== undefined,
    async run({ reopen }) {
      assert.ok(reopen);
      await run(await reopen(own), reopen);
    },
  };
}

async function find(store: StorePort, query: Query<OwnRow>): Promise<readonly string[]> {
  return idsOf(await store.find(table, query));
}

/** What tables of a host promise. */
export const storeOwnRules: readonly ContractRule<StoreFixture>[] = [
  rule("rows-read-back-equal", async (store) => {
    const row: OwnRow = { ...visit("ключ", 7), note: "ё 😀 \ud800", list: [1, { deep: null }] };
    await written(store, [insert(table, row)]);
    assert.deepEqual(await store.read(table, row.id), row);
    assert.equal(await store.read(table, "shop/never"), undefined);
    assert.deepEqual(await store.find(table, {}), [row]);
  }),
  rule("rows-are-put-and-removed", async (store) => {
    await written(store, inserted(visit("a", 1), visit("b", 2)));
    await written(store, [put(table, visit("a", 3)), remove(table, "shop/b")]);
    assert.deepEqual(await store.find(table, {}), [visit("a", 3)]);
    const [again] = await store.commit([inserted(visit("a", 4))]);
    assertRefused(again, "STORE_CONFLICT");
  }),
  rule("rows-are-found-by-their-indexes", async (store) => {
    const rows = [visit("a", 30), visit("b", 10), visit("c", 20, { state: "kept" }), visit("d", 20)];
    await written(store, inserted(...rows, { ...visit("e", 10), id: "else/e", account: "else" }));
    const where = { account: "shop" };
    assert.deepEqual(await find(store, { where }), ["shop/b", "shop/c", "shop/d", "shop/a"]);
    assert.deepEqual(await find(store, { where: { ...where, state: "planned" }, upTo: { field: "day", value: 20 } }), [
      "shop/b",
      "shop/d",
    ]);
    const after = visit("c", 20, { state: "kept" });
    assert.deepEqual(await find(store, { where, after, limit: 1 }), ["shop/d"]);
  }),
  rule("queries-without-an-index-are-refused", async (store) => {
    await assertFails(() => store.find(table, { where: { state: "planned" } }), "STORE_QUERY_REFUSED");
  }),
  rule("a-table-that-nobody-defined-is-refused", async (store) => {
    await assertFails(() => store.read("own.never", "shop/a"), "STORE_QUERY_REFUSED");
    await assertFails(() => store.find("own.never", {}), "STORE_QUERY_REFUSED");
    const [result] = await store.commit([[insert("own.never", visit("a", 1))]]);
    assertRefused(result, "STORE_QUERY_REFUSED");
  }),
  rule("stand-or-fall-with-rows-of-the-library", async (store) => {
    const run = insert("runs", sampleRow("runs"));
    await written(store, [run]);
    const [result] = await store.commit([[...inserted(visit("a", 1)), run]]);
    assertRefused(result, "STORE_CONFLICT");
    assert.deepEqual(await store.find(table, {}), []);
  }),
  rule("are-told", async (store) => {
    assert.deepEqual(Object.keys(store.ownTables()), [table]);
    assert.deepEqual(store.ownTables()[table]?.indexes, shape.indexes);
  }),
  rule("of-a-former-process-stay", async (store, reopen) => {
    await written(store, inserted(visit("a", 1)));
    const next = await reopen();
    assert.deepEqual(Object.keys(next.ownTables()), [table]);
    assert.deepEqual(await find(next, { where: { account: "shop", day: 1 } }), ["shop/a"]);
    await next.close();
  }),
  rule("a-new-index-finds-the-rows-that-are-there", async (store, reopen) => {
    await written(store, inserted(visit("a", 1, { town: "Kyiv" }), visit("b", 2, { town: "Łódź" }), visit("c", null)));
    const next = await reopen({ [table]: { ...shape, version: 2, indexes: [["account", "town"]] } });
    assert.deepEqual(await find(next, { where: { account: "shop", town: "Łódź" } }), ["shop/b"]);
    assert.deepEqual(await find(next, { where: { account: "shop", town: null } }), ["shop/c"]);
    await written(next, inserted(visit("d", 3, { town: "Łódź" })));
    assert.deepEqual(await find(next, { where: { account: "shop", town: "Łódź" } }), ["shop/b", "shop/d"]);
    await next.close();
  }),
  rule(
    "a-newer-one-is-refused",
    async (_, reopen) => {
      await assertFails(() => reopen({ [table]: { ...shape, version: 1 } }), "TABLE_NEWER");
    },
    { [table]: { ...shape, version: 2 } },
  ),
];
