import { describe, expect, it } from "vitest";
import type { BlobRefRow, BlobRow, Write } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, type MemoryStore } from "../../src/testing/index.ts";
import { openEngine } from "../engine/support/open-engine.ts";
import { listed } from "./support/read-all.ts";

const day = 24 * 3_600_000;
const large = Buffer.alloc(1024 * 1024 + 1);

const account = "a";

function refRow(owner: string, use: BlobRefRow["use"], blob: string, at: number): Write {
  return { op: "put", table: "blobRefs", row: { id: `${owner}/${use}/${blob}`, account, blob, owner, use, at } };
}

function fileRow(id: string): Write {
  const row: BlobRow = { id, account, mediaType: "audio/wav", bytes: 1, at: 0, kept: "file", content: "" };
  return { op: "put", table: "blobs", row };
}

async function keepFile(store: MemoryStore, name: string): Promise<void> {
  const draft = await store.files.begin();
  await draft.write(Buffer.of(1));
  await draft.keep(name);
}

const idOf = (digit: string) => `a:${digit.repeat(64)}`;

/** The blobs and files that are there. */
async function left(store: MemoryStore): Promise<readonly (readonly string[])[]> {
  const digits = (ids: readonly string[]) => ids.map((id) => id.slice(-1)).sort();
  return [digits(store.dump("blobs").map(({ id }) => id)), digits(await listed(store.files.list()))];
}

describe("what a former process left", () => {
  it("goes at the next start where nobody needs it, and stays where somebody may", async () => {
    const clock = createVirtualClock();
    const before = memoryStore();
    const former = await openEngine({ store: before, clock });
    await former.start("r", "count-flow");
    for (const digit of "12356") await keepFile(before, idOf(digit));
    await before.commit([
      [
        ...["1", "2", "3", "5"].map((digit) => fileRow(idOf(digit))),
        refRow(":draft", "draft", idOf("1"), clock.now() - day),
        refRow(":draft", "draft", idOf("2"), clock.now() - day + 60_000),
        refRow("run-that-is-gone", "recording", idOf("3"), 0),
        refRow("r", "recording", idOf("5"), 0),
      ],
    ]);
    await former.engine.close();
    const store = memoryStore({ takeOver: before });
    const { engine } = await openEngine({ store, clock });
    await clock.settle();
    expect(await left(store)).toEqual([
      ["2", "5"],
      ["2", "5"],
    ]);
    await engine.close();
  });

  it("is looked for again once a day, and work that is under way keeps its drafts", async () => {
    const { engine, store, clock } = await openEngine({ store: memoryStore() });
    const memory = store as MemoryStore;
    const settings = { mediaType: "audio/wav" };
    const held = await engine.blobs.prepare(account, large, settings);
    await keepFile(memory, idOf("1"));
    await store.commit([[fileRow(idOf("1")), refRow(":draft", "draft", idOf("1"), clock.now())]]);
    await clock.advance(day);
    await (await engine.blobs.prepare(account, Buffer.alloc(large.length, 1), settings)).release();
    await clock.settle();
    expect(await listed(store.files.list())).toEqual([held.ref.blob]);
    await held.release();
    expect(await left(memory)).toEqual([[], []]);
    await engine.close();
  });
});
