import {
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  truncateSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { StorePort } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { sqlite } from "../src/index.ts";
import { loadDriver } from "../src/load-driver.ts";
import { edit, folder, key } from "./kit.ts";
import { keepFile } from "./large-values.ts";

async function opened(path: string, options: { readonly key?: string } = { key }): Promise<StorePort> {
  const store = sqlite({ path, ...options });
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

/** A closed store with some rows. */
async function storeWithRows(): Promise<string> {
  const path = join(folder(), "store.db");
  const store = await opened(path);
  const runs = Array.from({ length: 200 }, (_, at) =>
    sampleRow("runs", { id: `run-${at}`, snapshot: "x".repeat(400) }),
  );
  await store.commit([runs.map((row) => ({ op: "insert", table: "runs", row }))]);
  await store.commit([[{ op: "insert", table: "connections", row: sampleRow("connections") }]]);
  await store.close();
  return path;
}

/** Overwrites the page of the file in which a table or index begins. */
async function spoilPage(path: string, name: string): Promise<void> {
  const driver = (await loadDriver())(path);
  const root = driver.statement("SELECT rootpage FROM sqlite_schema WHERE name = ?").get([name]);
  const size = driver.statement("PRAGMA page_size").get([]);
  driver.close();
  const pageSize = Number(size?.["page_size"]);
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (Number(root?.["rootpage"]) - 1) * pageSize);
  closeSync(file);
}

describe("the check at every opening", () => {
  it("refuses a file that was cut off, and says how long it should be", async () => {
    const path = await storeWithRows();
    const { size } = statSync(path);
    truncateSync(path, size - 4_096);
    await expect(sqlite({ path, key }).open()).rejects.toMatchObject({
      code: "STORE_DAMAGED",
      message: expect.stringContaining(`has ${size - 4_096} bytes and should have ${size}`) as string,
    });
  });

  it("refuses a store without one of its tables or indexes", async () => {
    for (const [sql, what] of [
      [`DROP TABLE "quarantine"`, 'table "quarantine" is missing'],
      [`DROP INDEX "runs_closesAt"`, 'index "runs_closesAt" is missing'],
    ] as const) {
      const path = await storeWithRows();
      (await edit(path, sql))();
      await expect(sqlite({ path, key }).open()).rejects.toMatchObject({
        code: "STORE_DAMAGED",
        details: { reason: what },
      });
    }
  });

  it("refuses a store whose small tables cannot be read", async () => {
    const path = await storeWithRows();
    await spoilPage(path, "accounts");
    await expect(sqlite({ path, key }).open()).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  });
});

describe("a broken page", () => {
  it("fails what needs it with a sentence that helps, and nothing else; the full check names it", async () => {
    const path = await storeWithRows();
    await spoilPage(path, "runs");
    const store = await opened(path);
    await expect(store.read("runs", "run-1")).rejects.toMatchObject({
      code: "STORE_DAMAGED",
      message: expect.stringMatching(/page of the file.*callwright check-store.*callwright backup/) as string,
    });
    await expect(store.find("runs", { onDamaged: () => undefined })).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    expect(await store.read("connections", "connections-1")).toBeDefined();
    const report = await store.check?.();
    expect(report?.ok).toBe(false);
    expect(report?.rows["connections"]).toBe(1);
    expect(report?.findings.filter(({ kind }) => kind === "file").map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringMatching(/backup/)]),
    );
    await expect(store.backup?.(`${path}.copy`)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    expect(readdirSync(join(path, "..")).filter((name) => name.includes("copy"))).toEqual([]);
  });
});

