import assert from "node:assert/strict";
import type { FilesPort } from "../../ports/index.ts";
import type { ContractRule } from "./contract-rule.ts";
import { assertFails, type StoreFixture } from "./store-fixture.ts";

const name = "shop:0a1b";
/** Longer than a piece of any store, and no multiple of a round number. */
const content = Uint8Array.from({ length: 70_001 }, (_, index) => (index * 7 + (index >> 8)) % 256);

/** What files beside the rows promise. */
export const storeFilesRules: readonly ContractRule<StoreFixture>[] = [
  {
    name: "store/files/a-kept-file-reads-back-equal",
    async run({ store: { files } }) {
      const whole = content.subarray(0, 64 * 1024);
      for (const bytes of [content, whole, content.subarray(0, 1), new Uint8Array()]) {
        const as = `${name}-${bytes.length}`;
        await keep(files, as, bytes);
        assertBytes(await contentOf(files, as), Buffer.from(bytes));
      }
    },
  },
  {
    name: "store/files/a-file-reads-from-any-byte",
    async run({ store: { files } }) {
      await keep(files, name, content);
      for (const from of [1, 64 * 1024 - 1, 64 * 1024, 70_000, content.length]) {
        assertBytes(await contentOf(files, name, from), Buffer.from(content.subarray(from)), `from byte ${from}`);
      }
    },
  },
  {
    name: "store/files/a-missing-file-is-undefined",
    async run({ store: { files } }) {
      assert.equal(await files.open("never"), undefined);
    },
  },
  {
    name: "store/files/a-draft-is-seen-by-nobody",
    async run({ store: { files } }) {
      const draft = await files.begin();
      await draft.write(content);
      assert.deepEqual(await namesOf(files), []);
      await draft.discard();
    },
  },
  {
    name: "store/files/a-discarded-draft-leaves-the-file-before",
    async run({ store: { files } }) {
      await keep(files, name, content.subarray(0, 10));
      const draft = await files.begin();
      await draft.write(content);
      await draft.discard();
      assertBytes(await contentOf(files, name), Buffer.from(content.subarray(0, 10)));
    },
  },
  {
    name: "store/files/discard-after-keep-does-nothing",
    async run({ store: { files } }) {
      const draft = await files.begin();
      await draft.keep(name);
      await draft.discard();
      assertBytes(await contentOf(files, name), Buffer.alloc(0));
    },
  },
  {
    name: "store/files/keep-replaces",
    async run({ store: { files } }) {
      await keep(files, name, content);
      await keep(files, name, content.subarray(3));
      assertBytes(await contentOf(files, name), Buffer.from(content.subarray(3)));
      assert.deepEqual(await namesOf(files), [name]);
    },
  },
  {
    name: "store/files/remove-removes",
    async run({ store: { files } }) {
      await keep(files, name, content);
      await files.remove(name);
      assert.equal(await files.open(name), undefined);
    },
  },
  {
    name: "store/files/remove-of-a-missing-file-does-nothing",
    async run({ store: { files } }) {
      await files.remove("never");
    },
  },
  {
    name: "store/files/a-file-that-is-removed-is-read-to-its-end",
    async run({ store: { files } }) {
      await keep(files, name, content);
      const opened = await files.open(name);
      assert.ok(opened, "the file is there");
      await files.remove(name);
      assertBytes(await readAll(opened), Buffer.from(content));
    },
  },
  {
    name: "store/files/names-are-told-to-the-letter",
    async run({ store: { files } }) {
      const names = ["Shop:ё", "shop:ё", "shop:../../etc", "x".repeat(900)];
      for (const each of names) await keep(files, each, Buffer.from(each));
      assert.deepEqual(new Set(await namesOf(files)), new Set(names));
      for (const each of names) assertBytes(await contentOf(files, each), Buffer.from(each));
    },
  },
  {
    name: "store/files/names-that-cannot-be-kept-are-refused",
    async run({ store: { files } }) {
      for (const each of ["x".repeat(901), "half of a pair \ud800"]) {
        const draft = await files.begin();
        await assertFails(() => draft.keep(each), "STORE_QUERY_REFUSED");
        await draft.discard();
      }
    },
  },
  {
    name: "store/files/kept-files-outlive-the-store",
    appliesTo: ({ reopen }) => reopen !== undefined,
    async run({ store, reopen }) {
      await keep(store.files, name, content);
      const draft = await store.files.begin();
      await draft.write(content);
      const next = await reopen?.();
      assert.ok(next, "the store opens again");
      assert.deepEqual(await namesOf(next.files), [name]);
      assertBytes(await contentOf(next.files, name), Buffer.from(content));
    },
  },
  {
    name: "store/files/of-a-closed-store-are-refused",
    async run({ store }) {
      const draft = await store.files.begin();
      await store.close();
      await assertFails(() => store.files.begin(), "STORE_CLOSED");
      await assertFails(() => store.files.open(name), "STORE_CLOSED");
      await assertFails(() => draft.keep(name), "STORE_CLOSED");
      await draft.discard();
    },
  },
];

/** The assertions of Node 22 and later look for the shortest list of changes between long contents that differ, and take all memory for it. */
function assertBytes(found: Buffer | undefined, wanted: Buffer, what = "the content"): void {
  assert.ok(
    found?.equals(wanted),
    `${what}: ${found?.length ?? "no"} bytes were read, ${wanted.length} others were written`,
  );
}

async function keep(files: FilesPort, as: string, bytes: Uint8Array): Promise<void> {
  const draft = await files.begin();
  for (let from = 0; from < bytes.length; from += 50_000) await draft.write(bytes.subarray(from, from + 50_000));
  await draft.keep(as);
}

async function contentOf(files: FilesPort, of: string, from?: number): Promise<Buffer | undefined> {
  const opened = await (from === undefined ? files.open(of) : files.open(of, from));
  return opened && readAll(opened);
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function namesOf(files: FilesPort): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const each of files.list()) names.push(each);
  return names;
}
