import type { Work } from "../engine/index.ts";
import type { JobRow, JobView } from "../ports/rows.ts";

/** A job as it is shown outside. */
export function toJobView(job: JobRow): JobView {
  const { requestToken: _secret, ...view } = job;
  return view;
}

/** Writes a job and tells observers of it after the commit. */
export function putJob(job: JobRow, work: Work): void {
  work.put("jobs", job);
  work.tell({ name: "job:changed", payload: { job: toJobView(job) } });
}
