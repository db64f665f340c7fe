import assert from "node:assert/strict";
import type { DamagedRow, Rows, StorePort } from "../../ports/index.ts";
import type { ContractRule } from "./contract-rule.ts";
import { sampleRow } from "./sample-rows.ts";
import { assertFails, idsOf, insert, put, remove, written, type StoreFixture } from "./store-fixture.ts";

const runOf = (id: string, startedAt: number): Rows["runs"] => sampleRow("runs", { id, lane: "job-1", startedAt });

/** A rule about a store with the runs `a` to `d`, of which `b` is damaged. */
function rule(name: string, run: (store: StorePort) => Promise<void>): ContractRule<StoreFixture> {
  return {
    name: `store/damage/${name}`,
    appliesTo: ({ damage }) => damage !== undefined,
    async run({ store, damage }) {
      await written(
        store,
        ["a", "b", "c", "d"].map((id, at) => insert("runs", runOf(id, 10 * at))),
      );
      await damage?.("runs", "b");
      await run(store);
    },
  };
}

/** The ids of an answer, and what was told beside it. */
async function around(
  store: StorePort,
  limit = 10,
): Promise<{ readonly ids: readonly string[]; readonly told: readonly DamagedRow[] }> {
  const told: DamagedRow[] = [];
  const onDamaged = (row: DamagedRow) => void told.push(row);
  const rows = await store.find("runs", { where: { lane: "job-1" }, limit, onDamaged });
  return { ids: idsOf(rows), told };
}

/** What a store promises where a row is not what was written. */
export const storeDamageRules: readonly ContractRule<StoreFixture>[] = [
  rule("a-damaged-row-is-not-given-back", async (store) => {
    await assertFails(() => store.read("runs", "b"), "STORE_DAMAGED");
    assert.deepEqual(await store.read("runs", "a"), runOf("a", 0));
  }),
  rule("a-query-fails-where-nobody-is-told", async (store) => {
    await assertFails(() => store.find("runs", { where: { lane: "job-1" } }), "STORE_DAMAGED");
  }),
  rule("a-query-goes-around-it-and-tells", async (store) => {
    const { ids, told } = await around(store);
    assert.deepEqual(ids, ["a", "c", "d"]);
    assert.deepEqual(
      told.map(({ table, id }) => [table, id]),
      [["runs", "b"]],
    );
  }),
  rule("others-come-in-its-place", async (store) => {
    assert.deepEqual((await around(store, 1)).ids, ["a"]);
    assert.deepEqual((await around(store, 3)).ids, ["a", "c", "d"]);
  }),
  rule("its-indexed-fields-are-told", async (store) => {
    const { told } = await around(store);
    const { status, startedAt, lane, account, closesAt } = runOf("b", 10);
    assert.deepEqual(told[0]?.fields, { status, startedAt, lane, account, closesAt });
  }),
  rule("what-stands-there-is-told-apart-from-the-reason", async (store) => {
    const { told } = await around(store);
    assert.ok(told[0] && told[0].raw.length > 0, "the stored text is told");
    assert.ok(!told[0].reason.includes("visit-reminder"), "the reason says nothing of the row's content");
  }),
  {
    name: "store/damage/a-search-goes-around-it-and-tells",
    appliesTo: ({ store, damage }) => damage !== undefined && store.canSearch,
    async run({ store, damage }) {
      const turn = (id: string) => insert("turns", sampleRow("turns", { id, stems: "contract" }));
      await written(store, [turn("a"), turn("b")]);
      await damage?.("turns", "b");
      const query = { account: "shop", words: [{ forms: ["contract"] }] };
      await assertFails(() => store.search("turns", query), "STORE_DAMAGED");
      const told: string[] = [];
      const hits = await store.search("turns", { ...query, onDamaged: ({ id }) => void told.push(id) });
      assert.deepEqual([hits.map(({ row }) => row.id), told], [["a"], ["b"]]);
    },
  },
  rule("a-row-that-is-written-anew-is-whole", async (store) => {
    await written(store, [put("runs", runOf("b", 15))]);
    assert.deepEqual(await store.read("runs", "b"), runOf("b", 15));
    assert.deepEqual((await around(store)).told, []);
  }),
  rule("a-row-that-is-removed-is-gone", async (store) => {
    await written(store, [remove("runs", "b")]);
    const { ids, told } = await around(store);
    assert.deepEqual([ids, told], [["a", "c", "d"], []]);
  }),
];
