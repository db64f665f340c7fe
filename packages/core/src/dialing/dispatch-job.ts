import type { Work } from "../engine/index.ts";
import { isCallwrightError, type CallwrightError } from "../errors/index.ts";
import type { Json } from "../ports/identity.ts";
import type { JobRow, TimerRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
import { endJob } from "./end-job.ts";
import { evaluateGate } from "./evaluate-gate.ts";
import { findCallee } from "./find-callee.ts";
import { attemptRun, jobTimer } from "./job-ids.ts";
import type { FollowerInput } from "./follower-input.ts";

/** How long to wait when the CRM cannot be asked about the callee. */
const askAgainMs = 30_000;
/** How long to wait when asking again will not help before a person has acted. */
const askLaterMs = 15 * 60_000;

/** Takes up a job that is due: finds out whom to call, asks the gate, and starts an attempt, waits, or stops. */
export async function dispatchJob(parts: DialingParts, timer: TimerRow, work: Work): Promise<void> {
  const job = await work.read("jobs", timer.owner);
  if (!job || (job.status !== "planned" && job.status !== "waiting")) return;
  const account = await work.read("accounts", job.account);
  if (!account || account.uninstalledAt !== null) return void endJob(parts, job, { stop: "cancelled" }, work);
  const now = parts.clock.now();
  if (job.attempts === 0 && now > Math.max(job.createdAt, job.notBefore ?? 0) + parts.jobLifetimeMs) {
    return void endJob(parts, job, { stop: "expired" }, work);
  }
  try {
    await tryAttempt(parts, job, work);
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    if (isTextMistake(error)) return void endJob(parts, job, { stop: "badText" }, work);
    parts.logger.warn({ job: job.id, code: error.code }, "the job waits: its callee could not be settled");
    const delayMs = error.retry === "never" ? askLaterMs : Math.max(askAgainMs, error.retryAfterMs ?? 0);
    waitUntil(job, now + delayMs, { answer: "wait", rule: "error", code: error.code, message: error.message }, work);
  }
}

async function tryAttempt(parts: DialingParts, job: JobRow, work: Work): Promise<void> {
  const { phone, contact, responsibleId } = await findCallee(parts, job);
  if (phone === null) return void endJob(parts, { ...job, responsibleId }, { stop: "noNumber" }, work);
  const known: JobRow = { ...job, phone, contact, responsibleId };
  const gate = await evaluateGate(parts, known, phone);
  const asked: JobRow = { ...known, gate: gate as unknown as Json };
  if (gate.answer === "refuse") return void endJob(parts, asked, { stop: gate.rule }, work);
  if (gate.answer === "wait") return waitUntil(asked, gate.until, asked.gate, work);
  startAttempt(parts, asked, work);
}

function startAttempt(parts: DialingParts, job: JobRow, work: Work): void {
  const number = job.attempts + 1;
  const run = attemptRun(job.id, number);
  const robot = parts.robots.get(job.robot);
  const { flow, version, shape, texts } = robot.prepare(job.input, job.texts);
  const input: FollowerInput = {
    shape,
    texts,
    deadlineMs: parts.resultDeadlineMs,
    recheckMs: parts.resultDeadlineMs,
    lookup: parts.ports.voice().capabilities.lookup,
  };
  work.insert("attempts", { id: run, account: job.account, job: job.id, number, startedAt: parts.clock.now(), gate: job.gate });
  work.start({ id: run, account: job.account, flow, version, input: input as unknown as Json, job: job.id });
  const row: JobRow = { ...job, status: "attempting", attempts: number, liveRun: run, nextAt: null };
  work.put("jobs", row);
  work.tell({ name: "job:changed", payload: { job: row } });
}

/** Lets a job wait and says why. */
export function waitUntil(job: JobRow, until: number, gate: Json, work: Work): void {
  const row: JobRow = { ...job, status: "waiting", nextAt: until, gate };
  work.put("jobs", row);
  work.setTimer({ id: jobTimer(job.id), account: job.account, kind: "job", owner: job.id, dueAt: until, event: null });
  work.tell({ name: "job:changed", payload: { job: row } });
}

function isTextMistake(error: CallwrightError): boolean {
  return error.code === "TEXT_UNKNOWN_VARIABLE" || error.code === "TEXT_UNKNOWN";
}
