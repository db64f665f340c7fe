import assert from "node:assert/strict";
import { tables, type Query, type BuiltInRows, type StorePort, type BuiltInTableName } from "../../ports/index.ts";
import type { ContractRule } from "./contract-rule.ts";
import { sampleRow } from "./sample-rows.ts";
import { assertFails, idsOf, insert, put, written, type StoreFixture } from "./store-fixture.ts";

const timer = (id: string, dueAt: number) => insert("timers", sampleRow("timers", { id, dueAt }));
const fourTimers = [timer("a", 10), timer("b", 20), timer("c", 30), timer("d", 40)];

async function timers(store: StorePort, query: Query<BuiltInRows["timers"]>): Promise<readonly string[]> {
  return idsOf(await store.find("timers", query));
}

/** What queries promise. */
export const storeFindRules: readonly ContractRule<StoreFixture>[] = [
  {
    name: "store/find/by-each-prefix-of-each-index",
    async run({ store }) {
      for (const table of Object.keys(tables) as BuiltInTableName[]) {
        for (const [at, index] of tables[table].indexes.entries()) await checkIndex(store, table, `${at}`, index);
      }
    },
  },
  {
    name: "store/find/null-equals-null",
    async run({ store }) {
      const run = (id: string, closesAt: number | null) => insert("runs", sampleRow("runs", { id, closesAt }));
      await written(store, [run("a", null), run("b", 1), run("c", null)]);
      assert.deepEqual(idsOf(await store.find("runs", { where: { closesAt: null } })), ["a", "c"]);
    },
  },
  {
    name: "store/find/up-to-is-inclusive",
    async run({ store }) {
      await written(store, fourTimers);
      assert.deepEqual(await timers(store, { upTo: { field: "dueAt", value: 20 } }), ["a", "b"]);
      assert.deepEqual(await timers(store, { upTo: { field: "dueAt", value: 19.5 } }), ["a"]);
    },
  },
  {
    name: "store/find/from-is-inclusive",
    async run({ store }) {
      await written(store, fourTimers);
      assert.deepEqual(await timers(store, { from: { field: "dueAt", value: 30 } }), ["c", "d"]);
      assert.deepEqual(await timers(store, { from: { field: "dueAt", value: 30.5 } }), ["d"]);
    },
  },
  {
    name: "store/find/both-bounds-hold",
    async run({ store }) {
      await written(store, fourTimers);
      const bounds = { from: { field: "dueAt", value: 15 }, upTo: { field: "dueAt", value: 35 } } as const;
      assert.deepEqual(await timers(store, bounds), ["b", "c"]);
    },
  },
  {
    name: "store/find/bounds-follow-fixed-fields",
    async run({ store }) {
      const effect = (id: string, state: "pending" | "started", dueAt: number) =>
        insert("effects", sampleRow("effects", { id, state, dueAt }));
      await written(store, [
        effect("a", "pending", 1),
        effect("b", "started", 1),
        effect("c", "pending", 2),
        effect("d", "pending", 3),
      ]);
      const found = await store.find("effects", { where: { state: "pending" }, upTo: { field: "dueAt", value: 2 } });
      assert.deepEqual(idsOf(found), ["a", "c"]);
    },
  },
  {
    name: "store/find/ordered-by-the-index-then-id",
    async run({ store }) {
      await written(store, [timer("d", 5), timer("b", 100), timer("c", 20), timer("a", 20)]);
      assert.deepEqual(await timers(store, { from: { field: "dueAt", value: 0 } }), ["d", "a", "c", "b"]);
    },
  },
  {
    name: "store/find/texts-are-ordered-by-code-point",
    async run({ store }) {
      const ids = ["Z", "a", "z", "é", "я", "\uff5e", "😀"];
      await written(
        store,
        [...ids].reverse().map((id) => insert("dedupe", sampleRow("dedupe", { id }))),
      );
      assert.deepEqual(idsOf(await store.find("dedupe", { where: { expiresAt: 1_000 } })), ids);
    },
  },
  {
    name: "store/find/descending-turns-the-order",
    async run({ store }) {
      await written(store, [...fourTimers, timer("e", 40)]);
      const found = await timers(store, { upTo: { field: "dueAt", value: 40 }, descending: true, limit: 3 });
      assert.deepEqual(found, ["e", "d", "c"]);
    },
  },
  {
    name: "store/find/nothing-asked-lists-the-table-by-id",
    async run({ store }) {
      await written(store, [timer("c", 1), timer("a", 3), timer("b", 2)]);
      assert.deepEqual(await timers(store, {}), ["a", "b", "c"]);
    },
  },
  {
    name: "store/find/limit-gives-the-first",
    async run({ store }) {
      await written(store, fourTimers);
      assert.deepEqual(await timers(store, { from: { field: "dueAt", value: 0 }, limit: 2 }), ["a", "b"]);
    },
  },
  {
    name: "store/find/after-goes-on-behind-a-row",
    async run({ store }) {
      const effect = (id: string, dueAt: number) => sampleRow("effects", { id, state: "pending", dueAt });
      const rows = [effect("a", 10), effect("b", 20), effect("c", 20), effect("d", 20), effect("e", 30)];
      await written(
        store,
        rows.map((row) => insert("effects", row)),
      );
      const pending = { state: "pending" } as const;
      const find = async (query: Query<BuiltInRows["effects"]>) => idsOf(await store.find("effects", query));
      assert.deepEqual(await find({ where: pending, after: effect("b", 20), limit: 1 }), ["c"]);
      assert.deepEqual(await find({ where: pending, after: effect("bb", 20) }), ["c", "d", "e"]);
      assert.deepEqual(await find({ after: effect("c", 0) }), ["d", "e"]);
      await written(store, fourTimers);
      const upTo = { field: "dueAt", value: 35 } as const;
      assert.deepEqual(await timers(store, { upTo, after: sampleRow("timers", { id: "a", dueAt: 10 }) }), ["b", "c"]);
      const endless = { where: { lane: "j" }, after: sampleRow("runs", { startedAt: null as never }) };
      await assertFails(() => store.find("runs", endless), "STORE_QUERY_REFUSED");
    },
  },
  {
    name: "store/find/after-goes-on-descending-too",
    async run({ store }) {
      const run = (id: string, closesAt: number | null) => sampleRow("runs", { id, closesAt });
      const rows = [run("a", 10), run("b", 20), run("c", 20), run("d", 30), run("e", null)];
      await written(
        store,
        rows.map((row) => insert("runs", row)),
      );
      const find = async (query: Query<BuiltInRows["runs"]>) =>
        idsOf(await store.find("runs", { from: { field: "closesAt", value: 0 }, ...query, descending: true }));
      assert.deepEqual(await find({ after: run("d", 30) }), ["c", "b", "a"]);
      assert.deepEqual(await find({ after: run("c", 20), limit: 1 }), ["b"]);
      assert.deepEqual(await find({ after: run("bb", 20) }), ["b", "a"]);
      assert.deepEqual(await find({ from: { field: "closesAt", value: 15 }, after: run("c", 20) }), ["b"]);
    },
  },
  {
    name: "store/find/a-thousand-by-default",
    async run({ store }) {
      await written(
        store,
        Array.from({ length: 1_001 }, (_, at) => timer(`t${String(at).padStart(4, "0")}`, at + 1)),
      );
      const found = await timers(store, { from: { field: "dueAt", value: 0 } });
      assert.equal(found.length, 1_000);
      assert.equal((await timers(store, { from: { field: "dueAt", value: 0 }, limit: 10_000 })).length, 1_001);
    },
  },
  {
    name: "store/find/limits-out-of-range-are-refused",
    async run({ store }) {
      for (const limit of [0, -1, 1.5, Number.NaN, 10_001]) {
        await assertFails(() => store.find("timers", { limit }), "STORE_QUERY_REFUSED");
      }
    },
  },
  {
    name: "store/find/queries-without-an-index-are-refused",
    async run({ store }) {
      await assertFails(() => store.find("runs", { where: { flow: "visit-reminder" } }), "STORE_QUERY_REFUSED");
      await assertFails(() => store.find("runs", { where: { startedAt: 1 } }), "STORE_QUERY_REFUSED");
      await assertFails(() => store.find("runs", { where: { lane: "a", status: "ended" } }), "STORE_QUERY_REFUSED");
      await assertFails(() => store.find("effects", { upTo: { field: "dueAt", value: 1 } }), "STORE_QUERY_REFUSED");
      await assertFails(
        () => store.find("accounts", { from: { field: "createdAt", value: 1 } }),
        "STORE_QUERY_REFUSED",
      );
    },
  },
  {
    name: "store/find/a-changed-row-is-found-by-its-new-values",
    async run({ store }) {
      await written(store, [timer("a", 10)]);
      await written(store, [put("timers", sampleRow("timers", { id: "a", dueAt: 99 }))]);
      assert.deepEqual(await timers(store, { where: { dueAt: 10 } }), []);
      assert.deepEqual(await timers(store, { where: { dueAt: 99 } }), ["a"]);
    },
  },
];

