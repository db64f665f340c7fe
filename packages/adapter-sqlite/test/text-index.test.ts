import type { OwnTables, StorePort, TextQuery, Write } from "@callwright/core/ports";
import { tableShapes } from "@callwright/core/adapter-kit";
import { memoryStore, sampleRow } from "@callwright/core/testing";
import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { loadDriver } from "../src/load-driver.ts";
import { pragmas } from "../src/pragmas.ts";
import { scrubTextIndexes } from "../src/scrub-text.ts";
import { bytesIn, edit, folder, key } from "./kit.ts";

const turn = (id: string, stems: string, account = "shop"): Write => ({
  op: "put",
  table: "turns",
  row: sampleRow("turns", { id, account, stems }),
});

async function opened(
  path: string,
  more: Partial<Parameters<typeof sqlite>[0]> = {},
  own?: OwnTables,
): Promise<StorePort> {
  const store = sqlite({ path, ...more });
  await store.open(own);
  return store;
}

async function written(store: StorePort, ...writes: readonly Write[]): Promise<void> {
  expect(await store.commit([writes])).toEqual([{ ok: true }]);
}

async function found(store: StorePort, ...forms: readonly string[]): Promise<readonly string[]> {
  const hits = await store.search("turns", { account: "shop", words: forms.map((form) => ({ forms: [form] })) });
  return hits.map(({ row }) => row.id).sort();
}

const many = (from: number, upTo: number): readonly Write[] =>
  Array.from({ length: upTo - from }, (_, at) =>
    turn(`t${from + at}`, `secret${(from + at) * 7919} common walk${at % 9}`),
  );

