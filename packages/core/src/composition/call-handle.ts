import { noFacts, type CallFacts, type StopReason } from "../calls/index.ts";
import { attemptRun, cancelJob, endRun, toJobView, type DialingParts } from "../dialing/index.ts";
import type { RunEngine } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { JobId, Json, RunId } from "../ports/identity.ts";
import type { JobRow, JobView, RunRow } from "../ports/rows.ts";
import { waitForResult, type ResultSigns } from "./wait-for-result.ts";

/** Why a call waits for a person. */
export interface ParkedError {
  readonly code: string;
  readonly message: string;
  /** The run to be retried, resolved or cancelled. */
  readonly run: RunId;
}

/** How a call came out. `parked`: a person is needed; ask again after that. */
export type CallResult<Outcome extends string = string> =
  | { readonly status: "ended"; readonly outcome: Outcome; readonly data: Json; readonly facts: CallFacts }
  | { readonly status: "stopped"; readonly reason: StopReason; readonly explanation: Json }
  | { readonly status: "cancelled" }
  | { readonly status: "failed" | "parked"; readonly error: ParkedError };

/** A call that was asked for: a job and its attempts. */
export interface CallHandle<Outcome extends string = string> {
  readonly id: JobId;
  /** Where it stands now, with what the gate said last. */
  status(): Promise<JobView>;
  /** Resolves when the outcome was told to the CRM, when the call was stopped, or when a person is needed. */
  result(): Promise<CallResult<Outcome>>;
  /** Dials no more. A call that is ringing cannot be taken back from every vendor; what it does is still recorded. */
  cancel(): Promise<void>;
}

/** A handle for a job of the store. */
export function createCallHandle<Outcome extends string>(
  id: JobId,
  { dialing, runs }: { readonly dialing: DialingParts; readonly runs: RunEngine },
): CallHandle<Outcome> {
  const status = async (): Promise<JobRow> => {
    const job = await dialing.store.read("jobs", id);
    if (!job) throw new CallwrightError("JOB_UNKNOWN", { job: id });
    return job;
  };
  const look = async (): Promise<CallResult<Outcome> | undefined> => {
    const job = await status();
    const live = job.status === "ending" ? endRun(id) : job.liveRun;
    const run = live === null ? undefined : await runs.findRun(live);
    const facts = job.attempts > 0 ? (await runs.findRun(attemptRun(id, job.attempts)))?.facts : null;
    return resultOf<Outcome>(job, run, facts ?? noFacts);
  };
  return {
    id,
    status: async () => toJobView(await status()),
    result: () => waitForResult(runs, signsOf(id), look),
    cancel: () =>
      runs.inLane(id, async (work) => {
        const job = await work.read("jobs", id);
        if (!job) throw new CallwrightError("JOB_UNKNOWN", { job: id });
        await cancelJob(dialing, job, work);
      }),
  };
}

function resultOf<Outcome extends string>(
  job: JobRow,
  run: RunRow | undefined,
  facts: CallFacts,
): CallResult<Outcome> | undefined {
  if (job.status === "done" && job.outcome !== null) {
    return { status: "ended", outcome: job.outcome as Outcome, data: job.outcomeData, facts };
  }
  if (job.status === "stopped" && job.stopReason === "cancelled") return { status: "cancelled" };
  if (job.status === "stopped")
    return { status: "stopped", reason: job.stopReason ?? "cancelled", explanation: job.gate };
  if (run?.parked && (run.status === "parked" || run.status === "failed")) {
    return { status: run.status, error: { code: run.parked.code, message: run.parked.message, run: run.id } };
  }
  return undefined;
}

function signsOf(job: JobId): ResultSigns {
  return {
    events: ["job:changed", "run:parked"],
    concerns: (payload) => {
      const about = payload as { readonly job?: JobView; readonly run?: RunRow };
      return about.job?.id === job || about.run?.job === job;
    },
  };
}
