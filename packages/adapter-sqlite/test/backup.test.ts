import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { schemaVersion, type StorePort } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { scaffoldName } from "../src/backup/scaffold.ts";
import { sqlite } from "../src/index.ts";
import { edit, folder, key } from "./kit.ts";
import { keepFile, sha256 } from "./large-values.ts";

async function opened(path: string, readOnly = false): Promise<StorePort> {
  const store = sqlite({ path, key, readOnly });
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

function account(id: string) {
  return [{ op: "insert", table: "accounts", row: sampleRow("accounts", { id }) }] as const;
}

describe("a backup", () => {
  it("holds everything that was acknowledged before it began, although writing goes on, and opens as a store", async () => {
    const directory = folder();
    const store = await opened(join(directory, "store.db"));
    await store.commit(Array.from({ length: 500 }, (_, at) => account(`before-${at}`)));
    let written = 0;
    const over = new AbortController();
    const writing = (async () => {
      for (; !over.signal.aborted; written += 1) {
        await store.commit([account(`during-${written}`)]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const report = await store.backup?.(join(directory, "copy.db"));
    over.abort();
    await writing;
    expect(written).toBeGreaterThan(0);
    expect(report).toMatchObject({ path: join(directory, "copy.db"), check: { ok: true, findings: [] } });
    const copy = await opened(join(directory, "copy.db"));
    const ids = new Set((await copy.find("accounts", { limit: 10_000 })).map(({ id }) => id));
    for (let at = 0; at < 500; at += 1) expect(ids.has(`before-${at}`)).toBe(true);
    expect(report?.check.rows["accounts"]).toBe(ids.size);
  });

  it("is made by another process's connection, which only reads", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const owner = await opened(path);
    await owner.commit([account("shop")]);
    const reader = await opened(path, true);
    await reader.backup?.(join(directory, "copy.db"));
    expect(await (await opened(join(directory, "copy.db"))).read("accounts", "shop")).toBeDefined();
  });

  it("brings the files of large contents, also those that are removed while it goes on", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened(path);
    const ids = await Promise.all(["one", "two"].map((text) => keepFile(store, text.repeat(1_000))));
    const making = store.backup?.(join(directory, "copy.db"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.commit([[{ op: "delete", table: "blobs", id: ids[0] ?? "" }]]);
    await store.files.remove(ids[0] ?? "");
    const report = await making;
    expect(report?.check.findings).toEqual([]);
    const copy = await opened(join(directory, "copy.db"));
    for (const { id } of await copy.find("blobs", {})) {
      const content = await copy.files.open(id);
      expect(content && `shop:${await sha256(content)}`).toBe(id);
    }
    expect(report?.check.files).toBeGreaterThanOrEqual(1);
  });

  it("keeps what is there: a target that exists is refused, and so is a folder that is missing", async () => {
    const directory = folder();
    const store = await opened(join(directory, "store.db"));
    writeFileSync(join(directory, "taken.db"), "mine");
    for (const to of [join(directory, "taken.db"), join(directory, "store.db"), join(directory, "none", "copy.db")])
      await expect(store.backup?.(to)).rejects.toMatchObject({ code: "STORE_BACKUP_REFUSED" });
    expect(readFileSync(join(directory, "taken.db"), "utf8")).toBe("mine");
    expect(readdirSync(directory).filter((name) => name.includes(".part-") || name.includes(".held-"))).toEqual([]);
  });

  it("cannot be made of a store in memory", async () => {
    const store = await opened(":memory:");
    await expect(store.backup?.(join(folder(), "copy.db"))).rejects.toMatchObject({ code: "STORE_BACKUP_REFUSED" });
  });

  it("is as readable for others as the store", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened(path);
    await store.backup?.(join(directory, "copy.db"));
    expect(statSync(join(directory, "copy.db")).mode).toBe(statSync(path).mode);
  });

  it("tells what is damaged in it", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened(path);
    await store.commit([account("shop")]);
    (await edit(path, `UPDATE accounts SET row = replace(row, '"createdAt"', '"createdat"')`))();
    const report = await store.backup?.(join(directory, "copy.db"));
    expect(report?.check).toMatchObject({ ok: false, findings: [{ kind: "row", table: "accounts", key: "shop" }] });
  });

  it("is encrypted as the store is, rows and files, and opens with its key", async () => {
    const directory = folder();
    const settings = { key, encrypt: "everything" } as const;
    const store = sqlite({ path: join(directory, "store.db"), ...settings });
    await store.open();
    onTestFinished(() => store.close());
    const row = sampleRow("runs", { id: "r", snapshot: JSON.stringify({ said: "planted words" }) });
    await store.commit([[{ op: "insert", table: "runs", row }]]);
    await keepFile(store, "planted words ".repeat(10_000));
    const report = await store.backup?.(join(directory, "copy.db"));
    expect(report?.check).toMatchObject({ ok: true, files: 1, unopened: 0 });
    const copied = readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => join(directory, name));
    const files = copied.filter((name) => statSync(name).isFile());
    expect(files.filter((name) => name.includes("copy.db"))).toHaveLength(2);
    for (const name of files) expect(readFileSync(name).includes("planted words")).toBe(false);
    const copy = sqlite({ path: join(directory, "copy.db"), ...settings });
    await copy.open();
    onTestFinished(() => copy.close());
    expect(await copy.read("runs", "r")).toEqual(row);
  });

  it("leaves nothing that was held on to when its process died: the next owner removes it", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    await (await opened(path)).close();
    writeFileSync(`${path}.held-999999999--x`, "erased since");
    // In a container the process before had the same id.
    if (process.platform === "linux") writeFileSync(`${path}.held-${process.pid}-other_boot.7-x`, "erased since");
    const inUse = scaffoldName(path, "held", "x");
    writeFileSync(inUse, "");
    await opened(path);
    expect(readdirSync(directory).filter((name) => name.startsWith(`${basename(path)}.held-`))).toEqual([
      basename(inUse),
    ]);
    expect(existsSync(path)).toBe(true);
    expect(schemaVersion).toBeGreaterThan(2);
  });
});
