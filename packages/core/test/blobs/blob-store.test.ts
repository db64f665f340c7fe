import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlobStore } from "../../src/engine/blobs/blob-store.ts";
import { CommitGroup } from "../../src/engine/commit-group.ts";
import type { BlobContent, BlobUse, StorePort, Write } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, type MemoryStore } from "../../src/testing/index.ts";
import { bytesOf, listed, streamOf } from "./support/read-all.ts";

const large = 1024 * 1024 + 1;

interface World {
  readonly store: MemoryStore;
  readonly blobs: BlobStore;
  readonly commits: CommitGroup;
  put(content: BlobContent, owner: string, use?: Exclude<BlobUse, "draft">, account?: string): Promise<string>;
  files(): Promise<readonly string[]>;
}

async function createWorld(store = memoryStore()): Promise<World> {
  await store.open();
  const commits = new CommitGroup(store);
  const blobs = new BlobStore({ store, clock: createVirtualClock(), commits });
  return {
    store,
    blobs,
    commits,
    async put(content, owner, use = "result", account = "a") {
      const prepared = await blobs.prepare(account, content, { mediaType: "application/octet-stream" });
      await commits.commit(writesOf(prepared.nameIn, owner, use));
      await prepared.release();
      return prepared.ref.blob;
    },
    files: () => listed(store.files.list()),
  };
}

type NameIn = Awaited<ReturnType<BlobStore["prepare"]>>["nameIn"];

function writesOf(nameIn: NameIn, owner: string, use: Exclude<BlobUse, "draft">): Write[] {
  const writes: Write[] = [];
  nameIn(
    {
      put: (table, row) => void writes.push({ op: "put", table, row } as Write),
      delete: (table, id) => void writes.push({ op: "delete", table, id }),
    },
    owner,
    use,
  );
  return writes;
}

