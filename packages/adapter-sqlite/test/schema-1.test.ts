import { createVirtualClock, FakeCrm, virtualEngine } from "@callwright/core/testing";
import type { Rows, TableName } from "@callwright/core/ports";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { key } from "./kit.ts";
import { oldStore, opened, rawRows, shapeOf } from "./old-stores.ts";

/** What version 1 of the schema left: a call that has ended and is being told of, a live one, and one that waits. */
const madeAt = "2026-03-04T07:00:00Z";
const endedCall = "api-1aacdc3fb0404cceedd45ae6";
const liveCall = "api-568567dddad84944d894b8f2";
const waitingCall = "crm-f71e8c5c0dc67d59090f6aee";

it("keeps every row, with the new fields of today", async () => {
  const path = await oldStore(1);
  const before = await rawRows(path);
  const { store } = await opened(path);
  const added: Partial<Record<TableName, object>> = {
    runs: { parent: null },
    effects: { cost: null },
    jobs: { priority: 0 },
  };
  const sealed: readonly string[] = ["connections", "jobs"];
  for (const [name, old] of Object.entries(before)) {
    const table = name as TableName;
    const rows: readonly Rows[TableName][] = await store.find(table, { limit: 10_000 });
    expect(rows.length).toBe(old.length);
    if (!sealed.includes(table)) expect(rows).toEqual(old.map((row) => ({ ...row, ...added[table] })));
  }
  expect(await store.read("connections", "fake:test")).toMatchObject({ secret: "" });
  expect(await store.read("jobs", waitingCall)).toMatchObject({ requestToken: "token-in-secret", priority: 0 });
  await store.close();
});

it("finds the old runs by lane and by the end of their time", async () => {
  const { store } = await opened(await oldStore(1));
  const value = Date.parse(madeAt) + 24 * 3_600_000;
  const found = await store.find("runs", { upTo: { field: "closesAt", value } });
  expect(found.map(({ id }) => id)).toEqual([`${endedCall}:1`]);
  const together = await store.find("runs", { where: { lane: endedCall } });
  expect(together.map(({ id }) => id)).toEqual(["1", "1:log", "end"].map((name) => `${endedCall}:${name}`));
  await store.close();
});

it("leaves a damaged row alone, opens, and still tells of it", async () => {
  const path = await oldStore(1, `UPDATE runs SET row = replace(row, 'ended', 'endet') WHERE id = '${endedCall}:1';`);
  const { store } = await opened(path);
  await expect(store.read("runs", `${endedCall}:1`)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  expect(await store.read("runs", `${liveCall}:1`)).toMatchObject({ status: "running", parent: null });
  await store.close();
});

it("changes nothing when it cannot be finished", async () => {
  const path = await oldStore(1, "CREATE TABLE charges (mine);");
  const before = await shapeOf(path);
  await expect(opened(path)).rejects.toMatchObject({ code: "STORE_FAILED" });
  expect(await shapeOf(path)).toEqual(before);
});

it("lets an engine of today take up what that of schema 1 left", async () => {
  const path = await oldStore(1);
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
