import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyring } from "@callwright/core/adapter-kit";
import type { FilesPort } from "@callwright/core/ports";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FileKeys } from "../src/files/file-keys.ts";
import { createSqliteFiles, type SqliteFiles } from "../src/files/sqlite-files.ts";
import { sqlite } from "../src/index.ts";
import { folder, key } from "./kit.ts";

const newKey = Buffer.alloc(32, 8).toString("base64");
const words = Buffer.from("Добрый день, Анна. ".repeat(8_000));

interface Files {
  readonly files: SqliteFiles;
  readonly path: string;
  keys: FileKeys | undefined;
}

/** Files in a folder of a test, sealed as `keys` says at each moment. */
function createFiles(keys?: FileKeys): Files {
  const path = join(folder(), "store.db.blobs");
  const made: Files = {
    path,
    keys,
    files: createSqliteFiles({ folder: path, store: "store.db", keys: () => made.keys, readOnly: false }),
  };
  return made;
}

async function keep(files: FilesPort, name: string, ...pieces: readonly Uint8Array[]): Promise<void> {
  const draft = await files.begin();
  for (const piece of pieces) await draft.write(piece);
  await draft.keep(name);
}

async function contentOf(files: FilesPort, name: string, from = 0): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await files.open(name, from)) ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** To compare long buffers member by member takes a test seconds. */
function isWords(bytes: Buffer): boolean {
  return Buffer.compare(bytes, words) === 0;
}

function onDisk(path: string): readonly string[] {
  return readdirSync(path).map((name) => join(path, name));
}

const everything: FileKeys = { keys: createKeyring(key), whole: true };

describe("files of an SQLite store", () => {
  it("stand in a folder beside it, made with the first one; what a former process left half written goes", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path });
    await store.open();
    expect(existsSync(`${path}.blobs`)).toBe(false);
    await keep(store.files, "shop:1", words);
    const left = await store.files.begin();
    await left.write(words);
    expect(onDisk(`${path}.blobs`)).toHaveLength(2);
    const draft = onDisk(`${path}.blobs`).find((name) => name.includes("draft-")) ?? "";
    const half = readFileSync(draft);
    await store.close();
    writeFileSync(draft, half);
    await expect(left.write(words)).rejects.toMatchObject({ code: "STORE_CLOSED" });
    writeFileSync(join(`${path}.blobs`, ".DS_Store"), "a file manager's");
    mkdirSync(join(`${path}.blobs`, "lost+found"));
    const next = sqlite({ path });
    await next.open();
    onTestFinished(() => next.close());
    expect(readdirSync(`${path}.blobs`)).toHaveLength(3);
    const names: string[] = [];
    for await (const name of next.files.list()) names.push(name);
    expect(names).toEqual(["shop:1"]);
    await expect(next.backup?.(`${path}.copy`)).resolves.toBeDefined();
  });

  it("are read beside the owner, and never written there", async () => {
    const path = join(folder(), "store.db");
    const owner = sqlite({ path });
    await owner.open();
    onTestFinished(() => owner.close());
    await keep(owner.files, "shop:1", words);
    const reader = sqlite({ path, readOnly: true });
    await reader.open();
    onTestFinished(() => reader.close());
    expect(isWords(await contentOf(reader.files, "shop:1"))).toBe(true);
    await expect(reader.files.begin()).rejects.toMatchObject({ code: "STORE_READ_ONLY" });
    await expect(reader.files.remove("shop:1")).rejects.toMatchObject({ code: "STORE_READ_ONLY" });
  });

  it("hold no word of their content when everything is encrypted, and read back from any byte", async () => {
    const { files, path } = createFiles(everything);
    const lengths = fc
      .integer({ min: 0, max: 3 * 65_536 })
      .chain((length) =>
        fc.record({ length: fc.constantFrom(length, 0, 65_536, 131_072), cut: fc.nat(length), from: fc.nat(length) }),
      );
    await fc.assert(
      fc.asyncProperty(lengths, async ({ length, cut, from }) => {
        const bytes = words.subarray(0, length);
        await keep(files, "shop:1", bytes.subarray(0, cut), bytes.subarray(cut));
        expect(Buffer.compare(await contentOf(files, "shop:1", from), bytes.subarray(from))).toBe(0);
      }),
      { numRuns: 15 },
    );
    await keep(files, "shop:1", words);
    for (const file of onDisk(path)) expect(readFileSync(file).includes(Buffer.from("Анна"))).toBe(false);
    expect(await files.fileForm("shop:1")).toBe(everything.keys.keyId);
  });

  it("are found damaged when a sealed byte was changed, pieces are missing or stand elsewhere, or the file is none", async () => {
    const { files, path } = createFiles(everything);
    const damaged = { code: "STORE_DAMAGED" };
    await keep(files, "shop:1", words);
    const [file = ""] = onDisk(path);
    const whole = readFileSync(file);
    const piece = 65_536 + 33;
    const spoiled: readonly Buffer[] = [
      whole.map((byte, at) => (at === 1_024 + 70_000 ? byte ^ 1 : byte)) as Buffer,
      whole.subarray(0, 1_024 + piece),
      Buffer.concat([
        whole.subarray(0, 1_024),
        whole.subarray(1_024 + piece, 1_024 + 2 * piece),
        whole.subarray(1_024),
      ]),
      Buffer.from("not ours"),
    ];
    for (const bytes of spoiled) {
      writeFileSync(file, bytes);
      await expect(contentOf(files, "shop:1")).rejects.toMatchObject(damaged);
    }
    writeFileSync(file, whole);
    expect(isWords(await contentOf(files, "shop:1"))).toBe(true);
    truncateSync(file, 0);
    await expect(contentOf(files, "shop:1")).rejects.toMatchObject(damaged);
  });

  it("are written anew in the form of now, also while they are read; a removed one does not come back", async () => {
    const made = createFiles();
    const { files, path } = made;
    await keep(files, "shop:1", words);
    const reading = await files.open("shop:1");
    made.keys = { keys: createKeyring(newKey), whole: true };
    expect(await files.fileForm("shop:1")).toBe("plain");
    expect(await files.rewrite("shop:1")).toBe(true);
    expect(await files.fileForm("shop:1")).toBe(made.keys.keys.keyId);
    const pieces: Uint8Array[] = [];
    for await (const piece of reading ?? []) pieces.push(piece);
    expect(isWords(Buffer.concat(pieces))).toBe(true);
    expect(isWords(await contentOf(files, "shop:1"))).toBe(true);
    const [rewritten] = await Promise.all([files.rewrite("shop:1"), files.remove("shop:1")]);
    expect([rewritten, onDisk(path)]).toEqual([false, []]);
    expect(await files.rewrite("shop:1")).toBe(false);
  });

  it("are kept with the new key when the key changed while they were written", async () => {
    const made = createFiles(everything);
    const draft = await made.files.begin();
    await draft.write(words);
    made.keys = { keys: createKeyring(newKey), whole: true };
    await draft.keep("shop:1");
    expect(await made.files.fileForm("shop:1")).toBe(made.keys.keys.keyId);
    expect(isWords(await contentOf(made.files, "shop:1"))).toBe(true);
    expect(onDisk(made.path)).toHaveLength(1);
  });

  it("tell what is wrong when a sealed one is read without a key", async () => {
    const made = createFiles(everything);
    await keep(made.files, "shop:1", words);
    made.keys = undefined;
    await expect(made.files.open("shop:1")).rejects.toMatchObject({ code: "STORE_KEY_INVALID" });
  });
});
