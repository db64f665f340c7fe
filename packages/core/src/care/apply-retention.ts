import { aroundDamage, pagesOf } from "../engine/index.ts";
import type { AccountRow, RetentionRow } from "../ports/rows.ts";
import type { CareParts } from "./care-parts.ts";
import { expireCalls, expireJournals, expireRuns, type Expiry } from "./expire-lanes.ts";
import { expireBlobs, expireCharges, expireOwnRows } from "./expire-rows.ts";
import { newRetentionTally, toRetentionReport, type RetentionReport, type RetentionTally } from "./retention-report.ts";
import type { KeepMs, RetentionKind } from "./retention-settings.ts";

/** What is put away late may have closed before what was done already: so much of it is looked at again. */
const againMs = 3 * 24 * 3_600_000;

/** Where a retention pass may stop. */
export interface RetentionPass {
  /** What accounts keep that say nothing themselves. */
  readonly keepMs: KeepMs;
  /** Asked between the kinds and accounts. Default: never. */
  readonly isStopped?: () => boolean;
}

/** Takes away everything whose time is over, in pages, beside the calls. What is under way stays, however old. */
export async function applyRetention(
  given: CareParts,
  { keepMs, isStopped = () => false }: RetentionPass,
): Promise<RetentionReport> {
  const parts = { ...given, store: aroundDamage(given.store, given.runs.onDamaged) };
  const { store, clock } = parts;
  const tally = newRetentionTally();
  for await (const page of pagesOf(store, "accounts", { limit: 200 })) {
    for (const account of page) {
      if (isStopped()) return toRetentionReport(tally);
      const own = await store.read("retentions", account.id);
      await applyToAccount(parts, account, { ...keepMs, ...own?.keepMs }, clock.now(), tally);
      await expireOwnRows(parts, account.id, tally);
    }
  }
  return toRetentionReport(tally);
}

async function applyToAccount(
  parts: CareParts,
  { id: account }: AccountRow,
  keepMs: KeepMs,
  now: number,
  tally: RetentionTally,
): Promise<void> {
  const ifKept = async (kind: RetentionKind, task: (expiry: Expiry) => Promise<void>) => {
    const kept = keepMs[kind];
    if (typeof kept === "number") await task({ account, upTo: now - kept });
  };
  await ifKept("calls", (expiry) => expireCalls(parts, expiry, tally));
  await ifKept("runs", (expiry) => expireRuns(parts, expiry, tally));
  await ifKept("journals", (expiry) => expireOldJournals(parts, expiry, tally));
  await ifKept("transcripts", (expiry) => expireBlobs(parts, "transcript", expiry, tally));
  await ifKept("recordings", (expiry) => expireBlobs(parts, "recording", expiry, tally));
  await ifKept("results", (expiry) => expireBlobs(parts, "result", expiry, tally));
  await ifKept("charges", (expiry) => expireCharges(parts, expiry, tally));
}

/** An archive does not tell by its index whether its journal is gone: the account's row remembers how far that was done. */
async function expireOldJournals(parts: CareParts, expiry: Expiry, tally: RetentionTally): Promise<void> {
  const { store, runs } = parts;
  const { account } = expiry;
  const known = await store.read("retentions", account);
  const from = Math.max(0, (known?.doneUpTo["journals"] ?? 0) - againMs);
  // What is closed and not put away yet comes among the archives later, at its own place.
  const closed = { field: "closesAt" as const, value: expiry.upTo };
  const [waiting] = await store.find("runs", { upTo: closed, limit: 1 });
  const journals = Math.min(await expireJournals(parts, expiry, from, tally), waiting?.closesAt ?? Infinity);
  await runs.inLane(`retention-${account}`, async (work) => {
    const row: RetentionRow = (await work.read("retentions", account)) ?? {
      id: account,
      account,
      keepMs: {},
      doneUpTo: {},
    };
    if (row.doneUpTo["journals"] !== journals)
      work.put("retentions", { ...row, doneUpTo: { ...row.doneUpTo, journals } });
  });
}