describe("a full check", () => {
  it("finds nothing in a store as it was written, with its counts, and while it is written to", async () => {
    const store = await opened(await storeWithRows());
    const content = await keepFile(store, "recorded ".repeat(50_000));
    const use = sampleRow("blobRefs", { id: `r/recording/${content}`, blob: content, account: "shop" });
    await store.commit([[{ op: "insert", table: "blobRefs", row: use }]]);
    expect(await store.check?.()).toMatchObject({
      ok: true,
      rows: { runs: 200, connections: 1, blobs: 1, blobRefs: 1, jobs: 0 },
      files: 1,
      fileBytes: 450_000,
      unopened: 0,
      found: 0,
    });
  });

  it("finds a flipped byte in a row, a column that was changed, and a row moved to another key", async () => {
    const path = await storeWithRows();
    const bytes = readFileSync(path);
    const at = bytes.indexOf("x".repeat(400));
    bytes[at] = "y".charCodeAt(0);
    writeFileSync(path, bytes);
    (await edit(path, `UPDATE runs SET status = 'ended' WHERE id = 'run-7'`))();
    (await edit(path, `UPDATE runs SET id = 'run-x' WHERE id = 'run-8'`))();
    const report = await (await opened(path)).check?.();
    const messages = report?.findings.map(({ message }) => message) ?? [];
    expect(messages).toHaveLength(3);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^The row "run-\d+" of table "runs" is damaged: its checksum does not match\. The engine/,
        ),
        expect.stringContaining(
          'The row "run-7" of table "runs" is damaged: its column "status" is not what its text says',
        ),
        expect.stringContaining('The row "run-x" of table "runs" is damaged: it is the text of another row'),
      ]),
    );
  });

  it("finds an index whose page is broken, while the rows can still be read", async () => {
    const path = await storeWithRows();
    await spoilPage(path, "runs_closesAt");
    const report = await (await opened(path)).check?.();
    expect(report?.rows["runs"]).toBe(200);
    expect(report?.findings.map(({ kind }) => kind)).toContain("file");
    expect(report?.findings.every(({ kind }) => kind === "file")).toBe(true);
  });

  it("finds contents that are missing or are not what their hash says, and uses of none", async () => {
    const path = join(folder(), "store.db");
    const store = await opened(path);
    const [lost, spoilt] = [await keepFile(store, "one ".repeat(5_000)), await keepFile(store, "two ".repeat(5_000))];
    await store.files.remove(lost);
    const names = readdirSync(`${path}.blobs`);
    const file = join(`${path}.blobs`, names[0] ?? "");
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = 0;
    writeFileSync(file, bytes);
    const text = sampleRow("blobs", { id: "shop:0", kept: "text", content: "words", bytes: 5 });
    const use = sampleRow("blobRefs", { id: "r/transcript/shop:9", blob: "shop:9" });
    await store.commit([
      [
        { op: "insert", table: "blobs", row: text },
        { op: "insert", table: "blobRefs", row: use },
      ],
    ]);
    const report = await store.check?.();
    expect(report?.findings.map(({ kind, key: id, message }) => [kind, id, message.split(". ")[0]]).sort()).toEqual(
      [
        ["blob", lost, `The content "${lost}" is damaged: its file is missing`],
        ["blob", spoilt, `The content "${spoilt}" is damaged: it is not what its hash says`],
        ["blob", "shop:0", `The content "shop:0" is damaged: it is not what its hash says`],
        ["reference", "r/transcript/shop:9", `The content "shop:9" is in use and is not there`],
      ].sort(),
    );
  });

  it("asks who uses a row about its content", async () => {
    const store = await opened(await storeWithRows());
    const report = await store.check?.({
      look: (table, row) => (table === "runs" && row.id === "run-5" ? "it says nothing" : undefined),
    });
    expect(report?.findings).toEqual([
      {
        kind: "content",
        table: "runs",
        key: "run-5",
        message: 'The row "run-5" of table "runs" cannot be used: it says nothing. Look for the row in a backup.',
      },
    ]);
  });

  it("counts what cannot be opened without the key", async () => {
    const store = await opened(await storeWithRows(), {});
    expect(await store.check?.()).toMatchObject({ ok: true, unopened: 1 });
  });

  it("works for a store in memory, too", async () => {
    const store = await opened(":memory:");
    await store.commit([[{ op: "insert", table: "accounts", row: sampleRow("accounts") }]]);
    expect(await store.check?.()).toMatchObject({ ok: true, rows: { accounts: 1 } });
  });
});

describe("a damaged row", () => {
  it("is left out of a query that can be told of it, in every order, with as many others in its place", async () => {
    const path = join(folder(), "store.db");
    const store = await opened(path);
    const timers = Array.from({ length: 9 }, (_, at) => sampleRow("timers", { id: `t${at}`, dueAt: at, owner: "r" }));
    await store.commit([timers.map((row) => ({ op: "insert", table: "timers", row }))]);
    (await edit(path, `UPDATE timers SET row = row || ' ' WHERE id IN ('t0', 't2', 't3', 't8')`))();
    for (const descending of [false, true]) {
      const told: unknown[] = [];
      const rows = await store.find("timers", {
        from: { field: "dueAt", value: 0 },
        limit: 3,
        descending,
        onDamaged: ({ table, id, fields, reason, raw }) =>
          told.push([table, id, fields, reason.length > 0, raw.length > 0]),
      });
      expect(rows.map(({ id }) => id)).toEqual(descending ? ["t7", "t6", "t5"] : ["t1", "t4", "t5"]);
      expect(told).toEqual(
        expect.arrayContaining([
          ["timers", descending ? "t8" : "t2", { dueAt: descending ? 8 : 2, owner: "r" }, true, true],
        ]),
      );
    }
    await expect(store.find("timers", { limit: 3 })).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  });
});

describe("a byte that makes a text no UTF-8", () => {
  it("is damage like any other, wherever it stands, and ends nothing", async () => {
    const path = await storeWithRows();
    const bytes = readFileSync(path);
    for (
      let at = bytes.indexOf("x".repeat(400)), count = 0;
      count < 3;
      at = bytes.indexOf("x".repeat(400), at + 400), count += 1
    )
      bytes[at + 7] = 0xff;
    bytes[bytes.indexOf("shop", bytes.indexOf("connections-1"))] = 0xff;
    writeFileSync(path, bytes);
    const store = await opened(path);
    const told: string[] = [];
    const rows = await store.find("runs", { onDamaged: ({ id }) => told.push(id) });
    expect([rows.length, told.length]).toEqual([197, 3]);
    const report = await store.check?.();
    expect(report?.found).toBeGreaterThanOrEqual(3);
  });
});
