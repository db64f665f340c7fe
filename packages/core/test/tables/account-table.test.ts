import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTable, type Page } from "../../src/index.ts";
import { toTableShape } from "../../src/engine/tables/table-shape.ts";
import { memoryStore, sampleRow, virtualEngine } from "../../src/testing/index.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";
import { visitFlow, visits } from "./visits.ts";

interface Visit {
  readonly id: string;
  readonly status: "planned" | "kept";
  readonly at: number;
}

/** Every row of a list, page by page. */
async function allOf<Row>(list: (after?: string) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: string | null | undefined; next !== null;) {
    const page: Page<Row> = await list(next);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}

const visit = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3, unit: "grapheme-ascii" }),
  status: fc.constantFrom("planned" as const, "kept" as const),
  at: fc.integer({ min: 0, max: 5 }),
});

function ordered(rows: readonly Visit[], by: (row: Visit) => number, descending: boolean): readonly string[] {
  const compare = (left: Visit, right: Visit) => by(left) - by(right) || (left.id < right.id ? -1 : 1);
  const ids = [...rows].sort(compare).map(({ id }) => id);
  return descending ? ids.reverse() : ids;
}

describe("account.table", () => {
  it("lists what a plain filter and sort would give, whatever the size of a page, and nothing of another account", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(visit, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.constantFrom("planned" as const, "kept" as const),
        fc.integer({ min: 0, max: 5 }),
        async (given, limit, descending, status, from) => {
          await using made = await virtualEngine({ flows: [], tables: [visits] });
          const table = made.account.table(visits);
          const strange = { account: "tes", status: "kept", at: 3, note: "" };
          const others = ["tes/t/x", "test0x", "test!/x", "tesu/x"].map((id) => ({ ...strange, id }));
          await made.store.commit([others.map((row) => ({ op: "put", table: "own.visits", row }) as const)]);
          for (const row of given) await table.put(row);
          const rows = [...new Map(given.map((row) => [row.id, row])).values()];
          const ids = async (options: Parameters<typeof table.list>[0]) =>
            (
              await allOf((after) =>
                table.list({ ...options, limit, descending, ...(after !== undefined && { after }) }),
              )
            ).map(({ id }) => id);
          const fits = rows.filter((row) => row.status === status);
          expect(await ids({})).toEqual(ordered(rows, () => 0, descending));
          expect(await ids({ where: { status } })).toEqual(ordered(fits, ({ at }) => at, descending));
          expect(await ids({ where: { status }, from: { field: "at", value: from } })).toEqual(
            ordered(
              fits.filter(({ at }) => at >= from),
              ({ at }) => at,
              descending,
            ),
          );
          expect(await ids({ upTo: { field: "at", value: from } })).toEqual(
            ordered(
              rows.filter(({ at }) => at <= from),
              ({ at }) => at,
              descending,
            ),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it("keeps accounts apart whose names go on with a slash", async () => {
    const store = memoryStore();
    await using made = await virtualEngine({ flows: [], tables: [visits], store });
    const names = ["shop", "shop/b", "shop%2Fb"];
    await store.commit([
      names.map((id) => ({ op: "put", table: "accounts", row: sampleRow("accounts", { id }) }) as const),
    ]);
    const [shop, branch, strange] = names.map((name) => made.engine.account(name).table(visits));
    const row = (at: number) => ({ id: at === 1 ? "b/1" : "1", status: "kept", at, note: "" }) as const;
    await shop?.put(row(1));
    expect(await branch?.get("1")).toBeUndefined();
    await branch?.put(row(2));
    await strange?.put(row(3));
    for (const [at, table] of [shop, branch, strange].entries()) {
      for (const descending of [false, true]) {
        expect((await table?.list({ descending }))?.rows).toEqual([row(at + 1)]);
      }
    }
  });

  it("refuses what no index serves, limits out of range, and cursors of another list", async () => {
    await using made = await virtualEngine({ flows: [], tables: [visits] });
    const table = made.account.table(visits);
    for (const id of ["a", "b", "c"]) await table.put({ id, status: "kept", at: 1 });
    const { next } = await table.list({ limit: 1 });
    const refused: Parameters<typeof table.list>[0][] = [
      { where: { note: "x" } as never },
      { where: { at: 1 }, from: { field: "status", value: 1 } },
      { limit: 0 },
      { limit: 1_001 },
      { after: "nonsense" },
      { after: next ?? "", descending: true },
      { after: next ?? "", where: { status: "kept" } },
    ];
    for (const options of refused) await expect(table.list(options)).rejects.toMatchObject({ code: "LIST_INVALID" });
    expect((await table.list({ after: next ?? "" })).rows.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("goes on behind a row that is gone by now", async () => {
    await using made = await virtualEngine({ flows: [], tables: [visits] });
    const table = made.account.table(visits);
    for (const id of ["a", "b", "c"]) await table.put({ id, status: "kept", at: 1 });
    const { next } = await table.list({ where: { status: "kept" }, limit: 2 });
    await table.delete("b");
    await table.delete("never");
    expect((await table.list({ where: { status: "kept" }, after: next ?? "" })).rows.map(({ id }) => id)).toEqual([
      "c",
    ]);
  });

  it("finds rows by their words, in other forms, those of this account alone", async () => {
    await using made = await virtualEngine({ flows: [visitFlow], tables: [visits] });
    const table = made.account.table(visits);
    const run = await made.account.start(visitFlow, { input: { visit: "v1" } });
    await run.send({ type: "keep", at: 1, note: "нужна оплата картой" });
    await table.put({ id: "v2", status: "kept", at: 2, note: "оплатил наличными" });
    await table.put({ id: "v3", status: "kept", at: 3, note: "late delivery" });
    const ids = async (text: string) => (await table.search(text)).map(({ row, has }) => `${row.id} ${has}`);
    expect(await ids("карты")).toEqual(["v1 every"]);
    expect(await ids("deliveries")).toEqual(["v3 every"]);
    expect(await ids("карта наличные")).toEqual(expect.arrayContaining(["v1 some", "v2 some"]));
    expect(await ids("nothing")).toEqual([]);
    await table.put({ id: "v1", status: "kept", at: 1, note: "" });
    expect(await ids("карты")).toEqual([]);
    await expect(table.search("x", { limit: 0 })).rejects.toMatchObject({ code: "LIST_INVALID" });
  });

  it("cannot search a table without such fields", async () => {
    const plain = defineTable({ id: "plain", version: 1, row: z.object({ id: z.string() }) });
    await using made = await virtualEngine({ flows: [], tables: [plain] });
    await expect(made.account.table(plain).search("x")).rejects.toMatchObject({ code: "LIST_INVALID" });
  });
});

describe("a table", () => {
  it("has an index once that is named twice: stores refuse two of one name", () => {
    const row = z.object({ id: z.string(), at: z.int() });
    const table = defineTable({ id: "twice", version: 1, row, indexes: [["at"], ["at"]] });
    expect(toTableShape(table).indexes).toEqual([["account", "at"]]);
  });
});

describe("a new version of a table", () => {
  const row = z.object({ order: z.string(), sum: z.number() });
  const first = defineTable({ id: "orders", version: 1, row, key: "order" });
  const second = defineTable({
    id: "orders",
    version: 2,
    row: z.object({ order: z.string(), cents: z.int(), text: z.string() }),
    key: "order",
    indexes: [["cents"]],
    search: ["text"],
    upgrade: ({ order, sum }, from) => {
      if (order === "bad") throw new Error("no");
      return { order: String(order), cents: Number(sum) * 100, text: `upgraded from ${from}` };
    },
  });

  it("upgrades rows when they are read, and in the background, so that they are found", async () => {
    const store = memoryStore();
    const before = await virtualEngine({ flows: [], tables: [first], store });
    for (const order of ["a", "b", "bad"]) await before.account.table(first).put({ order, sum: order === "a" ? 2 : 1 });
    await before.close();
    await using made = await virtualEngine({ flows: [], tables: [second], store: memoryStore({ takeOver: store }) });
    const table = made.account.table(second);
    expect(await table.get("a")).toEqual({ order: "a", cents: 200, text: "upgraded from 1" });
    await made.clock.settle();
    const { rows } = await table.list({ from: { field: "cents", value: 0 } });
    expect(rows.map(({ order }) => order)).toEqual(["b", "a"]);
    expect(await table.search("upgrading")).toHaveLength(2);
    await expect(table.get("bad")).rejects.toMatchObject({ code: "TABLE_ROW_UNFIT", details: { from: 1, to: 2 } });
  });

  it("leaves a row whose key its upgrade changes: else it would be written over the newer one at every start", async () => {
    const fields = z.object({ id: z.string(), count: z.int() });
    const upper = defineTable({ id: "counts", version: 1, row: fields });
    const lower = defineTable({
      id: "counts",
      version: 2,
      row: fields,
      upgrade: ({ id, count }) => ({ id: String(id).toLowerCase(), count: Number(count) }),
    });
    const store = memoryStore();
    const before = await virtualEngine({ flows: [], tables: [upper], store });
    await before.account.table(upper).put({ id: "A", count: 1 });
    await before.close();
    await using made = await virtualEngine({ flows: [], tables: [lower], store: memoryStore({ takeOver: store }) });
    const table = made.account.table(lower);
    await table.put({ id: "a", count: 2 });
    await made.clock.settle();
    expect(await table.get("a")).toEqual({ id: "a", count: 2 });
    const problems = ["id: upgrade changed the key"];
    await expect(table.get("A")).rejects.toMatchObject({ code: "TABLE_ROW_UNFIT", details: { problems } });
  });

  it("lists by a new field what is up to date, page by page", async () => {
    const status = z.string();
    const old = defineTable({ id: "states", version: 1, row: z.object({ id: z.string(), status }) });
    const fresh = defineTable({
      id: "states",
      version: 2,
      row: z.object({ id: z.string(), status, day: z.string() }),
      indexes: [["status", "day"]],
      upgrade: ({ id, status: before }) => ({ id: String(id), status: String(before), day: "2026-01-01" }),
    });
    const store = memoryStore();
    const before = await virtualEngine({ flows: [], tables: [old], store });
    for (const id of ["a", "b", "c"]) await before.account.table(old).put({ id, status: "on" });
    await before.close();
    const next = memoryStore({ takeOver: store });
    const slow = storeOver(next, {
      find: async (table, query) => (query.where && "$version" in query.where ? [] : next.find(table, query)),
    });
    await using made = await virtualEngine({ flows: [], tables: [fresh], store: slow });
    const table = made.account.table(fresh);
    for (const id of ["d", "e"]) await table.put({ id, status: "on", day: "2026-02-02" });
    const rows = await allOf((after) =>
      table.list({ where: { status: "on" }, limit: 1, ...(after !== undefined && { after }) }),
    );
    expect(rows.map(({ id }) => id)).toEqual(["d", "e"]);
    expect(await table.get("a")).toMatchObject({ day: "2026-01-01" });
  });

  it("gives rows of before a new field's default without being raised", async () => {
    const old = defineTable({ id: "notes", version: 1, row: z.object({ id: z.string() }) });
    const row = z.object({ id: z.string(), note: z.string().default("nothing") });
    const fresh = defineTable({ id: "notes", version: 1, row });
    const store = memoryStore();
    const before = await virtualEngine({ flows: [], tables: [old], store });
    await before.account.table(old).put({ id: "a" });
    await before.close();
    await using made = await virtualEngine({ flows: [], tables: [fresh], store: memoryStore({ takeOver: store }) });
    expect(await made.account.table(fresh).get("a")).toEqual({ id: "a", note: "nothing" });
  });

  it("may call its key otherwise", async () => {
    const named = defineTable({ id: "orders", version: 2, row: z.object({ number: z.string() }), key: "number" });
    const plain = defineTable({ id: "orders", version: 1, row: z.object({ id: z.string() }) });
    const store = memoryStore();
    const before = await virtualEngine({ flows: [], tables: [plain], store });
    await before.account.table(plain).put({ id: "7" });
    await before.close();
    await using made = await virtualEngine({ flows: [], tables: [named], store: memoryStore({ takeOver: store }) });
    expect(await made.account.table(named).get("7")).toEqual({ number: "7" });
  });

  it("is not opened by the code of an older one", async () => {
    const store = memoryStore();
    await (await virtualEngine({ flows: [], tables: [second], store })).close();
    const older = virtualEngine({ flows: [], tables: [first], store: memoryStore({ takeOver: store }) });
    await expect(older).rejects.toMatchObject({
      code: "TABLE_NEWER",
      details: { table: "orders", found: 2, known: 1 },
    });
  });
});
