import type { Work } from "../engine/index.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
import { endJob } from "./end-job.ts";

/** Dials no more, and gives up the attempt that is under way. What is ending or over stays as it is. */
export async function cancelJob(parts: DialingParts, job: JobRow, work: Work): Promise<void> {
  if (job.status === "planned" || job.status === "waiting") endJob(parts, job, { stop: "cancelled" }, work);
  if (job.status === "attempting" && job.liveRun !== null) await work.cancelRun(job.liveRun, "cancelled");
}
