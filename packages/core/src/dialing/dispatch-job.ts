import type { StopReason } from "../calls/index.ts";
import type { RunEngine, Work } from "../engine/index.ts";
import { isCallwrightError, type CallwrightError } from "../errors/index.ts";
import type { Json } from "../ports/identity.ts";
import type { JobRow, TimerRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
import { endJob } from "./end-job.ts";
import { evaluateGate } from "./evaluate-gate.ts";
import { findCallee } from "./find-callee.ts";
import type { FollowerInput } from "./follower-input.ts";
import { putJob } from "./job-view.ts";
import { attemptRun, jobTimer } from "./job-ids.ts";
import type { JobTurns } from "./job-turns.ts";
import { notePersons } from "./note-persons.ts";
import type { PreparedCall } from "./robot-book.ts";

/** How long to wait when the CRM cannot be asked about the callee. */
const askAgainMs = 30_000;
/** How long to wait when asking again will not help before a person has acted. */
const askLaterMs = 15 * 60_000;

/** What is to be done with a job that is due. `job` holds what was found out on the way. */
type Decision =
  | { readonly kind: "dial"; readonly job: JobRow; readonly call: PreparedCall }
  | { readonly kind: "wait"; readonly job: JobRow; readonly until: number; readonly gate: Json }
  | { readonly kind: "stop"; readonly job: JobRow; readonly reason: StopReason };

/**
 * Takes up a job that is due, when it is its turn: finds out whom to call, asks the gate, and starts an attempt, waits, or stops.
 *
 * The CRM is asked outside the job's lane, so that a slow one keeps nothing waiting; the decision counts only for the job as it was asked about.
 */
export async function dispatchJob(
  parts: DialingParts,
  turns: JobTurns,
  timer: TimerRow,
  engine: RunEngine,
): Promise<void> {
  const asked = await whileHeld(parts, () => parts.store.read("jobs", timer.owner));
  await turns.take(asked?.priority ?? 0, () => takeUp(parts, asked, timer, engine));
}

async function takeUp(
  parts: DialingParts,
  asked: JobRow | undefined,
  timer: TimerRow,
  engine: RunEngine,
): Promise<void> {
  const decision = asked && isWaiting(asked) ? await whileHeld(parts, () => decide(parts, asked)) : undefined;
  const apply = (next: Decision | undefined) =>
    engine.inLane(timer.owner, async (work) => {
      const current = await work.read("timers", timer.id);
      if (current?.dueAt !== timer.dueAt) return;
      work.cancelTimer(timer.id);
      const job = await work.read("jobs", timer.owner);
      if (!next || !job || job.status !== asked?.status || job.attempts !== asked.attempts) return;
      notePersons(parts.persons, job, next.job, work);
      obey(parts, next, work);
    });
  try {
    await apply(decision);
  } catch (error) {
    if (!decision || !isCallwrightError(error) || error.retry !== "never") throw error;
    // What cannot be started now is not tried every second, but after somebody may have looked at it.
    await apply(postponed(parts, decision.job, error));
  }
}

async function whileHeld<Result>({ clock }: DialingParts, task: () => Promise<Result>): Promise<Result> {
  const release = clock.hold();
  try {
    return await task();
  } finally {
    release();
  }
}

async function decide(parts: DialingParts, job: JobRow): Promise<Decision> {
  const now = parts.clock.now();
  const account = await parts.store.read("accounts", job.account);
  if (account?.uninstalledAt !== null) return { kind: "stop", job, reason: "cancelled" };
  const wantedAt = job.attempts === 0 ? Math.max(job.createdAt, job.notBefore ?? 0) : (job.nextAt ?? now);
  if (now > wantedAt + parts.jobLifetimeMs) return { kind: "stop", job, reason: "expired" };
  try {
    return await askCalleeAndGate(parts, job);
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    if (isTextMistake(error)) return { kind: "stop", job, reason: "badText" };
    if (error.code === "INPUT_INVALID") return { kind: "stop", job, reason: "badInput" };
    if (error.code === "CRM_NOT_FOUND") return { kind: "stop", job, reason: "itemGone" };
    return postponed(parts, job, error);
  }
}

function postponed(parts: DialingParts, job: JobRow, error: CallwrightError): Decision {
  const lasting = error.retry === "never";
  const fields = { job: job.id, code: error.code };
  parts.logger[lasting ? "warn" : "info"](fields, "the job waits: it could not be settled whom to call");
  const until = parts.clock.now() + (lasting ? askLaterMs : Math.max(askAgainMs, error.retryAfterMs ?? 0));
  return {
    kind: "wait",
    job,
    until,
    gate: { answer: "wait", rule: "error", code: error.code, message: error.message },
  };
}

async function askCalleeAndGate(parts: DialingParts, job: JobRow): Promise<Decision> {
  const { phone, contact, responsibleId } = await findCallee(parts, job);
  if (phone === null) return { kind: "stop", job: { ...job, responsibleId }, reason: "noNumber" };
  const known: JobRow = { ...job, dialed: phone, contact, responsibleId };
  const answer = await evaluateGate(parts, known, phone);
  const gate = answer as unknown as Json;
  if (answer.answer === "refuse") return { kind: "stop", job: { ...known, gate }, reason: answer.rule };
  if (answer.answer === "wait") return { kind: "wait", job: known, until: answer.until, gate };
  return { kind: "dial", job: { ...known, gate }, call: parts.robots.get(job.robot).prepare(job.input, job.texts) };
}

function obey(parts: DialingParts, decision: Decision, work: Work): void {
  switch (decision.kind) {
    case "dial":
      return startAttempt(parts, decision.job, decision.call, work);
    case "wait":
      return waitUntil(decision.job, decision.until, decision.gate, work);
    case "stop":
      return void endJob(parts, decision.job, { stop: decision.reason }, work);
  }
}

function startAttempt(parts: DialingParts, job: JobRow, call: PreparedCall, work: Work): void {
  const number = job.attempts + 1;
  const run = attemptRun(job.id, number);
  const input: FollowerInput = {
    texts: call.texts,
    deadlineMs: parts.resultDeadlineMs,
    recheckMs: parts.resultDeadlineMs,
    lookup: parts.ports.voice().capabilities.lookup,
  };
  const startedAt = parts.clock.now();
  work.insert("attempts", { id: run, account: job.account, job: job.id, number, startedAt, gate: job.gate });
  work.start({
    id: run,
    account: job.account,
    flow: call.flow,
    version: call.version,
    input: input as unknown as Json,
    job: job.id,
  });
  const row: JobRow = { ...job, status: "attempting", attempts: number, liveRun: run, nextAt: null };
  putJob(row, work);
}

/** Lets a job wait and says why. */
export function waitUntil(job: JobRow, until: number, gate: Json, work: Work): void {
  const row: JobRow = { ...job, status: "waiting", nextAt: until, gate };
  putJob(row, work);
  work.setTimer({ id: jobTimer(job.id), account: job.account, kind: "job", owner: job.id, dueAt: until, event: null });
}

function isWaiting(job: JobRow): boolean {
  return job.status === "planned" || job.status === "waiting";
}

function isTextMistake(error: CallwrightError): boolean {
  return error.code === "TEXT_UNKNOWN_VARIABLE" || error.code === "TEXT_UNKNOWN";
}
