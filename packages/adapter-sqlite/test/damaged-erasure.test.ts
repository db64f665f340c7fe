import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineTable, eraseInStore } from "@callwright/core";
import type { StorePort, TableName } from "@callwright/core/ports";
import { virtualEngine } from "@callwright/core/testing";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { countingFlow } from "./counting-flow.ts";
import { edit, folder, key } from "./kit.ts";

const visits = defineTable({
  id: "visits",
  version: 1,
  row: z.object({ id: z.string(), phone: z.string(), remark: z.string() }),
  person: { phone: "phone" },
});
const anna = "+79161234567";
const boris = "+79031112233";

/** A store with a person's run that keeps a blob, her number on the do-not-call list, and rows of hers and another's in a table. */
async function fill(path: string): Promise<void> {
  const world = await virtualEngine({ flows: [countingFlow], tables: [visits], store: sqlite({ path, key }) });
  const { account, store } = world;
  const started = await account.start(countingFlow, { input: null, idempotencyKey: "a", about: { phone: anna } });
  await started.send({ type: "finish" });
  const run = started.id;
  const blob = `test:${"0".repeat(64)}`;
  const kept = { id: blob, account: "test", mediaType: "text/plain", bytes: 3, at: 1, kept: "text", content: "abc" };
  const ref = { id: `${run}/result/0`, account: "test", blob, owner: run, use: "result", at: 1 } as const;
  await store.commit([
    [
      { op: "put", table: "blobs", row: { ...kept, kept: "text" } },
      { op: "put", table: "blobRefs", row: ref },
      { op: "put", table: "charges", row: { id: "c", account: "test", at: 1, amount: 1, effect: `${run}:1:0` } },
    ],
  ]);
  await account.forbid(anna, "Анна просила");
  await account.table(visits).put({ id: "v1", phone: anna, remark: "Анна" });
  await account.table(visits).put({ id: "v2", phone: boris, remark: "Борис" });
  await world.close();
}

const source = mkdtempSync(join(tmpdir(), "callwright-damaged-"));
beforeAll(() => fill(join(source, "store.db")));
afterAll(() => rmSync(source, { recursive: true, force: true }));

/** The store after one byte of every row of a table was changed. */
async function opened(table: TableName): Promise<StorePort> {
  const path = join(folder(), "store.db");
  copyFileSync(join(source, "store.db"), path);
  (await edit(path, `UPDATE "${table}" SET row = replace(row, 'a', 'b')`))();
  const store = sqlite({ path, key });
  await store.open();
  return store;
}

async function idsOf(store: StorePort, table: TableName): Promise<readonly string[]> {
  const ids: string[] = [];
  const rows = await store.find(table, { onDamaged: ({ id }) => void ids.push(id) });
  return [...ids, ...rows.map(({ id }) => id)];
}

const tables = ["own.visits", "blobs", "blobRefs", "doNotCall", "charges", "runs", "journal"] as const;

describe.each(tables)("damaged rows of %s", (table) => {
  it("keep no person from being erased", async () => {
    const store = await opened(table);
    const report = await eraseInStore(store, { phone: anna }, { account: "test" });
    expect(report.lanes).toBe(1);
    // Of another's damaged row nobody knows whom it names.
    expect(report.gaps).toHaveLength(table === "own.visits" ? 1 : 0);
    expect(await idsOf(store, "own.visits")).toEqual(["test/v2"]);
    for (const other of ["blobs", "blobRefs", "runs", "journal"] as const)
      expect(await idsOf(store, other)).toEqual([]);
    expect(await store.find("doNotCall", {})).toMatchObject([{ phone: null, reason: "" }]);
    await store.close();
  });

  it("keep no account from being erased", async () => {
    const store = await opened(table);
    const report = await eraseInStore(store, "whole account", { account: "test" });
    expect(report).toMatchObject({ lanes: 1, gaps: [], doNotCallKept: 1 });
    for (const other of ["own.visits", "blobs", "blobRefs", "runs", "journal", "charges", "accounts"] as const)
      expect(await idsOf(store, other)).toEqual([]);
    expect(await store.find("doNotCall", {})).toMatchObject([{ phone: null, reason: "" }]);
    await store.close();
  });
});
