import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { schemaVersion } from "@callwright/core/ports";
import { sqlite } from "../src/index.ts";
import { bytesIn, edit, folder, key, rowText } from "./kit.ts";
import { sampleRow } from "@callwright/core/testing";

const otherKey = Buffer.alloc(32, 8).toString("hex");
const connection = sampleRow("connections", { externalId: "portal-in-clear", secret: "refresh-token-in-secret" });

async function storeWithSecret(path: string): Promise<void> {
  const store = sqlite({ path, key });
  await store.open();
  await store.commit([[{ op: "insert", table: "connections", row: connection }]]);
  await store.close();
}

describe("secrets", () => {
  it("cannot be read in the bytes of any file, while open and after", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = sqlite({ path, key });
    await store.open();
    await store.commit([
      [{ op: "insert", table: "connections", row: connection }],
      [{ op: "insert", table: "jobs", row: sampleRow("jobs", { requestToken: "event-token-in-secret" }) }],
    ]);
    const open = Object.values(bytesIn(directory)).join("");
    await store.close();
    const closed = Object.values(bytesIn(directory)).join("");
    for (const bytes of [open, closed]) {
      expect(bytes).toContain("portal-in-clear");
      expect(bytes).not.toContain("in-secret");
      expect(bytes).not.toContain(key);
    }
  });

  it("are sealed for their row: moved to another one they do not open, with the whole row or alone", async () => {
    const path = join(folder(), "store.db");
    await storeWithSecret(path);
    const store = sqlite({ path, key });
    await store.open();
    await store.commit([
      ["moved-row", "moved-field"].map((id) => ({ op: "insert", table: "connections", row: { ...connection, id } })),
    ]);
    await store.close();
    const text = await rowText(path, connection.id);
    const forged = text.replace(connection.id, "moved-field");
    for (const [id, row] of Object.entries({ "moved-row": text, "moved-field": forged })) {
      const sum = crc32(row).toString(16).padStart(8, "0");
      (await edit(path, `UPDATE connections SET row = '${row}', sum = '${sum}' WHERE id = '${id}'`))();
    }
    const next = sqlite({ path, key });
    await next.open();
    const damaged = (how: string) => ({
      code: "STORE_DAMAGED",
      details: { reason: expect.stringContaining(how) as string },
    });
    await expect(next.read("connections", "moved-row")).rejects.toMatchObject(damaged("the text of another row"));
    await expect(next.read("connections", "moved-field")).rejects.toMatchObject(damaged("does not open"));
    await next.close();
  });

  it("are refused without a key, alone: other rows are written and read", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path });
    await store.open();
    const results = await store.commit([
      [{ op: "insert", table: "connections", row: connection }],
      [{ op: "insert", table: "jobs", row: sampleRow("jobs") }],
    ]);
    expect(results[0]).toMatchObject({ ok: false, error: { code: "STORE_KEY_INVALID" } });
    expect(results[1]).toEqual({ ok: true });
    expect(await store.read("connections", connection.id)).toBeUndefined();
    expect(await store.read("jobs", "jobs-1")).toEqual(sampleRow("jobs"));
    await store.close();
  });

  it("are not given to one who opens the store without its key", async () => {
    const path = join(folder(), "store.db");
    await storeWithSecret(path);
    const store = sqlite({ path });
    await store.open();
    await expect(store.read("connections", connection.id)).rejects.toMatchObject({ code: "STORE_KEY_INVALID" });
    await store.close();
  });
});

