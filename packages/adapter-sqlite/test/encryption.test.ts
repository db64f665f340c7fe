import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { StorePort, Write } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { sqlite } from "../src/index.ts";
import {
  bytesBelow,
  commit,
  crashImage,
  encryptionOf,
  expectRows,
  newestKey,
  newKey,
  oldKey,
  opened,
  planted,
  plantedRows,
} from "./encryption-kit.ts";
import { edit, folder } from "./kit.ts";

const manyRows: readonly Write[] = Array.from({ length: 80 }, (_, index) => ({
  op: "put",
  table: "connections",
  row: sampleRow("connections", { id: `connection-${index}`, secret: `${planted} ${index}` }),
}));

async function keepFile(store: StorePort, name: string, content: string): Promise<void> {
  const draft = await store.files.begin();
  await draft.write(Buffer.from(content));
  await draft.keep(name);
}

async function fileText(store: StorePort, name: string): Promise<string> {
  return new Response(await store.files.open(name)).text();
}

const refused = (code: string, reason?: string) => ({
  code,
  ...(reason !== undefined && { details: { reason: expect.stringContaining(reason) as string } }),
});

describe("a store that encrypts everything", () => {
  it("holds no words in any file, while open and after, and gives back every row and file", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened({ path, key: oldKey, encrypt: "everything" });
    await commit(store, plantedRows);
    await keepFile(store, "recording", `${planted} spoken`);
    const open = bytesBelow(directory);
    await expectRows(store, plantedRows);
    await store.close();
    const closed = bytesBelow(directory);
    for (const bytes of [open, closed]) {
      expect(bytes.includes(planted)).toBe(false);
      expect(bytes.includes("runs-1")).toBe(true);
    }
    const next = await opened({ path, key: oldKey });
    expect(encryptionOf(next).state()).toMatchObject({ encrypts: "everything", isSettled: true });
    await expectRows(next, plantedRows);
    expect(await fileText(next, "recording")).toBe(`${planted} spoken`);
    await next.close();
  });

  it("is not opened without its key, nor asked for without one", async () => {
    const path = join(folder(), "store.db");
    await (await opened({ path, key: oldKey, encrypt: "everything" })).close();
    await expect(sqlite({ path }).open()).rejects.toMatchObject(refused("STORE_KEY_NEEDED", "no key was given"));
    await expect(sqlite({ path, readOnly: true }).open()).rejects.toMatchObject(refused("STORE_KEY_NEEDED"));
    await expect(sqlite({ path, key: newKey }).open()).rejects.toMatchObject(refused("STORE_KEY_WRONG"));
    await expect(sqlite({ path, encrypt: "everything" }).open()).rejects.toMatchObject(refused("STORE_KEY_INVALID"));
    await expect(sqlite({ path, formerKeys: [oldKey] }).open()).rejects.toMatchObject(refused("STORE_KEY_INVALID"));
  });

  it("tells a row that was changed or moved", async () => {
    const path = join(folder(), "store.db");
    const store = await opened({ path, key: oldKey, encrypt: "everything" });
    await commit(store, manyRows.slice(0, 2));
    await store.close();
    const other = "(SELECT row FROM connections WHERE id = 'connection-1')";
    (await edit(path, `UPDATE connections SET row = ${other} WHERE id = 'connection-0'`))();
    const next = await opened({ path, key: oldKey });
    await expect(next.read("connections", "connection-0")).rejects.toMatchObject(
      refused("STORE_DAMAGED", 'the row "connection-0" of table "connections" is damaged'),
    );
    await next.close();
  });
});

