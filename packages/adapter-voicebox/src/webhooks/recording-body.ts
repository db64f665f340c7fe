import type { CallReport } from "@callwright/core/calls";
import { z } from "zod";
import { toProblems } from "./report-body.ts";

const momentSchema = z.number().nonnegative();
const turnSchema = z.object({
  speaker: z.enum(["robot", "client"]),
  text: z.string(),
  atMs: momentSchema,
  untilMs: momentSchema,
});
const recordingSchema = z.looseObject({
  v: z.literal(1),
  runId: z.string().min(1).max(200),
  event: z.literal("recording"),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  mediaType: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .max(100),
  durationMs: momentSchema,
  transcript: z.array(turnSchema).default([]),
});

/** The message about a call's recording (ours). */
export type RecordingBody = z.infer<typeof recordingSchema>;

/** Reads the message. The same for messages that were posted and those that a look-up shows. */
export function parseRecording(
  value: unknown,
): { readonly ok: true; readonly body: RecordingBody } | { readonly ok: false; readonly problems: readonly string[] } {
  const parsed = recordingSchema.safeParse(value);
  return parsed.success ? { ok: true, body: parsed.data } : { ok: false, problems: toProblems(parsed.error) };
}

/** The message in our words; the turns go beside it. */
export function toRecordingReport({ url, mediaType, durationMs }: RecordingBody, at: number): CallReport {
  return { type: "recording.ready", url, mediaType, durationMs, transcriptBlob: null, at };
}
