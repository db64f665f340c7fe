import { z } from "zod";
import { notConnectedCauses, type TranscriptTurn } from "../../calls/index.ts";
import { declareEffect, type EffectDeclaration } from "../../engine/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { CallLogPort } from "../../ports/call-log.ts";
import type { DialingParts } from "../dialing-parts.ts";
import { subjectSchema } from "../flows/subject-schema.ts";
import { requestTimeoutMs, retryDelaysMs } from "./retry-delays.ts";

const openInput = z.object({
  mark: z.string(),
  phone: z.string(),
  direction: z.enum(["outbound", "inbound"]),
  startedAt: z.number(),
  person: subjectSchema.nullable(),
  responsibleId: z.string(),
});
const closeInput = z.object({
  callId: z.string(),
  responsibleId: z.string(),
  durationSeconds: z.number(),
  result: z.enum(["connected", ...notConnectedCauses]),
});
const linkInput = z.object({ activityId: z.string(), subject: subjectSchema });
const recordingInput = z.object({ callId: z.string(), attempt: z.string(), url: z.string() });
const transcriptInput = z.object({ callId: z.string(), blob: z.string() });

/** A recording may be long; it is streamed through. */
const recordingTimeoutMs = 10 * 60_000;

/** What dialing writes into the CRM's call history. */
export function callLogEffects(parts: DialingParts): readonly EffectDeclaration[] {
  const logOf = (account: string): CallLogPort => {
    const log = parts.ports.callLog(account);
    if (!log) throw new CallwrightError("PORT_MISSING", { port: "callLog", for: "writing a call into the history" });
    return log;
  };
  const common = { timeoutMs: requestTimeoutMs, retryDelaysMs, settleMs: parts.settleMs };
  return [
    declareEffect({
      ...common,
      type: "callLog.open",
      repeat: "idempotent",
      input: openInput,
      output: z.object({ callId: z.string() }),
      perform: (input, { account }) => logOf(account).openCall(input),
    }),
    declareEffect({
      ...common,
      type: "callLog.close",
      repeat: "marked",
      input: closeInput,
      output: z.object({ activityId: z.string() }),
      perform: (input, { account }) => logOf(account).closeCall(input),
      find: async ({ callId }, { account }) => {
        const call = await logOf(account).findCall(callId);
        const activityId = call?.activityId;
        return activityId ? { found: true, output: { activityId } } : { found: false, proof: false };
      },
    }),
    declareEffect({
      ...common,
      type: "callLog.link",
      repeat: "idempotent",
      input: linkInput,
      output: z.unknown(),
      perform: async ({ activityId, subject }, { account }) => {
        await logOf(account).linkActivity(activityId, subject);
        return null;
      },
    }),
    declareEffect({
      ...common,
      type: "callLog.attachRecording",
      repeat: "marked",
      timeoutMs: recordingTimeoutMs,
      input: recordingInput,
      output: z.unknown(),
      perform: async ({ callId, attempt, url }, { account }) => {
        const content = await parts.ports.voice().openRecording(account, attempt, url);
        await logOf(account).attachRecording(callId, "call.wav", content);
        return null;
      },
      find: async ({ callId }, { account }) => {
        const call = await logOf(account).findCall(callId);
        return call?.hasRecording ? { found: true, output: null } : { found: false, proof: false };
      },
    }),
    declareEffect({
      ...common,
      type: "callLog.attachTranscript",
      repeat: "marked",
      input: transcriptInput,
      output: z.unknown(),
      perform: async ({ callId, blob }, { account }) => {
        const row = await parts.store.read("blobs", blob);
        const turns = JSON.parse(row?.text ?? "[]") as readonly TranscriptTurn[];
        if (turns.length > 0) await logOf(account).attachTranscript(callId, turns);
        return null;
      },
      find: async ({ callId }, { account }) => {
        const call = await logOf(account).findCall(callId);
        return call?.hasTranscript ? { found: true, output: null } : { found: false, proof: false };
      },
    }),
  ];
}
