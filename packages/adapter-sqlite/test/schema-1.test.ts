import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createVirtualClock, FakeCrm, virtualEngine } from "@callwright/core/testing";
import { tables, type Rows, type StorePort, type TableName } from "@callwright/core/ports";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { loadDriver } from "../src/load-driver.ts";
import { schemaStatements, tableNames } from "../src/schema.ts";
import { edit, folder, key } from "./kit.ts";

/** A store that version 1 of the schema left: a call that has ended and is being told of, a live one, and one that waits. */
const schema1 = readFileSync(new URL("./fixtures/schema-1.sql", import.meta.url), "utf8");
const madeAt = "2026-03-04T07:00:00Z";
const endedCall = "api-1aacdc3fb0404cceedd45ae6";
const liveCall = "api-568567dddad84944d894b8f2";
const waitingCall = "crm-f71e8c5c0dc67d59090f6aee";

async function oldStore(sql = ""): Promise<string> {
  const path = join(folder(), "store.db");
  (await edit(path, schema1 + sql))();
  return path;
}

async function opened(path: string): Promise<StorePort> {
  const store = sqlite({ path, key });
  await store.open();
  return store;
}

/** Tables, columns and indexes of a database, in no particular order. */
async function shapeOf(path: string): Promise<readonly string[]> {
  const driver = (await loadDriver())(path);
  const columns = driver.statement(
    "SELECT t.name || '.' || c.name || ' ' || c.type || c.pk || c.\"notnull\" AS line FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'",
  );
  const indexes = driver.statement("SELECT sql AS line FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
  const lines = [...columns.all([]), ...indexes.all([])].map(({ line }) => String(line));
  driver.close();
  return lines.sort();
}

it("gets the shape of a store that is made today, once", async () => {
  const fresh = join(folder(), "fresh.db");
  (await edit(fresh, schemaStatements().join(";")))();
  const path = await oldStore();
  for (const _ of [1, 2]) {
    await (await opened(path)).close();
    expect(await shapeOf(path)).toEqual(await shapeOf(fresh));
  }
});

it("keeps every row, with the new fields of today", async () => {
  const path = await oldStore();
  const before = await rawRows(path);
  const store = await opened(path);
  const added: Partial<Record<TableName, object>> = {
    runs: { parent: null },
    effects: { cost: null },
    jobs: { priority: 0 },
  };
  const sealed = new Set<TableName>(tableNames.filter((table) => tables[table].secrets.length > 0));
  for (const table of tableNames) {
    const rows: readonly Rows[TableName][] = await store.find(table, { limit: 10_000 });
    expect(rows.length).toBe(before[table]?.length ?? 0);
    if (sealed.has(table)) continue;
    expect(rows).toEqual(before[table]?.map((row) => ({ ...row, ...added[table] })) ?? []);
  }
  expect(await store.read("connections", "fake:test")).toMatchObject({ secret: "" });
  expect(await store.read("jobs", waitingCall)).toMatchObject({ requestToken: "token-in-secret", priority: 0 });
  await store.close();
});

it("finds the old runs by lane and by the end of their time", async () => {
  const store = await opened(await oldStore());
  const value = Date.parse(madeAt) + 24 * 3_600_000;
  const found = await store.find("runs", { upTo: { field: "closesAt", value } });
  expect(found.map(({ id }) => id)).toEqual([`${endedCall}:1`]);
  const together = await store.find("runs", { where: { lane: endedCall } });
  expect(together.map(({ id }) => id)).toEqual(["1", "1:log", "end"].map((name) => `${endedCall}:${name}`));
  await store.close();
});

it("leaves a damaged row alone, opens, and still tells of it", async () => {
  const path = await oldStore(`UPDATE runs SET row = replace(row, 'ended', 'endet') WHERE id = '${endedCall}:1';`);
  const store = await opened(path);
  await expect(store.read("runs", `${endedCall}:1`)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  expect(await store.read("runs", `${liveCall}:1`)).toMatchObject({ status: "running", parent: null });
  await store.close();
});

it("changes nothing when it cannot be finished", async () => {
  const path = await oldStore("CREATE TABLE charges (mine);");
  const before = await shapeOf(path);
  await expect(opened(path)).rejects.toMatchObject({ code: "STORE_FAILED" });
  expect(await shapeOf(path)).toEqual(before);
});

it("lets an engine of today take up what that of schema 1 left", async () => {
  const path = await oldStore();
  const clock = createVirtualClock(madeAt);
  const crm = new FakeCrm();
  crm.addDeal("42", { phones: ["+442079460001"] });
  // Without the robot: its calls wait for it, and what the library itself had begun is brought to its end.
  const world = await virtualEngine({ flows: [], store: sqlite({ path, key }), clock, crm });
  await clock.advance(24 * 3_600_000);
  expect(await (await world.account.findCall(endedCall))?.status()).toMatchObject({ status: "done", outcome: "today" });
  expect(await world.account.run(`${endedCall}:1:log`)).toMatchObject({ status: "ended", parent: null });
  expect(await world.account.parked()).toMatchObject([{ id: `${liveCall}:1`, parked: { code: "FLOW_UNKNOWN" } }]);
  expect([crm.triggersFired, world.voice.launches]).toEqual([[], []]);
  await clock.advance(24 * 3_600_000);
  expect(await world.engine.compact()).toMatchObject({ lanes: 1, runs: 3 });
  expect(await world.account.journal(`${endedCall}:1`)).toHaveLength(5);
  await world.close();
});

/** The rows of every table as they stand in the file. */
async function rawRows(path: string): Promise<Readonly<Record<string, readonly object[]>>> {
  const driver = (await loadDriver())(path);
  const names = driver.statement("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'").all([]);
  const rows = names.map(({ name }) => {
    const texts = driver.statement(`SELECT row FROM "${String(name)}" ORDER BY id`).all([]);
    return [String(name), texts.map(({ row }) => JSON.parse(String(row)) as object)] as const;
  });
  driver.close();
  return Object.fromEntries(rows);
}
