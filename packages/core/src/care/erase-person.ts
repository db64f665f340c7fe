import type { PersonMark } from "../adapter-kit/person-key.ts";
import { breathe, pagesOf } from "../engine/index.ts";
import { isCallwrightError } from "../errors/index.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { AccountId } from "../ports/identity.ts";
import type { StorePort } from "../ports/store.ts";
import type { CareParts } from "./care-parts.ts";
import { eraseLane } from "./erase-lane.ts";
import { count, newTally, toErasureReport, type ErasureReport, type ErasureTally } from "./erasure-report.ts";
import { lanesByKey, lanesByMention } from "./find-lanes.ts";
import { mentionTest } from "./mentions.ts";
import { orDamaged, orNothing } from "./or-damaged.ts";
import { ownRows, ownRowTest, ownTablesOf } from "./own-rows.ts";
import { removeRows } from "./remove-rows.ts";
import { scrub } from "./scrub.ts";

/** How an erasure goes about. */
export interface ErasureOptions {
  /**
   * Also looks through everything else of the account, for what names the person without anything telling so: a number in the input of a flow,
   * in a note. Takes as long as reading the account. Default: yes.
   */
  readonly thorough?: boolean;
}

/**
 * Erases everything about a person from an account. On the do-not-call list a keyed hash of his number is left. May be repeated: what an
 * interruption left is found again.
 */
export async function erasePerson(
  parts: CareParts,
  account: AccountId,
  mark: PersonMark,
  { thorough = true }: ErasureOptions = {},
): Promise<ErasureReport> {
  const { store, persons, runs } = parts;
  const tally = newTally();
  const phones = new Set<string>();
  const lanes = new Set<string>();
  const forget = async (numbers: readonly string[]) => {
    for (const phone of "subject" in mark ? numbers : []) {
      if (!phones.has(phone)) await forgetForbidden(parts, account, persons.doNotCallKey(account, phone), tally);
      phones.add(phone);
    }
  };
  const erase = async (lane: string) => {
    lanes.add(lane);
    // Before its lane goes: nothing else tells which numbers the person has.
    await forget(await phonesOf(store, lane));
    await forget(await eraseLane(parts, account, lane, tally));
  };
  const search = { store, persons, account, mark };
  await runs.settleBlobs(account, { lost: thorough, files: thorough && !parts.cancelJob });
  for (const lane of await lanesByKey(search)) await erase(lane);
  if (thorough) {
    const looked = (lane: string, trouble?: unknown) => {
      if (trouble === undefined) tally.scanned += 1;
      else
        tally.gaps.push({ where: lane, why: `it cannot be read (${codeOf(trouble)}), so nobody knows whom it names` });
    };
    for await (const lane of lanesByMention({ ...search, looked })) await erase(lane);
  }
  await eraseOwnRows(parts, account, mark, thorough, tally);
  await eraseAside(parts, account, mark, lanes, tally);
  if ("phone" in mark) await forgetForbidden(parts, account, persons.doNotCallKey(account, mark.phone), tally);
  await scrub(parts, tally);
  return toErasureReport(tally);
}

async function phonesOf(store: StorePort, lane: string): Promise<readonly string[]> {
  const job = await orNothing(store.read("jobs", lane));
  return [job?.phone, job?.dialed].filter((phone) => typeof phone === "string");
}

async function eraseOwnRows(
  { store, runs, country }: CareParts,
  account: AccountId,
  mark: PersonMark,
  thorough: boolean,
  tally: ErasureTally,
): Promise<void> {
  for (const own of ownTablesOf(store)) {
    const [table, shape] = own;
    const isAbout = ownRowTest(shape, mark, { country, thorough });
    const damaged = damagedOf(mark, tally, table);
    for await (const page of ownRows(store, own, account, { onDamaged: damaged.note })) {
      tally.scanned += page.length;
      count(tally, table, await runs.removeStill(table, page.filter(isAbout), isAbout));
    }
    await removeRows(store, table, damaged.meant);
    count(tally, table, damaged.meant.length);
  }
}

/** Damaged rows of a table that name a person as they stand; of the others it is told that nobody knows. */
function damagedOf(mark: PersonMark, tally: ErasureTally, where: string) {
  const names = mentionTest(mark);
  const meant: DamagedRow[] = [];
  const note = (row: DamagedRow) => {
    if (names(row.raw)) meant.push(row);
    else tally.gaps.push({ where, why: "a row of it is damaged, so nobody knows whom it names" });
  };
  return { meant, note };
}

/** Rows that were set aside as damaged: their text is still there. */
async function eraseAside(
  { store }: CareParts,
  account: AccountId,
  mark: PersonMark,
  lanes: ReadonlySet<string>,
  tally: ErasureTally,
): Promise<void> {
  const names = mentionTest(mark);
  const damaged = damagedOf(mark, tally, "quarantine");
  for await (const page of pagesOf(store, "quarantine", { limit: 200, onDamaged: damaged.note })) {
    await breathe();
    const meant = page.filter((row) => {
      const [lane = ""] = row.key.split(":");
      return (row.account ?? account) === account && (lanes.has(lane) || names(row.raw));
    });
    await removeRows(store, "quarantine", meant);
    count(tally, "quarantine", meant.length);
  }
  await removeRows(store, "quarantine", damaged.meant);
  count(tally, "quarantine", damaged.meant.length);
}

/** The hash goes on forbidding calls; the number and the reason are not kept. @param id key of the number in the list */
export async function forgetForbidden(
  { runs, clock }: Pick<CareParts, "runs" | "clock">,
  account: AccountId,
  id: string,
  tally: ErasureTally,
): Promise<void> {
  await runs.inLane(id, async (work) => {
    const row = await orDamaged(work.read("doNotCall", id));
    if (!row) return;
    // Of a damaged row nothing can be told but that the number is forbidden.
    if (row === "damaged") work.put("doNotCall", { id, account, phone: null, since: clock.now(), reason: "" });
    else if (row.phone !== null) work.put("doNotCall", { ...row, phone: null, reason: "" });
    tally.doNotCallKept += 1;
  });
}

function codeOf(error: unknown): string {
  return isCallwrightError(error) ? error.code : "unknown";
}
