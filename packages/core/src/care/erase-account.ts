import { breathe, pagesOf, refOfDamaged } from "../engine/index.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { AccountId } from "../ports/identity.ts";
import type { BlobRefRow, TableName } from "../ports/rows.ts";
import type { CareParts } from "./care-parts.ts";
import { eraseLane } from "./erase-lane.ts";
import { forgetForbidden } from "./erase-person.ts";
import { count, newTally, toErasureReport, type ErasureReport, type ErasureTally } from "./erasure-report.ts";
import { orDamaged } from "./or-damaged.ts";
import { ownRows, ownTablesOf } from "./own-rows.ts";
import { removeRows } from "./remove-rows.ts";
import { scrub } from "./scrub.ts";

const pageSize = 200;
const lanesAtOnce = 20;

/**
 * Erases everything of an account: calls, runs, tables, tokens, the account itself. Keyed hashes of the numbers that it must not call are
 * left, in case it comes back. Nothing new is taken for it from the beginning on. May be repeated.
 */
export async function eraseAccount(parts: CareParts, account: AccountId): Promise<ErasureReport> {
  const { store, runs, clock } = parts;
  const tally = newTally();
  await runs.settleBlobs(account, { lost: true, files: !parts.cancelJob });
  await runs.inLane(account, async (work) => {
    const row = await work.read("accounts", account);
    if (row) work.put("accounts", { ...row, uninstalledAt: row.uninstalledAt ?? clock.now() });
  });
  for (const table of ["jobs", "runs", "archives"] as const) {
    const damaged: string[] = [];
    const onDamaged = ({ id, fields }: DamagedRow) => void damaged.push(String(fields["lane"] ?? id));
    for await (const page of pagesOf(store, table, { where: { account }, limit: pageSize, onDamaged }))
      await eraseLanes(parts, account, page.map(laneOf), tally);
    await eraseLanes(parts, account, damaged, tally);
  }
  await eraseBlobs(parts, account, tally);
  for (const own of ownTablesOf(store)) {
    const damaged: DamagedRow[] = [];
    const onDamaged = (row: DamagedRow) => void damaged.push(row);
    // A row that is brought up to date meanwhile must not come back.
    for await (const page of ownRows(store, own, account, { onDamaged }))
      count(tally, own[0], await runs.removeStill(own[0], page, () => true));
    await removeCounted(parts, own[0], damaged, tally);
  }
  await forgetAllForbidden(parts, account, tally);
  await eraseAccountRows(parts, account, tally);
  runs.budgets.forget(account);
  await scrub(parts, tally);
  return toErasureReport(tally);
}

async function eraseBlobs({ store, removeRefs }: CareParts, account: AccountId, tally: ErasureTally): Promise<void> {
  const damaged: BlobRefRow[] = [];
  const onDamaged = (row: DamagedRow) => void damaged.push(refOfDamaged(row));
  const remove = async (refs: readonly BlobRefRow[]) => {
    tally.blobs += await removeRefs(refs);
    count(tally, "blobRefs", refs.length);
  };
  for await (const page of pagesOf(store, "blobRefs", { where: { account }, limit: pageSize, onDamaged }))
    await remove(page);
  await remove(damaged);
}

async function forgetAllForbidden(parts: CareParts, account: AccountId, tally: ErasureTally): Promise<void> {
  const ids: string[] = [];
  const onDamaged = ({ id }: DamagedRow) => void ids.push(id);
  for await (const page of pagesOf(parts.store, "doNotCall", { where: { account }, limit: pageSize, onDamaged }))
    ids.push(...page.map(({ id }) => id));
  for (const id of ids) await forgetForbidden(parts, account, id, tally);
}

function laneOf(row: { readonly id: string; readonly lane?: string }): string {
  return row.lane ?? row.id;
}

async function eraseLanes(
  parts: CareParts,
  account: AccountId,
  given: readonly string[],
  tally: ErasureTally,
): Promise<void> {
  const lanes = [...new Set(given)];
  for (let start = 0; start < lanes.length; start += lanesAtOnce) {
    const some = lanes.slice(start, start + lanesAtOnce);
    await Promise.all(some.map((lane) => eraseLane(parts, account, lane, tally, { leavesMark: false })));
  }
}

/** What belongs to the account itself; the account last, so that an interruption leaves something to go on with. */
async function eraseAccountRows(parts: CareParts, account: AccountId, tally: ErasureTally): Promise<void> {
  const { store } = parts;
  for (const table of ["charges", "installed", "connections"] as const) await removeAll(parts, table, account, tally);
  for await (const page of pagesOf(store, "quarantine", { limit: pageSize })) {
    await breathe();
    await removeCounted(
      parts,
      "quarantine",
      page.filter((row) => row.account === account),
      tally,
    );
  }
  for (const table of ["budgets", "retentions", "accounts"] as const) {
    const row = await orDamaged<object | undefined>(store.read(table, account));
    if (row) await removeCounted(parts, table, [{ id: account }], tally);
  }
}

async function removeAll(
  parts: CareParts,
  table: "charges" | "installed" | "connections",
  account: AccountId,
  tally: ErasureTally,
): Promise<void> {
  const damaged: DamagedRow[] = [];
  const onDamaged = (row: DamagedRow) => void damaged.push(row);
  for await (const page of pagesOf(parts.store, table, { where: { account }, limit: pageSize, onDamaged }))
    await removeCounted(parts, table, page, tally);
  await removeCounted(parts, table, damaged, tally);
}

async function removeCounted(
  { store }: CareParts,
  table: TableName,
  rows: readonly { readonly id: string }[],
  tally: ErasureTally,
): Promise<void> {
  await removeRows(store, table, rows);
  count(tally, table, rows.length);
}
