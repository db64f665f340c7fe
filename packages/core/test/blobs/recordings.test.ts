import { describe, expect, it } from "vitest";
import { CallwrightError } from "../../src/index.ts";
import { memoryStore, virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";
import { bytesOf, listed, streamOf } from "./support/read-all.ts";

const sound = Buffer.alloc(1024 * 1024 + 44, 5);
const said = [{ speaker: "client" as const, text: "да", atMs: 0, untilMs: 500 }];

interface World extends VirtualEngine {
  /** Makes a call that is answered with yes, and sends its recording. @returns the attempt */
  call(): Promise<string>;
  /** How often the recording was fetched from the vendor. */
  readonly fetched: () => number;
}

async function world(settings: Partial<VirtualEngineSettings> = {}): Promise<World> {
  const made = await virtualEngine({ flows: [visitReminder], rules: [visitRules], ...settings });
  let fetched = 0;
  made.voice.openRecording = async () => {
    fetched += 1;
    return streamOf(sound.subarray(0, 44), sound.subarray(44));
  };
  made.crm.addDeal("42");
  const call = async () => {
    const { id } = await made.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
    await made.clock.settle();
    await made.voice.answers(`${id}:1`);
    await made.voice.leaves(`${id}:1`, "ask", "answer:yes");
    await made.voice.leaves(`${id}:1`, "thank", "said");
    await made.voice.sendsRecording(`${id}:1`, said);
    await made.clock.settle();
    return `${id}:1`;
  };
  return { ...made, call, fetched: () => fetched };
}

describe("recordings", () => {
  it("are fetched once, kept, and uploaded from there", async () => {
    const made = await world();
    const run = await made.call();
    const [logged] = made.crm.calls.values();
    expect([made.fetched(), logged?.recordingBytes]).toEqual([1, sound.length]);
    const kept = await made.account.recording(run);
    expect(kept).toMatchObject({ mediaType: "audio/wav", bytes: sound.length });
    expect(kept && Buffer.compare(await bytesOf(kept.content), sound)).toBe(0);
    expect(await made.account.transcript(run)).toEqual(said);
    expect((await made.store.find("blobRefs", { where: { owner: run } })).map(({ use }) => use)).toEqual([
      "recording",
      "transcript",
    ]);
    await made.close();
  });

  it("are not fetched again when the upload has to be tried again", async () => {
    const made = await world();
    let refused = 0;
    const upload = made.crm.attachRecording.bind(made.crm);
    made.crm.attachRecording = async (callId, fileName, content) => {
      refused += 1;
      if (refused === 1) throw new CallwrightError("CRM_UNREACHABLE", { method: "upload" } as never);
      await upload(callId, fileName, content);
    };
    await made.call();
    await made.clock.advance(60_000);
    const [logged] = made.crm.calls.values();
    expect([refused, made.fetched(), logged?.recordingBytes]).toEqual([2, 1, sound.length]);
    await made.close();
  });

  it("are only passed on where the host wants that", async () => {
    const made = await world({ recordings: "pass" });
    const run = await made.call();
    const [logged] = made.crm.calls.values();
    expect([made.fetched(), logged?.recordingBytes]).toEqual([1, sound.length]);
    expect(await made.account.recording(run)).toBeUndefined();
    expect(await listed(made.store.files.list())).toEqual([]);
    await made.close();
  });

  it("and transcripts are told as missing once they were removed, while the call stays", async () => {
    const store = memoryStore();
    const made = await world({ store });
    const run = await made.call();
    const refs = store
      .dump("blobRefs")
      .map((row) => ({ op: "delete" as const, table: "blobRefs" as const, id: row.id }));
    const blobs = store.dump("blobs").map((row) => ({ op: "delete" as const, table: "blobs" as const, id: row.id }));
    await store.commit([[...refs, ...blobs]]);
    expect(await made.account.recording(run)).toBeUndefined();
    expect(await made.account.transcript(run)).toEqual([]);
    expect((await made.account.run(run)).outcome).toBe("yes");
    await made.close();
  });

  it("of two calls with one content are one blob, which stays for the other when one is removed", async () => {
    const store = memoryStore();
    const made = await world({ store });
    const [first, second] = [await made.call(), await made.call()];
    expect(store.dump("blobs")).toHaveLength(2);
    expect(store.dump("blobRefs")).toHaveLength(4);
    // The next process finds the run gone.
    await store.commit([[{ op: "delete", table: "runs", id: first }]]);
    await made.close();
    const next = await world({ store: memoryStore({ takeOver: store }) });
    await next.clock.settle();
    expect((await next.store.find("blobRefs", {})).map(({ owner }) => owner)).toEqual([second, second]);
    const kept = await next.account.recording(second);
    expect(kept && Buffer.compare(await bytesOf(kept.content), sound)).toBe(0);
    await next.close();
  });
});
