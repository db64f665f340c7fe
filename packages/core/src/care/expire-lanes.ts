import { breathe, allRows, pagesOf, thinArchive } from "../engine/index.ts";
import { isCallwrightError } from "../errors/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { ArchiveRow, RunRow } from "../ports/rows.ts";
import type { CareParts } from "./care-parts.ts";
import { eraseLane } from "./erase-lane.ts";
import { newTally } from "./erasure-report.ts";
import { orDamaged } from "./or-damaged.ts";
import type { RetentionTally } from "./retention-report.ts";
import { rests } from "./settle-lane.ts";

const pageSize = 100;

/** What is old enough to go: of this account, up to this moment. */
export interface Expiry {
  readonly account: AccountId;
  readonly upTo: number;
}

/** Removes calls that ended up to a moment, with everything about them. */
export async function expireCalls(parts: CareParts, { account, upTo }: Expiry, tally: RetentionTally): Promise<void> {
  const created = { field: "createdAt" as const, value: upTo };
  for await (const page of pagesOf(parts.store, "jobs", { where: { account }, upTo: created, limit: pageSize })) {
    await breathe();
    for (const job of page) {
      const isOver = (job.status === "done" || job.status === "stopped") && (job.endedAt ?? Infinity) <= upTo;
      if (isOver) tally.removed.calls += await expireLane(parts, account, job.id, tally);
    }
  }
}

/** Removes runs that no job made and that took facts no more at a moment, with everything about them. */
export async function expireRuns(parts: CareParts, { account, upTo }: Expiry, tally: RetentionTally): Promise<void> {
  const { store } = parts;
  const closed = { field: "closedAt" as const, value: upTo };
  for await (const page of pagesOf(store, "archives", { where: { account }, upTo: closed, limit: pageSize })) {
    await breathe();
    for (const { id } of page) {
      if (await orDamaged(store.read("jobs", id))) continue;
      // A call whose job is not there any more is none of ours.
      tally.removed.runs += await expireLane(parts, account, id, tally);
    }
  }
  const started = { field: "startedAt" as const, value: upTo };
  for await (const page of pagesOf(store, "runs", { where: { account }, upTo: started, limit: pageSize })) {
    await breathe();
    for (const run of page)
      if (run.job === null && isClosed(run, upTo))
        tally.removed.runs += await expireLane(parts, account, run.lane, tally);
  }
}

/**
 * Takes journals, snapshots and inputs out of what was put away and closed between two moments.
 *
 * @returns up to which moment that is done now
 */
export async function expireJournals(
  { store, runs, logger }: CareParts,
  { account, upTo }: Expiry,
  from: number,
  tally: RetentionTally,
): Promise<number> {
  const range = {
    from: { field: "closedAt" as const, value: from },
    upTo: { field: "closedAt" as const, value: upTo },
  };
  for await (const page of pagesOf(store, "archives", { where: { account }, ...range, limit: pageSize })) {
    await breathe();
    for (const { id } of page) {
      try {
        await runs.inLane(id, async (work) => {
          const archive: ArchiveRow | undefined = await work.read("archives", id);
          const thin = archive && thinArchive(archive, store.name);
          if (!thin) return;
          work.put("archives", thin);
          tally.removed.journals += 1;
        });
      } catch (error) {
        if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
        logger.error({ lane: id, code: error.code }, "what was put away of a call cannot be read; its journal stays");
        tally.left += 1;
      }
    }
  }
  return upTo;
}

/** Removes a lane in which nothing can change any more. @returns how many: 1 or 0 */
async function expireLane(parts: CareParts, account: AccountId, lane: string, tally: RetentionTally): Promise<number> {
  const { store, clock, logger } = parts;
  const now = clock.now();
  const open = await allRows(store, "runs", { lane });
  // What a run that is over still undoes is under way, too.
  if (open.some((run) => !isClosed(run, now)) || !(await rests(parts, lane))) return 0;
  const removed = newTally();
  try {
    await eraseLane(parts, account, lane, removed);
  } catch (error) {
    if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
    logger.error({ lane, code: error.code }, "a call whose time is over cannot be read; it stays");
    tally.left += 1;
  }
  return removed.lanes;
}

/** Whether a run was over and took no facts any more at a moment. */
function isClosed({ status, closesAt }: RunRow, at: number): boolean {
  return (status === "ended" || status === "cancelled") && (closesAt ?? Infinity) <= at;
}
