import { join } from "node:path";
import type { OwnRow, OwnTables, OwnTableShape, Query, StorePort } from "@callwright/core/ports";
import { expect, it } from "vitest";
import { sqlite, type SqliteSettings } from "../src/index.ts";
import { edit, folder, key } from "./kit.ts";

const table = "own.orders";

function shapeOf(...indexes: readonly (readonly string[])[]): OwnTables {
  const shape: OwnTableShape = { indexes, secrets: [] };
  return { [table]: shape };
}

async function opened(settings: SqliteSettings, own: OwnTables): Promise<StorePort> {
  const store = sqlite(settings);
  await store.open(own);
  return store;
}

function order(id: string, fields: Readonly<Record<string, string | number>>): OwnRow {
  return { id: `shop/${id}`, account: "shop", ...fields };
}

async function write(store: StorePort, ...rows: readonly OwnRow[]): Promise<void> {
  expect(await store.commit([rows.map((row) => ({ op: "put", table, row }) as const)])).toEqual([{ ok: true }]);
}

async function find(store: StorePort, where: Query<OwnRow>["where"]): Promise<readonly string[]> {
  return (await store.find(table, { where: { account: "shop", ...where } })).map(({ id }) => id);
}

it("keeps fields that are called like columns of its own", async () => {
  const own = shapeOf(["account", "sum"], ["account", "row", "ROWID"], ["account", "oid"]);
  const store = await opened({ path: ":memory:" }, own);
  const row = order("a", { sum: 5, row: "r", ROWID: 7, oid: "o" });
  await write(store, row, order("b", { sum: 6, row: "r", ROWID: 8, oid: "p" }));
  expect(await store.read(table, "shop/a")).toEqual(row);
  expect(await find(store, { sum: 6 })).toEqual(["shop/b"]);
  expect(await find(store, { row: "r", ROWID: 7 })).toEqual(["shop/a"]);
  expect(await store.find(table, { where: { account: "shop" }, from: { field: "sum", value: 6 } })).toHaveLength(1);
  await store.close();
});

it("keeps indexes apart whose fields are joined to the same name", async () => {
  const store = await opened({ path: ":memory:" }, shapeOf(["account", "a_b"], ["account", "a", "b"]));
  await write(store, order("1", { a_b: 1, a: 2, b: 3 }));
  expect(await find(store, { a_b: 1 })).toEqual(["shop/1"]);
  expect(await find(store, { a: 2, b: 3 })).toEqual(["shop/1"]);
  await store.close();
});

it.each([{}, { key, encrypt: "everything" as const }])(
  "fills new indexes from the rows that are there: %j",
  async (more) => {
    const settings = { path: join(folder(), "store.db"), ...more };
    const first = await opened(settings, shapeOf(["account", "town"]));
    await write(first, order("a", { town: "Kyiv", day: 1 }), order("b", { town: "Łódź", day: 2 }));
    await first.close();
    const second = await opened(settings, shapeOf(["account", "day"]));
    expect(await find(second, { day: 2 })).toEqual(["shop/b"]);
    await write(second, order("a", { town: "Lviv", day: 1 }), order("c", { town: "Lviv", day: 3 }));
    await second.close();
    // What was written meanwhile left the old column alone.
    const third = await opened(settings, shapeOf(["account", "town"]));
    expect(await find(third, { town: "Kyiv" })).toEqual([]);
    expect(await find(third, { town: "Lviv" })).toEqual(["shop/a", "shop/c"]);
    expect(await find(third, { town: "Łódź" })).toEqual(["shop/b"]);
    await third.close();
  },
);

it("leaves a damaged row as it is when indexes change", async () => {
  const path = join(folder(), "store.db");
  const first = await opened({ path }, shapeOf());
  await write(first, order("a", { day: 1 }), order("b", { day: 1 }));
  await first.close();
  (await edit(path, `UPDATE "${table}" SET row = replace(row, '1', '2') WHERE id = 'shop/a'`))();
  const second = await opened({ path }, shapeOf(["account", "day"]));
  expect(await find(second, { day: 1 })).toEqual(["shop/b"]);
  await expect(second.read(table, "shop/a")).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  await second.close();
});

it("tells a reader without code which tables there are", async () => {
  const path = join(folder(), "store.db");
  const own = shapeOf(["account", "day"]);
  const owner = await opened({ path }, own);
  await write(owner, order("a", { day: 1 }));
  const reader = await opened({ path, readOnly: true }, {});
  expect(reader.ownTables()).toEqual(own);
  expect(await find(reader, { day: 1 })).toEqual(["shop/a"]);
  await reader.close();
  await owner.close();
});

it("changes nothing when one of the tables is refused", async () => {
  const path = join(folder(), "store.db");
  const newer: OwnTables = { "own.b": { indexes: [], secrets: [], version: 2 } };
  await (await opened({ path }, newer)).close();
  const older: OwnTables = { "own.a": { indexes: [], secrets: [] }, "own.b": { indexes: [], secrets: [], version: 1 } };
  await expect(sqlite({ path }).open(older)).rejects.toMatchObject({
    code: "TABLE_NEWER",
    details: { table: "b", found: 2, known: 1 },
  });
  const store = await opened({ path }, {});
  expect(store.ownTables()).toEqual(newer);
  await store.close();
});
