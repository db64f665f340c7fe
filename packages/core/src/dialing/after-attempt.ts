import type { StopReason } from "../calls/index.ts";
import type { RunChange, Work } from "../engine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { JobRow, RunRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
import { waitUntil } from "./dispatch-job.ts";
import { endJob } from "./end-job.ts";
import { callLogFlowId, type CallLogInput } from "./flows/call-log-flow.ts";
import { noticeFlowId, type NoticeInput } from "./flows/notice-flow.ts";
import { putJob } from "./job-view.ts";
import { endRun, logRun, noticeRun } from "./job-ids.ts";
import { unknownResultText } from "./notice-texts.ts";

/** How long the recording of an answered call is waited for. */
const recordingWaitMs = 12 * 3_600_000;

/** What follows for a job from a change of one of its runs, in the same transaction. */
export async function afterRun(parts: DialingParts, change: RunChange, work: Work): Promise<void> {
  const { before, after } = change;
  if (after.job === null) return;
  const job = await work.read("jobs", after.job);
  if (!job) return;
  if (after.id === endRun(job.id)) {
    closeJob(parts, job, change, work);
    return;
  }
  if (!(await work.read("attempts", after.id))) return;
  const entered = before?.status !== after.status;
  if (entered && after.status === "ended") await afterEnd(parts, job, after, work);
  else if (entered && after.status === "cancelled") afterCancel(parts, job, after, work);
  else if (entered && after.parked?.code === "CALL_RESULT_UNKNOWN") askPerson(parts, job, after, work);
  else if (before && hasNewRecording(before, after) && after.status === "ended") await passRecording(after, work);
}

async function afterEnd(parts: DialingParts, job: JobRow, run: RunRow, work: Work): Promise<void> {
  const input = await logInput(parts, job, run, work);
  if (input) {
    const log = { id: logRun(run.id), account: run.account, flow: callLogFlowId, job: job.id };
    work.start({ ...log, input });
  }
  if (job.liveRun !== run.id || job.status !== "attempting" || run.outcome === null) return;
  const rule = parts.robots.find(job.robot)?.ruleOf(run.outcome);
  const retry = rule?.retry?.[job.attempts - 1];
  if (!retry) return void endJob(parts, { ...job, liveRun: null }, { outcome: run.outcome, data: null }, work);
  const why = { answer: "wait", rule: "retry", outcome: run.outcome, attempt: job.attempts, afterMs: retry.afterMs };
  waitUntil({ ...job, liveRun: null }, parts.clock.now() + retry.afterMs, why, work);
}

function afterCancel(parts: DialingParts, job: JobRow, run: RunRow, work: Work): void {
  if (job.liveRun !== run.id || job.status !== "attempting") return;
  const { reason = "cancelled", explanation = job.gate } = run.output as {
    readonly reason?: StopReason;
    readonly explanation?: Json;
  };
  endJob(parts, { ...job, liveRun: null, gate: explanation }, { stop: reason }, work);
}

function askPerson(parts: DialingParts, job: JobRow, run: RunRow, work: Work): void {
  if (job.subject === null || job.responsibleId === null) return;
  const { title, text } = unknownResultText(parts.robots.find(job.robot)?.locale ?? "en");
  const input: NoticeInput = { subject: job.subject, responsibleId: job.responsibleId, title, text };
  work.start({ id: noticeRun(run.id), account: run.account, flow: noticeFlowId, job: job.id, input });
}

async function passRecording(run: RunRow, work: Work): Promise<void> {
  if (!(await work.read("runs", logRun(run.id)))) return;
  const url = run.facts?.recording?.url ?? null;
  work.send(logRun(run.id), { type: "recording.ready", url, transcriptBlob: run.facts?.transcriptBlob ?? null });
}

function hasNewRecording(before: RunRow, after: RunRow): boolean {
  const told = ({ facts }: RunRow) => JSON.stringify([facts?.recording, facts?.transcriptBlob]);
  return told(before) !== told(after);
}

async function logInput(parts: DialingParts, job: JobRow, run: RunRow, work: Work): Promise<CallLogInput | undefined> {
  if (!parts.ports.callLog(job.account) || job.responsibleId === null || job.dialed === null) return undefined;
  const attempt = await work.read("attempts", run.id);
  const facts = run.facts;
  const answeredAt = facts?.answeredAt ?? null;
  const connected = answeredAt !== null || facts?.endedAt != null;
  const until = facts?.endedAt ?? run.endedAt ?? 0;
  const isLinked = job.subject !== null && job.subject.type !== job.contact?.type;
  return {
    attempt: run.id,
    phone: job.dialed,
    direction: "outbound",
    startedAt: attempt?.startedAt ?? run.startedAt,
    person: job.contact,
    responsibleId: job.responsibleId,
    durationSeconds: answeredAt === null ? 0 : Math.max(1, Math.round((until - answeredAt) / 1_000)),
    result: connected ? "connected" : (facts?.notConnected ?? "unknown"),
    linkTo: isLinked ? job.subject : null,
    recording: facts?.recording ? { url: facts.recording.url, transcriptBlob: facts.transcriptBlob } : null,
    waitMs: connected && parts.ports.voice().capabilities.recordingPush ? recordingWaitMs : 0,
  };
}

function closeJob(parts: DialingParts, job: JobRow, { before, after }: RunChange, work: Work): void {
  const over = after.status === "ended" || after.status === "cancelled";
  if (!over || before?.status === after.status) return;
  const row: JobRow = { ...job, status: job.stopReason === null ? "done" : "stopped", endedAt: parts.clock.now() };
  putJob(row, work);
}
