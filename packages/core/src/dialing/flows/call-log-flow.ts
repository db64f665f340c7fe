import { assign, setup } from "xstate";
import { z } from "zod";
import { notConnectedCauses } from "../../calls/index.ts";
import { defineFlow, effect } from "../../machine/index.ts";
import { subjectSchema } from "./subject-schema.ts";

/** Id of the flow that writes an attempt into the CRM's call history. */
export const callLogFlowId = "callwright.call-log";

const recording = z.object({ url: z.string().nullable(), transcriptBlob: z.string().nullable() });

const input = z.object({
  attempt: z.string(),
  phone: z.string(),
  direction: z.enum(["outbound", "inbound"]),
  startedAt: z.number(),
  person: subjectSchema.nullable(),
  responsibleId: z.string(),
  durationSeconds: z.number(),
  result: z.enum(["connected", ...notConnectedCauses]),
  /** The item the call was about, when it is another than the person. */
  linkTo: subjectSchema.nullable(),
  recording: recording.nullable(),
  /** How long to wait for a recording; 0: none is expected. */
  waitMs: z.number(),
});

/** What is known of the attempt when it ended. */
export type CallLogInput = z.infer<typeof input>;

interface Context extends CallLogInput {
  readonly callId: string;
  readonly activityId: string | null;
}

type OpenCall = Pick<CallLogInput, "phone" | "direction" | "startedAt" | "person" | "responsibleId"> & {
  readonly mark: string;
};
type CloseCall = Pick<CallLogInput, "responsibleId" | "durationSeconds" | "result"> & { readonly callId: string };
type RecordingReady = { type: "recording.ready"; url: string | null; transcriptBlob: string | null };

const machine = setup({
  types: { context: {} as Context, input: {} as CallLogInput, events: {} as RecordingReady },
  actors: {
    "callLog.open": effect<OpenCall, { callId: string }>(),
    "callLog.close": effect<CloseCall, { activityId: string }>(),
    "callLog.link": effect<{ activityId: string; subject: CallLogInput["linkTo"] }>(),
    "callLog.attachRecording": effect<{ callId: string; attempt: string; url: string }>(),
    "callLog.attachTranscript": effect<{ callId: string; blob: string }>(),
  },
  guards: {
    isLinked: ({ context }) => context.linkTo !== null,
    hasRecording: ({ context }) => typeof context.recording?.url === "string",
    hasTranscript: ({ context }) => typeof context.recording?.transcriptBlob === "string",
    isComplete: ({ context }) => context.recording !== null,
    expectsNothing: ({ context }) => context.waitMs === 0,
  },
  delays: { recordingDeadline: ({ context }) => context.waitMs },
}).createMachine({
  id: callLogFlowId,
  context: ({ input }) => ({ ...input, callId: "", activityId: null }),
  initial: "opening",
  output: ({ context }) => ({ callId: context.callId, activityId: context.activityId }),
  on: {
    "recording.ready": {
      actions: assign({ recording: ({ event }) => ({ url: event.url, transcriptBlob: event.transcriptBlob }) }),
    },
  },
  states: {
    opening: {
      invoke: {
        id: "open",
        src: "callLog.open",
        input: ({ context }) => ({
          mark: context.attempt,
          phone: context.phone,
          direction: context.direction,
          startedAt: context.startedAt,
          person: context.person,
          responsibleId: context.responsibleId,
        }),
        onDone: { target: "closing", actions: assign({ callId: ({ event }) => event.output.callId }) },
      },
    },
    closing: {
      invoke: {
        id: "close",
        src: "callLog.close",
        input: ({ context }) => ({
          callId: context.callId,
          responsibleId: context.responsibleId,
          durationSeconds: context.durationSeconds,
          result: context.result,
        }),
        onDone: { target: "closed", actions: assign({ activityId: ({ event }) => event.output.activityId }) },
      },
    },
    closed: { always: [{ guard: "isLinked", target: "linking" }, { target: "waiting" }] },
    linking: {
      invoke: {
        id: "link",
        src: "callLog.link",
        input: ({ context }) => ({ activityId: context.activityId ?? "", subject: context.linkTo }),
        onDone: "waiting",
      },
    },
    waiting: {
      always: [
        { guard: "isComplete", target: "recorded" },
        { guard: "expectsNothing", target: "done" },
      ],
      after: { recordingDeadline: "done" },
    },
    recorded: { always: [{ guard: "hasRecording", target: "attaching" }, { target: "attached" }] },
    attaching: {
      invoke: {
        id: "attachRecording",
        src: "callLog.attachRecording",
        input: ({ context }) => ({
          callId: context.callId,
          attempt: context.attempt,
          url: context.recording?.url ?? "",
        }),
        onDone: "attached",
      },
    },
    attached: { always: [{ guard: "hasTranscript", target: "transcribing" }, { target: "done" }] },
    transcribing: {
      invoke: {
        id: "attachTranscript",
        src: "callLog.attachTranscript",
        input: ({ context }) => ({ callId: context.callId, blob: context.recording?.transcriptBlob ?? "" }),
        onDone: "done",
      },
    },
    done: { type: "final" },
  },
});

/** Writes an attempt into the CRM's call history: entry, activity, link, and later its recording and transcript. */
export const callLogFlow = defineFlow({
  id: callLogFlowId,
  version: 1,
  machine,
  input,
  effects: ["callLog.open", "callLog.close", "callLog.link", "callLog.attachRecording", "callLog.attachTranscript"],
});
