import { assign, setup } from "xstate";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { blobBytes, blobRef, blobText, defineEffect, defineFlow, effect, type BlobRef } from "../../src/index.ts";
import { memoryStore, virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { bytesOf, listed, streamOf } from "./support/read-all.ts";

const contract = "Договор. ".repeat(5_000);
const scan = Buffer.alloc(1024 * 1024 + 5, 3);

type Documents = { readonly text: BlobRef; readonly scan: BlobRef; readonly pages: number };

const documents = {
  type: "documents.read",
  input: z.object({ deal: z.string() }),
  output: z.object({ text: blobText(), scan: blobBytes("image/png"), pages: z.number() }),
  repeat: "idempotent",
} as const;

const readDocuments = defineEffect({
  ...documents,
  perform: async () => ({ text: contract, scan: streamOf(scan.subarray(0, 9), scan.subarray(9)), pages: 40 }),
});

const heard: { text?: string; scan?: Buffer } = {};

const summarise = defineEffect({
  type: "documents.summarise",
  input: z.object({ text: blobRef(), scan: blobRef() }),
  output: z.object({ words: z.number(), copy: blobText() }),
  repeat: "idempotent",
  perform: async ({ text, scan: picture }, { blobs }) => {
    heard.text = await blobs.text(text);
    heard.scan = await bytesOf(await blobs.open(picture));
    return { words: heard.text.split(" ").length, copy: text };
  },
});

const machine = setup({
  types: {
    context: {} as { documents: Documents | null; deal: string },
    input: {} as { deal: string },
    events: {} as { type: "go.on" },
  },
  actors: {
    "documents.read": effect<{ deal: string }, Documents>(),
    "documents.summarise": effect<Pick<Documents, "text" | "scan"> | null, { words: number }>(),
  },
}).createMachine({
  context: ({ input }) => ({ documents: null, deal: input.deal }),
  initial: "reading",
  states: {
    reading: {
      invoke: {
        id: "read",
        src: "documents.read",
        input: ({ context }) => ({ deal: context.deal }),
        onDone: { target: "read", actions: assign({ documents: ({ event }) => event.output }) },
        onError: "over",
      },
    },
    read: { on: { "go.on": "summarising" } },
    summarising: {
      invoke: {
        id: "summarise",
        src: "documents.summarise",
        input: ({ context }) => context.documents && { text: context.documents.text, scan: context.documents.scan },
        onDone: "over",
      },
    },
    over: { type: "final" },
  },
});

const review = defineFlow<{ deal: string }>({
  id: "review",
  version: 1,
  machine,
  input: documents.input,
  effects: ["documents.read", "documents.summarise"],
});

async function world(settings: Partial<VirtualEngineSettings> = {}): Promise<VirtualEngine> {
  return virtualEngine({ flows: [review], effects: [readDocuments, summarise], ...settings });
}

async function started(made: VirtualEngine, deal = "42"): Promise<string> {
  const { id } = await made.account.start(review, { input: { deal } });
  await made.clock.settle();
  return id;
}

async function documentsOf({ account }: VirtualEngine, run: string): Promise<Documents> {
  const { snapshot } = await account.run(run);
  return (JSON.parse(snapshot) as { context: { documents: Documents } }).context.documents;
}

const filesOf = async ({ store }: VirtualEngine) => listed(store.files.list());

describe("marked fields of a result", () => {
  it("are kept beside the run, named in its state, and read by an effect that is given the name", async () => {
    await using made = await world();
    const run = await started(made);
    const found = await documentsOf(made, run);
    expect(found).toEqual({
      text: { blob: expect.stringMatching(/^test:[0-9a-f]{64}$/) as string, bytes: 80_000, mediaType: "text/plain" },
      scan: { blob: expect.stringMatching(/^test:/) as string, bytes: scan.length, mediaType: "image/png" },
      pages: 40,
    });
    expect(await filesOf(made)).toEqual([found.scan.blob]);
    await (await made.account.findRun(run)).send({ type: "go.on" });
    await made.clock.settle();
    expect((await made.account.run(run)).status).toBe("ended");
    expect(heard.text).toBe(contract);
    expect(Buffer.compare(heard.scan ?? Buffer.alloc(0), scan)).toBe(0);
  });

  it("are named by their run alone: drafts are gone, and a result that names a blob already names the same one", async () => {
    await using made = await world();
    const run = await started(made);
    await (await made.account.findRun(run)).send({ type: "go.on" });
    await made.clock.settle();
    const { text, scan: picture } = await documentsOf(made, run);
    const refs = await made.store.find("blobRefs", {});
    expect(refs.map(({ owner, use, blob }) => [owner, use, blob]).sort()).toEqual(
      [text.blob, picture.blob].map((blob) => [run, "result", blob]).sort(),
    );
  });

  it("belong to one account: another one's effects do not read them", async () => {
    const store = memoryStore();
    const stolen: unknown[] = [];
    const peek = defineEffect({
      ...documents,
      perform: async ({ deal }, { blobs }) => {
        if (deal !== "42")
          stolen.push(await blobs.text(deal).catch((error: unknown) => (error as { readonly code?: unknown }).code));
        return { text: "mine", scan: Buffer.alloc(1), pages: 1 };
      },
    });
    await using made = await world({ store, effects: [peek, summarise] });
    const { text } = await documentsOf(made, await started(made));
    await started(made, text.blob.replace("test:", "other:"));
    await started(made, "the content itself");
    await started(made, text.blob);
    expect(stolen).toEqual(["BLOB_UNKNOWN", "BLOB_UNKNOWN", "mine"]);
  });

  it("fail with their effect when their stream breaks, and nothing of them stays", async () => {
    const broken = defineEffect({
      ...documents,
      onFailure: "park",
      perform: async () => ({
        text: contract,
        scan: new ReadableStream<Uint8Array>({
          pull(controller) {
            controller.enqueue(scan);
            controller.error(new Error("the line broke"));
          },
        }),
        pages: 1,
      }),
    });
    await using made = await world({ effects: [broken, summarise] });
    const run = await started(made);
    expect((await made.account.run(run)).parked?.code).toBe("EFFECT_FAILED");
    expect([await made.store.find("blobs", {}), await made.store.find("blobRefs", {})]).toEqual([[], []]);
    expect(await filesOf(made)).toEqual([]);
  });

  it("of an at-most-once effect that was carried out are looked up when they could not be kept, never asked for again", async () => {
    let asked = 0;
    const once = defineEffect({
      ...documents,
      repeat: "at-most-once",
      perform: async () => {
        asked += 1;
        return { text: contract, scan: { blob: `test:${"0".repeat(64)}`, bytes: 1, mediaType: "image/png" }, pages: 1 };
      },
      reconcile: async () => ({ found: true, output: { text: contract, scan, pages: 40 } }),
      retryDelaysMs: [1_000],
    });
    await using made = await world({ effects: [once, summarise] });
    const run = await started(made);
    await made.clock.advance(60_000);
    expect(asked).toBe(1);
    expect((await documentsOf(made, run)).pages).toBe(40);
    expect(await made.store.find("blobRefs", {})).toHaveLength(2);
  });

  it("may be given by a person", async () => {
    const broken = defineEffect({
      ...documents,
      onFailure: "park",
      perform: async () => Promise.reject(new Error("x")),
    });
    await using made = await world({ effects: [broken, summarise] });
    const run = await started(made);
    await expect(made.account.resolve(run, { text: 7, scan: "png", pages: 1 })).rejects.toMatchObject({
      code: "INPUT_INVALID",
    });
    await made.account.resolve(run, { text: contract, scan: "png", pages: 1 });
    const { text } = await documentsOf(made, run);
    expect(await made.store.find("blobRefs", { where: { owner: run } })).toHaveLength(2);
    expect(text.bytes).toBe(80_000);
  });

  it("stay when their run is put away", async () => {
    await using made = await world();
    const run = await started(made);
    await (await made.account.findRun(run)).send({ type: "go.on" });
    await made.clock.advance(25 * 3_600_000);
    expect((await made.engine.compact()).runs).toBe(1);
    expect(await made.store.find("blobRefs", { where: { owner: run } })).toHaveLength(2);
    expect(await filesOf(made)).toHaveLength(1);
  });
});