describe("a store that is turned to encrypt everything, and back", () => {
  it("keeps every row readable at every moment, and leaves no words", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened({ path, key: oldKey });
    const rows = [...plantedRows, ...manyRows];
    await commit(store, rows);
    await keepFile(store, "recording", `${planted} spoken`);
    await store.close();
    expect(bytesBelow(directory).includes(planted)).toBe(true);
    for (const encrypt of ["everything", "secrets"] as const) {
      const next = await opened({ path, key: oldKey, encrypt });
      expect(encryptionOf(next).state()).toMatchObject({ encrypts: encrypt, isSettled: false });
      const settled = readUntilSettled(next, rows);
      expect(await encryptionOf(next).settled()).toMatchObject({ files: 1, unreadable: 0 });
      await settled;
      expect(bytesBelow(directory).includes(planted)).toBe(encrypt === "secrets");
      expect(await fileText(next, "recording")).toBe(`${planted} spoken`);
      await next.close();
    }
  });

  it("takes up a field that was written before there was a key", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const pepper = sampleRow("peppers", { value: "ab".repeat(32) });
    const store = await opened({ path });
    await commit(store, [{ op: "put", table: "peppers", row: pepper }]);
    await store.close();
    expect(bytesBelow(directory).includes(pepper.value)).toBe(true);
    const next = await opened({ path, key: oldKey });
    await encryptionOf(next).settled();
    expect(bytesBelow(directory).includes(pepper.value)).toBe(false);
    expect(await next.read("peppers", pepper.id)).toEqual(pepper);
    await next.close();
  });

  it("waits where there is no room, with every row readable, and goes on when there is", async () => {
    const path = join(folder(), "store.db");
    const store = await opened({ path, key: oldKey, maxBytes: 500_000 });
    await commit(store, manyRows);
    const ballast: string[] = [];
    for (let isFull = false; !isFull;) {
      const ids = Array.from({ length: 40 }, (_, index) => `ballast-${ballast.length + index}`);
      const rows = ids.map((id) => sampleRow("archives", { id, data: "x".repeat(200) }));
      const [result] = await store.commit([rows.map((row) => ({ op: "insert", table: "archives", row }))]);
      isFull = result?.ok !== true;
      if (!isFull) ballast.push(...ids);
    }
    await store.close();
    const next = await opened({ path, key: oldKey, encrypt: "everything", maxBytes: 500_000 });
    const state = () => encryptionOf(next).state();
    while (state().problem === null && !state().isSettled) await nextTurn();
    expect(state()).toMatchObject({ isSettled: false, problem: "STORE_FULL" });
    await expectRows(next, manyRows);
    await commit(
      next,
      ballast.map((id) => ({ op: "delete", table: "archives", id })),
    );
    await encryptionOf(next).settled();
    expect(state()).toMatchObject({ isSettled: true, problem: null });
    await expectRows(next, manyRows);
    await next.close();
  });

  it("leaves a damaged row damaged, and nothing of it to read", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened({ path, key: oldKey });
    await commit(store, plantedRows);
    await store.close();
    (await edit(path, "UPDATE blobs SET sum = '00000000'"))();
    const next = await opened({ path, key: oldKey, encrypt: "everything" });
    await encryptionOf(next).settled();
    expect(bytesBelow(directory).includes(planted)).toBe(false);
    await expect(next.read("blobs", "blobs-1")).rejects.toMatchObject(refused("STORE_DAMAGED"));
    await next.close();
  });
});

describe.each(["secrets", "everything"] as const)("a change of the key of a store that encrypts %s", (encrypt) => {
  it("keeps every row readable at every moment; afterwards the former key is refused and opens nothing", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened({ path, key: oldKey, encrypt });
    await commit(store, manyRows);
    await keepFile(store, "recording", `${planted} spoken`);
    const { keyId: oldId } = encryptionOf(store).state();
    const rotated = encryptionOf(store).rotateKey(newKey);
    const added = manyRows
      .slice(0, 1)
      .map((write) => ({ ...write, row: sampleRow("jobs", { requestToken: planted }) }));
    await commit(store, added as readonly Write[]);
    await readUntilSettled(store, manyRows);
    const report = await rotated;
    expect(report).toMatchObject({ rows: manyRows.length, files: encrypt === "everything" ? 1 : 0, unreadable: 0 });
    const { keyId, ...state } = encryptionOf(store).state();
    expect(state).toEqual({ encrypts: encrypt, formerKeyIds: [], isSettled: true, problem: null });
    expect(keyId).not.toBe(oldId);
    const bytes = bytesBelow(directory);
    for (const mark of [`sealed2.${oldId}`, Buffer.from(`02${oldId}`, "hex").toString("latin1")]) {
      expect(bytes.includes(mark)).toBe(false);
    }
    await store.close();
    await expect(sqlite({ path, key: oldKey }).open()).rejects.toMatchObject(refused("STORE_KEY_WRONG"));
    const next = await opened({ path, key: newKey });
    await expectRows(next, [...manyRows, ...(added as readonly Write[])]);
    expect(await fileText(next, "recording")).toBe(`${planted} spoken`);
    await next.close();
  });

  it("goes on after a crash with both keys, and says which one is missing", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = await opened({ path, key: oldKey, encrypt });
    await commit(store, manyRows);
    const rotated = encryptionOf(store).rotateKey(newKey);
    for (let turns = 0; turns < 3; turns += 1) await nextTurn();
    const image = join(crashImage(directory), "store.db");
    await rotated;
    await store.close();

    const missing = (reason: string) => refused("STORE_KEY_NEEDED", reason);
    await expect(sqlite({ path: image, key: newKey }).open()).rejects.toMatchObject(missing("among `formerKeys`"));
    await expect(sqlite({ path: image, key: oldKey }).open()).rejects.toMatchObject(
      missing("its key is being changed"),
    );
    await expect(sqlite({ path: image }).open()).rejects.toMatchObject(missing("no key was given"));
    const next = await opened({ path: image, key: newKey, formerKeys: [oldKey] });
    expect(encryptionOf(next).state()).toMatchObject({ isSettled: false });
    await readUntilSettled(next, manyRows);
    await encryptionOf(next).settled();
    await next.close();
    await expect(sqlite({ path: image, key: oldKey }).open()).rejects.toMatchObject(refused("STORE_KEY_WRONG"));
    const last = await opened({ path: image, key: newKey });
    await expectRows(last, manyRows);
    await last.close();
  });
});

