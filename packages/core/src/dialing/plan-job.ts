import type { StopReason } from "../calls/index.ts";
import type { Work } from "../engine/index.ts";
import type { AccountId, JobId, Json, Subject } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
import { endJob } from "./end-job.ts";
import { toJobView } from "./job-view.ts";
import { jobTimer } from "./job-ids.ts";
import { marksOf } from "./person-book.ts";

/** A call to be made. */
export interface NewJob {
  readonly id: JobId;
  readonly account: AccountId;
  readonly robot: string;
  readonly origin: JobRow["origin"];
  readonly input: Json;
  readonly texts: Readonly<Record<string, string>> | null;
  /** E.164; `null`: looked up when the job is due. */
  readonly phone: string | null;
  readonly timeZone: string | null;
  readonly subject: Subject | null;
  readonly requestToken: string | null;
  readonly notBefore: number | null;
  readonly fingerprint: string;
  /** Default 0. */
  readonly priority?: number;
  /** Set: the job cannot be dialed and ends at once with this reason. */
  readonly stop?: StopReason;
}

/** Writes a new job and its timer. Its first dialing is tried as soon as the transaction is committed. */
export function planJob(parts: DialingParts, job: NewJob, work: Work): JobRow {
  const now = parts.clock.now();
  const dueAt = Math.max(now, job.notBefore ?? now);
  const { stop, ...given } = job;
  const row: JobRow = {
    ...given,
    priority: job.priority ?? 0,
    status: "planned",
    dialed: null,
    contact: null,
    responsibleId: null,
    createdAt: now,
    nextAt: dueAt,
    attempts: 0,
    liveRun: null,
    outcome: null,
    outcomeData: null,
    stopReason: null,
    gate: null,
    endedAt: null,
  };
  work.insert("jobs", row);
  parts.persons.note(row.id, row.account, marksOf(row), work);
  if (stop) return endJob(parts, row, { stop }, work);
  work.setTimer({ id: jobTimer(job.id), account: job.account, kind: "job", owner: job.id, dueAt, event: null });
  work.tell({ name: "job:changed", payload: { job: toJobView(row) } });
  return row;
}
