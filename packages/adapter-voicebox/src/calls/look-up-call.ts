import { CallwrightError, HttpFailure, type HttpAnswer } from "@callwright/core/adapter-kit";
import type { CallReport } from "@callwright/core/calls";
import type { CallLookup, ClockPort } from "@callwright/core/ports";
import { z } from "zod";
import type { CheckedSettings } from "../check-settings.ts";
import { parseRecording, toRecordingReport } from "../webhooks/recording-body.ts";
import { parseReport, toCallReport } from "../webhooks/report-body.ts";
import { basicCredentials } from "./basic-credentials.ts";

const momentSchema = z.number().nullable().catch(null);
const callSchema = z.looseObject({
  callId: z.string().nullable().catch(null),
  runId: z.string(),
  // A status that we do not know is not taken for an end.
  status: z.string(),
  answeredAt: momentSchema,
  endedAt: momentSchema,
  reports: z.array(z.unknown()),
  recording: z.unknown(),
});
const answerSchema = z.looseObject({ calls: z.array(callSchema) });

/**
 * Asks after the calls of a run (ours). Reports of all of them are given, as the vendor meant to deliver them.
 *
 * Errors: `VOICE_UNREACHABLE` (after: asking changes nothing, so every failure may be tried again), `VOICE_REJECTED` (4xx).
 */
export async function lookUpCall(settings: CheckedSettings, clock: ClockPort, run: string): Promise<CallLookup> {
  const answer = await ask(settings, run);
  if (answer.status >= 400 && answer.status <= 499 && answer.status !== 429) {
    throw new CallwrightError("VOICE_REJECTED", { run, status: answer.status });
  }
  // Only a proper answer may prove that a call does not exist: the proof lets it be dialed again.
  const parsed = answerSchema.safeParse(answer.status === 200 ? answer.json() : undefined);
  if (!parsed.success) throw new CallwrightError("VOICE_UNREACHABLE", { run });
  const calls = parsed.data.calls.filter((call) => call.runId === run);
  if (calls.length === 0) return { found: false };
  return {
    found: true,
    live: calls.some(({ status }) => status !== "ended"),
    vendorCallId: calls.at(-1)?.callId ?? null,
    reports: calls.flatMap((call) => toReports(call, run, clock.now())),
  };
}

async function ask(settings: CheckedSettings, run: string): Promise<HttpAnswer> {
  try {
    return await settings.http.request({
      method: "GET",
      url: `${settings.launchUrl}/api/v1/sb/calls?runId=${encodeURIComponent(run)}`,
      headers: { Authorization: basicCredentials(settings), Accept: "application/json" },
    });
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw new CallwrightError("VOICE_UNREACHABLE", { run }, { cause: error });
  }
}

/** The reports of one call. Times are the vendor's where it tells them, never later than now. */
function toReports(call: z.infer<typeof callSchema>, run: string, now: number): readonly CallReport[] {
  const endedAt = Math.min(call.endedAt ?? now, now);
  const answeredAt = Math.min(call.answeredAt ?? endedAt, endedAt);
  const reports = call.reports.flatMap((body): CallReport[] => {
    const report = parseReport(body);
    if (!report.known || report.body.runId !== run) return [];
    return [toCallReport(report.body, report.body.event === "answered" ? answeredAt : endedAt)];
  });
  const recording = parseRecording(call.recording);
  return recording.ok && recording.body.runId === run ? [...reports, toRecordingReport(recording.body, now)] : reports;
}