describe("opening", () => {
  it("refuses a key that is none, and makes no file", async () => {
    const directory = folder();
    const store = sqlite({ path: join(directory, "store.db"), key: "a passphrase" });
    await expect(store.open()).rejects.toMatchObject({ code: "STORE_KEY_INVALID" });
    expect(bytesIn(directory)).toEqual({});
  });

  it("refuses another key than the first, changes nothing, and accepts the right one in another writing", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    await storeWithSecret(path);
    const before = bytesIn(directory);
    await expect(sqlite({ path, key: otherKey }).open()).rejects.toMatchObject({
      code: "STORE_KEY_WRONG",
      details: { path },
    });
    expect(bytesIn(directory)).toEqual(before);
    const store = sqlite({ path, key: Buffer.from(key, "base64").toString("hex") });
    await store.open();
    expect(await store.read("connections", connection.id)).toEqual(connection);
    await store.close();
  });

  it("takes the first key for a store that was made without one", async () => {
    const path = join(folder(), "store.db");
    for (const first of [undefined, key]) {
      const store = sqlite({ path, key: first });
      await store.open();
      await store.close();
    }
    await expect(sqlite({ path, key: otherKey }).open()).rejects.toMatchObject({ code: "STORE_KEY_WRONG" });
  });

  it("refuses a newer schema and changes no byte, whether it stands in the file or still in the log", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    await storeWithSecret(path);
    const closeTool = await edit(path, "UPDATE meta SET value = '99' WHERE key = 'schema'");
    const inLog = bytesIn(directory);
    expect(inLog["store.db-wal"]).toContain("99");
    await expectNewer(path, directory, inLog);
    closeTool();
    (await edit(path, "PRAGMA wal_checkpoint(TRUNCATE)"))();
    const inFile = bytesIn(directory);
    expect(Object.keys(inFile)).toEqual(["store.db"]);
    await expectNewer(path, directory, inFile);
  });

  it("refuses an older schema that nothing leads from", async () => {
    const path = join(folder(), "store.db");
    await storeWithSecret(path);
    (await edit(path, "UPDATE meta SET value = '0' WHERE key = 'schema'"))();
    await expect(sqlite({ path, key }).open()).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it("refuses a file of something else and leaves it alone", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    writeFileSync(path, "Dear diary, ".repeat(1_000));
    (await edit(join(directory, "other.db"), "CREATE TABLE notes (text)"))();
    const before = bytesIn(directory);
    await expect(sqlite({ path }).open()).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    await expect(sqlite({ path: join(directory, "other.db") }).open()).rejects.toMatchObject({
      details: { reason: "it is an SQLite database of something else" },
    });
    expect(bytesIn(directory)).toEqual(before);
  });

  it("says so when the folder does not exist, and can be tried again", async () => {
    const store = sqlite({ path: join(folder(), "missing", "store.db") });
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(store.open()).rejects.toMatchObject({
        code: "STORE_FAILED",
        details: { reason: expect.stringMatching(/^ENOENT: no such file or directory/) as string },
      });
    }
  });

  it("gives up the store when it is closed while it opens", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path });
    const opening = store.open();
    await store.close();
    await expect(opening).rejects.toMatchObject({ code: "STORE_CLOSED" });
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});

describe("damage on disk", () => {
  it("is found when the row is read, and named", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path, key });
    await store.open();
    const row = sampleRow("blobs", { id: "shop:blob", content: "The quick brown fox" });
    await store.commit([
      [{ op: "insert", table: "blobs", row }],
      [{ op: "insert", table: "accounts", row: sampleRow("accounts") }],
    ]);
    await store.close();
    const bytes = readFileSync(path);
    bytes[bytes.indexOf("quick brown")] = "Q".charCodeAt(0);
    writeFileSync(path, bytes);

    const next = sqlite({ path, key });
    await next.open();
    const error = {
      code: "STORE_DAMAGED",
      details: { reason: expect.stringContaining('"shop:blob" of table "blobs" is damaged') as string },
    };
    await expect(next.read("blobs", "shop:blob")).rejects.toMatchObject(error);
    await expect(next.find("blobs", { where: { account: "shop" } })).rejects.toMatchObject(error);
    expect(await next.read("accounts", "accounts-1")).toEqual(sampleRow("accounts"));
    await next.close();
  });
});

describe("a store that cannot write", () => {
  it("tells every batch so and goes on with the next commit", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path });
    await store.open();
    (await edit(path, "CREATE TRIGGER full BEFORE INSERT ON flows BEGIN SELECT RAISE(ABORT, 'disk is full'); END"))();
    const flow = { op: "insert", table: "flows", row: sampleRow("flows") } as const;
    const results = await store.commit([[flow], [flow]]);
    expect(results.map((result) => !result.ok && (result.error as { code: string }).code)).toEqual([
      "STORE_FAILED",
      "STORE_FAILED",
    ]);
    (await edit(path, "DROP TRIGGER full"))();
    expect(await store.commit([[flow]])).toEqual([{ ok: true }]);
    await store.close();
  });
});

async function expectNewer(path: string, directory: string, before: Readonly<Record<string, string>>): Promise<void> {
  await expect(sqlite({ path, key }).open()).rejects.toMatchObject({
    code: "STORE_NEWER_SCHEMA",
    details: { path, found: 99, known: schemaVersion },
  });
  expect(bytesIn(directory)).toEqual(before);
}