/** Two rows that differ in the last field of each prefix: a query by that prefix finds one of them. */
async function checkIndex(
  store: StorePort,
  table: BuiltInTableName,
  tag: string,
  index: readonly string[],
): Promise<void> {
  for (let length = 1; length <= index.length; length += 1) {
    const fields = index.slice(0, length);
    const name = `${tag}.${length}`;
    const wanted = indexed(
      table,
      fields,
      `${name}-wanted`,
      [...fields.keys()].map(() => name),
    );
    const other = indexed(
      table,
      fields,
      `${name}-other`,
      fields.map((_, at) => (at === length - 1 ? `${name}x` : name)),
    );
    await written(store, [insert(table, other), insert(table, wanted)]);
    const where = Object.fromEntries(
      fields.map((field) => [field, (wanted as unknown as Record<string, unknown>)[field]]),
    );
    const found = await store.find(table, { where });
    assert.deepEqual(idsOf(found), [wanted.id], `table ${table}, index ${fields.join("+")}`);
  }
}

function indexed(
  table: BuiltInTableName,
  fields: readonly string[],
  id: string,
  values: readonly string[],
): BuiltInRows[BuiltInTableName] {
  const sample = sampleRow(table) as unknown as Readonly<Record<string, unknown>>;
  const set = fields.map((field, at) => {
    const value = values[at] ?? "";
    return [field, typeof sample[field] === "number" ? toNumber(value) : value];
  });
  return { ...sample, id, ...Object.fromEntries(set) } as BuiltInRows[BuiltInTableName];
}

/** Another number for each text, none used elsewhere. */
function toNumber(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum * 131 + letter.charCodeAt(0), 7_000_000);
}
