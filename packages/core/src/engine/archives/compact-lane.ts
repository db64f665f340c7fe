import type { EffectRow, JobRow, RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";
import { packRuns, unpackRuns } from "./archive.ts";
import type { HotRuns } from "../hot-runs.ts";
import { readRun } from "./read-run.ts";
import type { Work } from "../work.ts";

/** Events of one lane above which it is left as it is: its archive would be read and written as one. */
const maxEvents = 20_000;

/** What putting a lane away did. */
export interface CompactedLane {
  readonly runs: number;
  /** Rows that are gone. */
  readonly rows: number;
  /** Size of the archive. */
  readonly bytes: number;
}

/**
 * Puts a lane in which nothing can change any more into one row. The job stays as it is; timers that nobody waits for go.
 *
 * Shape: `undefined` when a run of it is open, waits for a person, still takes facts or undoes something, or its job goes on.
 * Effects: all in the given work.
 */
export async function compactLane(
  lane: string,
  { store, hot, now }: { readonly store: StorePort; readonly hot: Pick<HotRuns, "delete">; readonly now: number },
  work: Work,
): Promise<CompactedLane | undefined> {
  const runs = await allRows(store, "runs", { lane });
  const [first] = runs;
  if (!first || runs.some((run) => !isClosed(run, now)) || isGoingOn(await work.read("jobs", lane))) return undefined;
  if (runs.reduce((events, { seq }) => events + seq, 0) > maxEvents) return undefined;
  const record = await Promise.all(runs.map((run) => readRun(store, run)));
  if (record.some(({ effects }) => effects.some(isOpen))) return undefined;
  const known = await work.read("archives", lane);
  const all = known ? [...unpackRuns(known, store.name), ...record] : record;
  const closedAt = Math.max(...all.map(({ run }) => run.closesAt ?? 0));
  const data = packRuns(all, { id: lane, account: first.account });
  work.put("archives", { id: lane, account: first.account, closedAt, data });
  let rows = 0;
  const remove = (table: Parameters<Work["delete"]>[0], id: string) => {
    work.delete(table, id);
    rows += 1;
  };
  for (const { run, journal, effects, attempt } of record) {
    remove("runs", run.id);
    for (const { id } of journal) remove("journal", id);
    for (const { id } of effects) remove("effects", id);
    if (attempt) remove("attempts", attempt.id);
    for (const { id } of await allRows(store, "timers", { owner: run.id })) remove("timers", id);
  }
  // Before the commit: nothing else happens in this lane until then, and after it no reader may find them here.
  for (const { id } of runs) hot.delete(id);
  return { runs: runs.length, rows, bytes: data.length };
}

/** Whether a run is over and takes no facts any more. */
function isClosed({ status, closesAt }: RunRow, now: number): boolean {
  return (status === "ended" || status === "cancelled") && (closesAt ?? Infinity) <= now;
}

/** What a run that is over still does or has to be asked about: undoing what it did. */
function isOpen({ state }: EffectRow): boolean {
  return state === "pending" || state === "started" || state === "parked";
}

function isGoingOn(job: JobRow | undefined): boolean {
  return job !== undefined && job.status !== "done" && job.status !== "stopped";
}
