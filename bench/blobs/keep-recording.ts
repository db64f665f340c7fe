import { sqlite } from "@callwright/adapter-sqlite";
import { byteStream } from "@callwright/core/adapter-kit";
import { virtualEngine } from "@callwright/core/testing";
import { anna, visitReminder, visitRules } from "../../packages/core/test/fixtures/visit-reminder.ts";

/**
 * The process that is measured: a call whose recording comes from the vendor, is kept, goes to the CRM, and is read once more. Nobody here
 * holds it as a whole. Arguments: the store's path, the recording's bytes, `secrets` or `everything`. Prints one line.
 */
const [path = "", length = "0", encrypt = "secrets"] = process.argv.slice(2);
const bytes = Number(length);
const pieceBytes = 64 * 1024;

const settings = { path, key: Buffer.alloc(32, 7).toString("base64"), encrypt: encrypt as "secrets" | "everything" };
const world = await virtualEngine({ flows: [visitReminder], rules: [visitRules], store: sqlite(settings) });
world.voice.openRecording = async () => soundOf(bytes);
let uploaded = 0;
world.crm.attachRecording = async (_callId, _fileName, content) => {
  uploaded = await drain(content);
};
const startedAt = performance.now();
const call = await world.account.call(visitReminder, { input: anna, subject: world.crm.addDeal("42") });
const run = `${call.id}:1`;
await world.clock.settle();
await world.voice.answers(run);
await world.voice.leaves(run, "ask", "answer:yes");
await world.voice.leaves(run, "thank", "said");
await world.voice.sendsRecording(run, []);
await world.clock.settle();
const keptAt = performance.now();
const kept = await world.account.recording(run);
const read = kept ? await drain(kept.content) : 0;
const readAt = performance.now();
await world.close();
if (uploaded !== bytes || read !== bytes) throw new Error(`${uploaded} and ${read} bytes came through, not ${bytes}`);
console.log(
  JSON.stringify({
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    keptAndUploadedMs: Math.round(keptAt - startedAt),
    readMs: Math.round(readAt - keptAt),
  }),
);

/** Noise, made as it is asked for, in the buffer of whoever reads it: what a vendor's connection leaves behind is not measured. */
function soundOf(total: number): ReadableStream<Uint8Array> {
  const held = new Uint8Array(pieceBytes);
  let made = 0;
  const next = async () => {
    if (made === total) return undefined;
    const piece = held.subarray(0, Math.min(pieceBytes, total - made)).fill(made / pieceBytes);
    made += piece.length;
    return piece;
  };
  return byteStream({ next, end: async () => undefined });
}

/** Reads a stream into one buffer, as whoever sends it on can. */
async function drain(content: ReadableStream<Uint8Array>): Promise<number> {
  const reader = content.getReader({ mode: "byob" });
  let held = new Uint8Array(pieceBytes);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read(held);
    if (done) return length;
    held = new Uint8Array(value.buffer);
    length += value.length;
  }
}