describe("a change of the key", () => {
  it("begins by opening with a new key and the former one, may change its aim, and a key may come back", async () => {
    const path = join(folder(), "store.db");
    const store = await opened({ path, key: oldKey });
    await commit(store, manyRows);
    await store.close();
    const next = await opened({ path, key: newKey, formerKeys: [oldKey] });
    const first = encryptionOf(next).rotateKey(newestKey);
    expect(encryptionOf(next).state().formerKeyIds).toHaveLength(2);
    const back = encryptionOf(next).rotateKey(oldKey);
    expect(await first).toEqual(await back);
    await expectRows(next, manyRows);
    await next.close();
    await expect(sqlite({ path, key: newestKey }).open()).rejects.toMatchObject(refused("STORE_KEY_WRONG"));
    const last = await opened({ path, key: oldKey });
    await expectRows(last, manyRows);
    await last.close();
  });

  it("gives a key to a store that had none", async () => {
    const path = join(folder(), "store.db");
    const store = await opened({ path });
    await encryptionOf(store).rotateKey(newKey);
    await commit(store, manyRows.slice(0, 1));
    expect(encryptionOf(store).state()).toMatchObject({ encrypts: "secrets", isSettled: true });
    await store.close();
    await expect(sqlite({ path, key: oldKey }).open()).rejects.toMatchObject(refused("STORE_KEY_WRONG"));
  });

  it("is refused where the store is only read, was opened without its key, or is closed meanwhile", async () => {
    const path = join(folder(), "store.db");
    const store = await opened({ path, key: oldKey });
    await commit(store, manyRows);
    const reader = await opened({ path, key: oldKey, readOnly: true });
    await expect(encryptionOf(reader).rotateKey(newKey)).rejects.toMatchObject(refused("STORE_READ_ONLY"));
    await reader.close();
    await expect(encryptionOf(store).rotateKey("a passphrase")).rejects.toMatchObject(refused("STORE_KEY_INVALID"));
    const interrupted = encryptionOf(store).rotateKey(newKey);
    await store.close();
    await expect(interrupted).rejects.toMatchObject(refused("STORE_CLOSED"));
    const next = await opened({ path, key: newKey, formerKeys: [oldKey] });
    await encryptionOf(next).settled();
    await next.close();
    const keyless = await opened({ path });
    await expect(encryptionOf(keyless).rotateKey(newestKey)).rejects.toMatchObject(refused("STORE_KEY_NEEDED"));
    await keyless.close();
  });
});

/** Reads all rows, some at every turn, again and again while they are written anew. */
async function readUntilSettled(store: StorePort, rows: readonly Write[]): Promise<void> {
  const atOnce = 9;
  for (let from = 0; !encryptionOf(store).state().isSettled; from = (from + atOnce) % rows.length) {
    await expectRows(store, rows.slice(from, from + atOnce));
    await nextTurn();
  }
  await expectRows(store, rows);
}
