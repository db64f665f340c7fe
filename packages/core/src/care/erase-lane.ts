import type { AccountId } from "../ports/identity.ts";
import type { CareParts } from "./care-parts.ts";
import { count, type ErasureTally } from "./erasure-report.ts";
import { settleLane } from "./settle-lane.ts";

/**
 * Erases a lane: cancels what goes on in it, then removes every row and blob. Unless told otherwise, a mark is left that keeps a repetition
 * of its request from making it again.
 *
 * @returns the numbers that its job dialed
 */
export async function eraseLane(
  parts: CareParts,
  account: AccountId,
  lane: string,
  tally: ErasureTally,
  { leavesMark = true } = {},
): Promise<readonly string[]> {
  const isSettled = await settleLane(parts, lane);
  const { runs, persons, removeRefs } = parts;
  let phones: readonly string[] = [];
  const removed = await runs.removeLane(lane, account, async (job, work) => {
    phones = [job?.phone, job?.dialed].filter((phone) => typeof phone === "string");
    if (leavesMark) persons.leaveHusk(lane, account, work);
    for (const id of await persons.rowsOf(lane, account, job)) work.delete("persons", id);
  });
  if (!removed) return [];
  if (!isSettled) tally.gaps.push({ where: lane, why: unsettled(parts) });
  for (const [table, rows] of Object.entries(removed.rows)) count(tally, table, rows);
  count(tally, "blobRefs", removed.refs.length);
  tally.lanes += 1;
  tally.blobs += removed.refs.length === 0 ? 0 : await removeRefs(removed.refs);
  return phones;
}

function unsettled({ cancelJob }: CareParts): string {
  return cancelJob
    ? "it was still going on after 10 seconds and was removed as it stood: a call may be ringing, and the CRM may not have been told"
    : "it was going on, and no engine was at work: neither the vendor nor the CRM was told";
}