describe("the text index", () => {
  it("finds the rows that the memory store finds, whatever is written", async () => {
    const word = fc.constantFrom("a", "ab", "abc", "яблок", "яблочн", "7");
    const stems = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
    const id = fc.constantFrom("1", "2", "3", "4");
    const account = fc.constantFrom("shop", "other");
    const write = fc.oneof(
      fc.record({
        op: fc.constantFrom("insert" as const, "put" as const),
        table: fc.constant("turns" as const),
        row: fc.record({ id, account, stems }).map((fields) => sampleRow("turns", fields)),
      }),
      fc.record({ op: fc.constant("delete" as const), table: fc.constant("turns" as const), id }),
    );
    const searched = fc.record({
      forms: fc.array(word, { minLength: 1, maxLength: 2 }),
      beginnings: fc.array(word, { maxLength: 1 }),
    });
    const query = fc.record({
      account,
      words: fc.array(searched, { minLength: 1, maxLength: 2 }),
      match: fc.constantFrom("every" as const, "some" as const),
    });
    const idsOf = async (store: StorePort, asked: TextQuery) =>
      (await store.search("turns", asked)).map(({ row }) => row.id).sort();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(write, { maxLength: 5 }), { maxLength: 6 }),
        fc.array(query, { maxLength: 5 }),
        async (batches, queries) => {
          const [memory, file] = [memoryStore(), sqlite({ path: ":memory:" })];
          for (const store of [memory, file]) await store.open();
          for (const batch of batches) for (const store of [memory, file]) await store.commit([batch]);
          for (const asked of queries) expect(await idsOf(file, asked)).toEqual(await idsOf(memory, asked));
          await file.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it("outlives the store, and a copy of the file", async () => {
    const path = join(folder(), "store.db");
    const store = await opened(path);
    await written(store, ...many(0, 30));
    await written(store, { op: "delete", table: "turns", id: "t3" });
    await store.close();
    const copy = join(folder(), "copy.db");
    (await edit(path, `VACUUM INTO '${copy}'`))();
    for (const file of [path, copy]) {
      const again = await opened(file);
      expect(await found(again, `secret${4 * 7919}`)).toEqual(["t4"]);
      expect(await found(again, `secret${3 * 7919}`)).toEqual([]);
      await again.close();
    }
  });

  it("leaves no bytes of deleted words after a scrub", async () => {
    const place = folder();
    const store = await opened(join(place, "store.db"));
    for (let from = 0; from < 480; from += 12) await written(store, ...many(from, from + 12));
    const isIn = (text: string) => Object.values(bytesIn(place)).some((bytes) => bytes.includes(text));
    const words = [5, 50, 300].map((at) => `secret${at * 7919}`);
    expect(words.filter(isIn)).toEqual(words);
    await written(store, ...[5, 50, 300].map((at) => ({ op: "delete", table: "turns", id: `t${at}` }) as const));
    await store.scrub?.();
    expect(words.filter(isIn)).toEqual([]);
    expect(await found(store, `secret${51 * 7919}`)).toEqual(["t51"]);
    expect(await found(store, "common")).toHaveLength(100);
    await store.close();
  });

  it("is scrubbed to the end after a scrub that was broken off", async () => {
    const place = folder();
    const path = join(place, "store.db");
    const store = await opened(path);
    for (let from = 0; from < 1_200; from += 120) await written(store, ...many(from, from + 120));
    await written(store, { op: "delete", table: "turns", id: "t1100" });
    await store.close();
    const driver = (await loadDriver())(path);
    for (const pragma of pragmas) driver.exec(`PRAGMA ${pragma}`);
    const asked: boolean[] = [];
    await scrubTextIndexes(driver, tableShapes(), () => asked.push(true) > 1);
    expect(asked).toHaveLength(2);
    driver.exec("INSERT INTO turns_text(turns_text) VALUES('integrity-check')");
    driver.close();
    const again = await opened(path);
    await again.scrub?.();
    await again.close();
    expect(Object.values(bytesIn(place)).some((bytes) => bytes.includes(`secret${1_100 * 7919}`))).toBe(false);
  });

  it("is emptied when a store is to encrypt everything, and made anew when it is no longer", async () => {
    const place = folder();
    const path = join(place, "store.db");
    const plain = await opened(path, { key });
    await written(plain, ...many(0, 20));
    await plain.close();
    const whole = await opened(path, { key, encrypt: "everything" });
    expect(whole.canSearch).toBe(false);
    await expect(found(whole, "common")).rejects.toMatchObject({ code: "STORE_SEARCH_OFF" });
    await written(whole, turn("t3", "changed"), { op: "delete", table: "turns", id: "t4" });
    await whole.encryption?.settled();
    await whole.close();
    expect(Object.values(bytesIn(place)).some((bytes) => bytes.includes("secret"))).toBe(false);
    const again = await opened(path, { key, encrypt: "secrets" });
    expect(again.canSearch).toBe(true);
    expect(await found(again, "common")).toHaveLength(18);
    expect(await found(again, "changed")).toEqual(["t3"]);
    await written(again, { op: "delete", table: "turns", id: "t3" });
    expect(await found(again, "changed")).toEqual([]);
    await again.close();
  });

  it("takes no words of a table of the host whose field of words changes while everything is encrypted", async () => {
    const place = folder();
    const path = join(place, "store.db");
    const name = "own.notes";
    const shape = { indexes: [], secrets: [] };
    const own = (version: number, text: string): OwnTables => ({ [name]: { ...shape, version, text } });
    const before = await opened(path, { key, encrypt: "everything" }, own(1, "stems"));
    await written(before, { op: "put", table: name, row: { id: "shop/1", account: "shop", others: "secretword" } });
    await before.close();
    const whole = await opened(path, { key }, own(2, "others"));
    await whole.close();
    expect(Object.values(bytesIn(place)).some((bytes) => bytes.includes("secretword"))).toBe(false);
    const again = await opened(path, { key, encrypt: "secrets" }, own(2, "others"));
    expect(await again.search(name, { account: "shop", words: [{ forms: ["secretword"] }] })).toHaveLength(1);
    await again.close();
  });

  it("forgets the words of a damaged row that is replaced or removed", async () => {
    const path = join(folder(), "store.db");
    const store = await opened(path);
    await written(store, ...many(0, 10));
    (await edit(path, `UPDATE turns SET row = replace(row, 'secret', 'sacred') WHERE id IN ('t3', 't4')`))();
    await expect(found(store, `secret${3 * 7919}`)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    const told: string[] = [];
    const words = [{ forms: ["common"] }];
    const hits = await store.search("turns", { account: "shop", words, onDamaged: ({ id }) => told.push(id) });
    expect([hits.length, told.sort()]).toEqual([8, ["t3", "t4"]]);
    await written(store, { op: "delete", table: "turns", id: "t3" }, turn("t4", "mended"));
    expect(await found(store, `secret${4 * 7919}`)).toEqual([]);
    expect(await found(store, "mended")).toEqual(["t4"]);
    expect(await found(store, "common")).toHaveLength(8);
    await store.close();
  });

  it("is made for rows that a table of the host had before its shape named a field of words", async () => {
    const path = join(folder(), "store.db");
    const name = "own.notes";
    const shape = { indexes: [], secrets: [] };
    const before = await opened(path, {}, { [name]: { ...shape, version: 1 } });
    const row = { id: "shop/1", account: "shop", stems: "contract" };
    await written(before, { op: "put", table: name, row });
    await before.close();
    const store = await opened(path, {}, { [name]: { ...shape, version: 2, text: "stems" } });
    const search = async () => (await store.search(name, { account: "shop", words: [{ forms: ["contract"] }] })).length;
    expect(await search()).toBe(1);
    await written(store, { op: "delete", table: name, id: row.id });
    expect(await search()).toBe(0);
    await store.close();
  });
});
