import type { StopReason } from "../calls/index.ts";
import type { Work } from "../engine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
import { putJob } from "./job-view.ts";
import { endRun, jobTimer } from "./job-ids.ts";
import { jobEndFlowId, type JobEndInput } from "./flows/job-end-flow.ts";

/** How a job ends: with an outcome, or stopped for a reason before one. */
export type JobEnd = { readonly outcome: string; readonly data: Json } | { readonly stop: StopReason };

/** Decides the end of a job and starts the run that tells the CRM, in the same transaction. */
export function endJob(parts: DialingParts, job: JobRow, end: JobEnd, work: Work): JobRow {
  const row: JobRow = {
    ...job,
    status: "ending",
    nextAt: null,
    outcome: "outcome" in end ? end.outcome : null,
    outcomeData: "outcome" in end ? end.data : null,
    stopReason: "stop" in end ? end.stop : null,
  };
  putJob(row, work);
  work.cancelTimer(jobTimer(job.id));
  work.start({
    id: endRun(job.id),
    account: job.account,
    flow: jobEndFlowId,
    job: job.id,
    input: endInput(parts, row),
  });

  return row;
}

function endInput(parts: DialingParts, job: JobRow): JobEndInput {
  const robot = parts.robots.find(job.robot);
  const rule = job.outcome === null ? undefined : robot?.ruleOf(job.outcome);
  const fires = job.outcome !== null && rule?.trigger !== false && job.subject !== null;
  const movable = job.subject?.type === "deal" || job.subject?.type === "lead";
  return {
    job: job.id,
    subject: job.subject,
    responsibleId: job.responsibleId,
    trigger: fires && movable ? (robot?.triggerOf(job.outcome) ?? null) : null,
    moveTo: movable ? (rule?.moveTo ?? null) : null,
    todo: rule?.todo ?? null,
    request: job.requestToken !== null,
    values: {
      outcome: job.outcome ?? "",
      outcomeTitle: job.outcome === null ? "" : (robot?.outcomes[job.outcome]?.title ?? job.outcome),
      reason: job.stopReason ?? "",
      attempts: String(job.attempts),
    },
  };
}
