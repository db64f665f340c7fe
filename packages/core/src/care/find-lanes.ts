import type { PersonMark } from "../adapter-kit/person-key.ts";
import { breathe, allRows, pagesOf, unpackRuns } from "../engine/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { DamagedRow } from "../ports/damage.ts";
import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import type { RunRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import type { PersonBook } from "../dialing/index.ts";
import { mentionTest, type MentionTest } from "./mentions.ts";

const pageSize = 200;
/** Rows that bring others with them, or have to be unpacked. */
const smallPage = 50;

/** Where lanes are looked for. */
export interface LaneSearch {
  readonly store: StorePort;
  readonly persons: PersonBook;
  readonly account: AccountId;
  readonly mark: PersonMark;
  /** Called for each lane that is looked through, with what cannot be read. */
  readonly looked?: (lane: string, trouble?: unknown) => void;
}

/** The lanes that were written down as being about a person: at once, by key. */
export async function lanesByKey({ store, persons, account, mark }: LaneSearch): Promise<ReadonlySet<string>> {
  const lanes = new Set<string>();
  for await (const lane of persons.ownersOf(account, mark)) {
    // Half a key may be the same for two persons; what a job tells itself decides.
    if (await isOfAnother(store, account, lane)) continue;
    lanes.add(lane);
  }
  return lanes;
}

async function isOfAnother(store: StorePort, account: AccountId, lane: string): Promise<boolean> {
  try {
    const job = await store.read("jobs", lane);
    return job !== undefined && job.account !== account;
  } catch (error) {
    // Not to be read, and to be removed all the same.
    if (isCallwrightError(error, "STORE_DAMAGED")) return false;
    throw error;
  }
}

/**
 * The lanes of an account that name a person anywhere: page by page, every row. May give lanes twice. A damaged row is searched as it stands in
 * the store, and told.
 */
export async function* lanesByMention(search: LaneSearch): AsyncGenerator<string> {
  const { store, account, mark, looked = () => undefined } = search;
  const names = mentionTest(mark);
  let found: string[] = [];
  const onDamaged = ({ id, fields, raw }: DamagedRow) => {
    const lane = String(fields["lane"] ?? id);
    if (names(raw)) found.push(lane);
    else looked(lane, damage);
  };
  const taken = (): readonly string[] => {
    const lanes = found;
    found = [];
    return lanes;
  };
  const where = { account };
  for await (const page of pagesOf(store, "jobs", { where, limit: pageSize, onDamaged })) {
    await breathe();
    for (const job of page) {
      looked(job.id);
      if (names(JSON.stringify(job))) yield job.id;
    }
  }
  yield* taken();
  for await (const page of pagesOf(store, "runs", { where, limit: smallPage, onDamaged })) {
    await breathe();
    for (const run of page) {
      looked(run.lane);
      if (names(JSON.stringify(run)) || (await isNamedBeside(store, run, names))) yield run.lane;
    }
  }
  yield* taken();
  for await (const page of pagesOf(store, "archives", { where, limit: smallPage, onDamaged })) {
    await breathe();
    for (const archive of page) {
      looked(archive.id);
      try {
        if (names(JSON.stringify(unpackRuns(archive, store.name)))) yield archive.id;
      } catch (error) {
        looked(archive.id, error);
      }
    }
  }
  yield* taken();
}

const damage = new CallwrightError("STORE_DAMAGED", { path: "store", reason: "a row is damaged" });

/** Whether what a run went through or asked for names somebody. */
async function isNamedBeside(store: StorePort, { id: run }: RunRow, names: MentionTest): Promise<boolean> {
  const texts: string[] = [];
  const onDamaged = ({ raw }: DamagedRow) => void texts.push(raw);
  const journal = await allRows(store, "journal", { run }, onDamaged);
  const effects = await allRows(store, "effects", { run }, onDamaged);
  texts.push(...journal.map((row) => JSON.stringify(row)), ...effects.map((row) => JSON.stringify(row)));
  return texts.some(names);
}
