import { z } from "zod";
import { notConnectedCauses } from "../../calls/index.ts";
import { declareEffect, type EffectDeclaration } from "../../engine/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { CallLogPort } from "../../ports/call-log.ts";
import type { DialingParts } from "../dialing-parts.ts";
import { openRecording } from "../open-recording.ts";
import { readTranscript } from "../read-transcript.ts";
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

/** A recording may be long; it is streamed. */
const recordingTimeoutMs = 10 * 60_000;

/** What dialing writes into the CRM's call history. */
export function callLogEffects(parts: DialingParts): readonly EffectDeclaration[] {
  return [openCall(parts), closeCall(parts), linkActivity(parts), attachRecording(parts), attachTranscript(parts)];
}

const common = { timeoutMs: requestTimeoutMs, retryDelaysMs, capability: "callLog" } as const;

function openCall({ ports, settleMs }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "callLog.open",
    repeat: "idempotent",
    settleMs,
    input: openInput,
    output: z.object({ callId: z.string() }),
    perform: (input, { account }) => logOf(ports, account).openCall(input),
  });
}

function closeCall({ ports, settleMs }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "callLog.close",
    repeat: "marked",
    settleMs,
    input: closeInput,
    output: z.object({ activityId: z.string() }),
    perform: (input, { account }) => logOf(ports, account).closeCall(input),
    reconcile: async ({ callId }, { account }) => {
      const call = await logOf(ports, account).findCall(callId);
      const activityId = call?.activityId;
      return activityId ? { found: true, output: { activityId } } : { found: false, proof: false };
    },
  });
}

function linkActivity({ ports, settleMs }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "callLog.link",
    repeat: "idempotent",
    settleMs,
    input: linkInput,
    output: z.unknown(),
    perform: async ({ activityId, subject }, { account }) => {
      await logOf(ports, account).linkActivity(activityId, subject);
      return null;
    },
  });
}

function attachRecording(parts: DialingParts): EffectDeclaration {
  const { ports, settleMs } = parts;
  return declareEffect({
    ...common,
    type: "callLog.attachRecording",
    repeat: "marked",
    settleMs,
    timeoutMs: recordingTimeoutMs,
    input: recordingInput,
    output: z.unknown(),
    perform: async ({ callId, attempt, url }, { account }) => {
      const content = await openRecording(parts, { account, attempt, url });
      await logOf(ports, account).attachRecording(callId, "call.wav", content);
      return null;
    },
    reconcile: async ({ callId }, { account }) => {
      const call = await logOf(ports, account).findCall(callId);
      return call?.hasRecording ? { found: true, output: null } : { found: false, proof: false };
    },
  });
}

function attachTranscript({ ports, settleMs }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "callLog.attachTranscript",
    repeat: "marked",
    settleMs,
    input: transcriptInput,
    output: z.unknown(),
    perform: async ({ callId, blob }, { account, blobs }) => {
      const turns = await readTranscript(blobs, blob);
      if (turns.length > 0) await logOf(ports, account).attachTranscript(callId, turns);
      return null;
    },
    reconcile: async ({ callId }, { account }) => {
      const call = await logOf(ports, account).findCall(callId);
      return call?.hasTranscript ? { found: true, output: null } : { found: false, proof: false };
    },
  });
}

function logOf(ports: DialingParts["ports"], account: string): CallLogPort {
  const log = ports.callLog(account);
  if (!log) throw new CallwrightError("PORT_MISSING", { port: "callLog", for: "writing a call into the history" });
  return log;
}
