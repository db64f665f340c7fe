import { breathe, allRows, pagesOf } from "../engine/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { BlobRefRow } from "../ports/rows.ts";
import type { CareParts } from "./care-parts.ts";
import type { Expiry } from "./expire-lanes.ts";
import { isUpTo, ownRows, ownTablesOf } from "./own-rows.ts";
import { removeRows } from "./remove-rows.ts";
import type { RetentionTally } from "./retention-report.ts";

const pageSize = 200;

/** What large values are kept for, and the kind that says for how long. */
const uses = { transcript: "transcripts", recording: "recordings", result: "results" } as const;

/** Removes large values that were written up to a moment; of transcripts also what they are searched by. */
export async function expireBlobs(
  { store, removeRefs }: CareParts,
  use: keyof typeof uses,
  { account, upTo }: Expiry,
  tally: RetentionTally,
): Promise<void> {
  const range = { where: { account, use }, upTo: { field: "at" as const, value: upTo }, limit: pageSize };
  for await (const page of pagesOf(store, "blobRefs", range)) {
    await breathe();
    if (use === "transcript") for (const ref of page) await removeTurns(store, ref);
    await removeRefs(page);
    tally.removed[uses[use]] += page.length;
  }
}

/** Those of a transcript that came later stay: they took the place of this one's. */
async function removeTurns(store: CareParts["store"], ref: BlobRefRow): Promise<void> {
  const turns = await allRows(store, "turns", { run: ref.owner });
  await removeRows(
    store,
    "turns",
    turns.filter(({ at }) => at <= ref.at),
  );
}

/** Removes charges up to a moment. */
export async function expireCharges(
  { store }: CareParts,
  { account, upTo }: Expiry,
  tally: RetentionTally,
): Promise<void> {
  const range = { where: { account }, upTo: { field: "at" as const, value: upTo }, limit: pageSize };
  for await (const page of pagesOf(store, "charges", range)) {
    await removeRows(store, "charges", page);
    tally.removed.charges += page.length;
  }
}

/** Removes rows of the host's tables whose own time is over. */
export async function expireOwnRows(
  { store, clock, runs }: CareParts,
  account: AccountId,
  tally: RetentionTally,
): Promise<void> {
  for (const own of ownTablesOf(store)) {
    const [table, { retention }] = own;
    if (!retention) continue;
    const upTo = { field: retention.since, value: clock.now() - retention.keepMs };
    for await (const page of ownRows(store, own, account, { upTo }))
      tally.ownRows += await runs.removeStill(table, page, (row) => isUpTo(row[upTo.field], upTo.value));
  }
}