describe("the blob store", () => {
  it("gives back every content to the byte, however it was given", async () => {
    const world = await createWorld();
    const isGivenBack = async (given: string | Uint8Array, asStream: boolean): Promise<void> => {
      const bytes = Buffer.from(given);
      const blob = await world.put(asStream ? streamOf(bytes.subarray(0, 7), bytes.subarray(7)) : given, "r");
      expect(blob).toBe(`a:${createHash("sha256").update(bytes).digest("hex")}`);
      const reader = world.blobs.reader("a");
      expect(Buffer.compare(Buffer.from(await reader.read(blob)), bytes)).toBe(0);
      expect(Buffer.compare(await bytesOf(await reader.open(blob)), bytes)).toBe(0);
    };
    const content = fc.oneof(
      fc.string().map((text) => `${text}ё😀\ud800\0${text}`),
      fc.uint8Array({ maxLength: 300 }),
    );
    await fc.assert(fc.asyncProperty(content, fc.boolean(), isGivenBack), { numRuns: 30 });
    const long = Buffer.alloc(large, "Добрый день. ");
    for (const asStream of [false, true]) await isGivenBack(long, asStream);
    await isGivenBack(long.toString(), false);
  });

  it("keeps a content once per account, in a row up to 1 MiB and above in a file", async () => {
    const world = await createWorld();
    const bytes = Buffer.alloc(large, 1);
    await world.put(bytes, "r");
    await world.put(streamOf(bytes), "s");
    const other = await world.put(bytes, "r", "result", "b");
    await world.put(bytes.subarray(1), "r");
    const kept = world.store.dump("blobs").map((row) => `${row.account} ${row.kept} ${row.bytes}`);
    expect([...kept].sort()).toEqual([`a base64 ${large - 1}`, `a file ${large}`, `b file ${large}`]);
    expect(await world.files()).toHaveLength(2);
    await expect(world.blobs.reader("a").open(other)).rejects.toMatchObject({ code: "BLOB_UNKNOWN" });
  });

  it("fills the buffer of a reader that brings one", async () => {
    const world = await createWorld();
    for (const bytes of [Buffer.from("small"), Buffer.alloc(large, "abc")]) {
      const reader = (await world.blobs.reader("a").open(await world.put(bytes, "r"))).getReader({ mode: "byob" });
      const pieces: Buffer[] = [];
      let held = new Uint8Array(100_000);
      for (;;) {
        const { done, value } = await reader.read(held);
        if (done) break;
        pieces.push(Buffer.from(value));
        held = new Uint8Array(value.buffer);
      }
      expect(Buffer.compare(Buffer.concat(pieces), bytes)).toBe(0);
    }
  });

  it("keeps text as text", async () => {
    const world = await createWorld();
    const prepared = await world.blobs.prepare("a", Buffer.from("привет"), { mediaType: "text/plain" });
    expect(writesOf(prepared.nameIn, "r", "result")[0]).toMatchObject({ row: { kept: "text", content: "привет" } });
    const binary = await world.blobs.prepare("a", Uint8Array.of(255, 254), { mediaType: "text/plain" });
    expect(writesOf(binary.nameIn, "r", "result")[0]).toMatchObject({ row: { kept: "base64" } });
  });

  it("removes a blob with the last one that needs it, whatever came and went in which order", async () => {
    const contents = [Buffer.from("small"), Buffer.alloc(large, 1), Buffer.alloc(large, 2)];
    const step = fc.record({
      content: fc.integer({ min: 0, max: 2 }),
      owner: fc.constantFrom("r", "s", "t"),
      use: fc.constantFrom("recording" as const, "result" as const),
      remove: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const world = await createWorld();
        const needed = new Map<string, string>();
        const tasks = steps.map(async ({ content, owner, use, remove }) => {
          if (!remove) return world.put(contents[content] ?? "", owner, use);
          return world.blobs.removeOwners([owner], [use]);
        });
        await Promise.all(tasks);
        for (const { id, blob } of world.store.dump("blobRefs")) needed.set(id, blob);
        const blobs = world.store.dump("blobs");
        expect(new Set(blobs.map(({ id }) => id))).toEqual(new Set(needed.values()));
        const files = blobs.filter(({ kept }) => kept === "file").map(({ id }) => id);
        expect([...(await world.files())].sort()).toEqual(files.sort());
        for (const blob of new Set(needed.values())) await world.blobs.reader("a").read(blob);
        await world.blobs.removeOwners(["r", "s", "t"]);
        expect([world.store.dump("blobs"), world.store.dump("blobRefs"), await world.files()]).toEqual([[], [], []]);
      }),
      { numRuns: 12 },
    );
  });

  it("tells what a removal took", async () => {
    const world = await createWorld();
    await world.put(Buffer.alloc(large), "r", "recording");
    await world.put("shared", "r", "transcript");
    await world.put("shared", "s", "transcript");
    expect(await world.blobs.removeOwners(["r"])).toEqual({ refs: 2, blobs: 1, bytes: large });
    expect(await world.blobs.reader("a").text((await world.blobs.findRef("s", "transcript"))?.blob ?? "")).toBe(
      "shared",
    );
  });

  it("keeps nothing of a content that is too large, or whose stream breaks", async () => {
    const world = await createWorld();
    const settings = { mediaType: "audio/wav", limitBytes: large };
    const put = world.blobs.prepare("a", streamOf(Buffer.alloc(large), Buffer.alloc(1)), settings);
    await expect(put).rejects.toMatchObject({ code: "BLOB_TOO_LARGE", details: { limitBytes: large } });
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(Buffer.alloc(large));
        controller.error(new Error("the line broke"));
      },
    });
    await expect(world.blobs.prepare("a", broken, settings)).rejects.toThrow("the line broke");
    expect([world.store.dump("blobs"), world.store.dump("blobRefs"), await world.files()]).toEqual([[], [], []]);
  });

  it("keeps nothing of a content that nobody named", async () => {
    const world = await createWorld();
    const prepared = await world.blobs.prepare("a", Buffer.alloc(large), { mediaType: "audio/wav" });
    expect(world.store.dump("blobRefs")).toMatchObject([{ use: "draft" }]);
    await prepared.release();
    expect([world.store.dump("blobs"), world.store.dump("blobRefs"), await world.files()]).toEqual([[], [], []]);
  });

  it("keeps nothing of a content whose row could not be written", async () => {
    const rows = memoryStore();
    const failing: StorePort = {
      ...withAll(rows),
      commit: async (batches) => batches.map(() => ({ ok: false, error: new Error("full") })),
    };
    await rows.open();
    const blobs = new BlobStore({ store: failing, clock: createVirtualClock(), commits: new CommitGroup(failing) });
    await expect(blobs.prepare("a", Buffer.alloc(large), { mediaType: "audio/wav" })).rejects.toThrow("full");
    expect(await listed(rows.files.list())).toEqual([]);
  });

  it("tells a blob whose content is not the one that was kept", async () => {
    const world = await createWorld();
    const small = await world.put("the words", "r");
    const big = await world.put(Buffer.alloc(large, 1), "r");
    const row = world.store.dump("blobs").find(({ id }) => id === small);
    if (row) await world.store.commit([[{ op: "put", table: "blobs", row: { ...row, content: "other words" } }]]);
    const draft = await world.store.files.begin();
    await draft.write(Buffer.alloc(large, 2));
    await draft.keep(big);
    const reader = world.blobs.reader("a");
    const damaged = {
      code: "STORE_DAMAGED",
      message: expect.stringContaining("is not the one that was kept") as string,
    };
    await expect(reader.text(small)).rejects.toMatchObject(damaged);
    await expect(bytesOf(await reader.open(big))).rejects.toMatchObject(damaged);
    await world.store.files.remove(big);
    await expect(reader.open(big)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    await expect(reader.open("words that are no id")).rejects.toMatchObject({ details: { blob: "(none)" } });
  });
});

function withAll(store: MemoryStore): StorePort {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
    ownKeys: () => ["name", "files", "read", "find", "open", "close", "commit"],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}
