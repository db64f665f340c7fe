import type { TranscriptTurn } from "../../calls/index.ts";
import { readTranscript } from "../../dialing/index.ts";
import { laneOf, type RunEngine } from "../../engine/index.ts";
import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { AccountId, JobId, RunId } from "../../ports/identity.ts";
import type { TurnRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import type { TextHit, TextQuery } from "../../ports/text-query.ts";
import { loadWordReader } from "../../search/index.ts";
import { momentsOf, type Period } from "../lists/period.ts";

/** Which turns are wanted, beside the words. `since` and `until`: when the transcript came. */
export interface SearchOptions extends Period {
  /** Only calls of this robot. */
  readonly robot?: string;
  /** Default 20, at most 100. */
  readonly limit?: number;
}

/** A turn of a conversation that has the words. */
export interface SearchHit {
  readonly run: RunId;
  /** The call that the run is an attempt of; `null` for a run of a hand-written flow. */
  readonly job: JobId | null;
  /** Place in the transcript, counted from 0. */
  readonly turn: number;
  /** Seconds from the answer to the beginning of the turn; `null` where it is not known. */
  readonly second: number | null;
  readonly speaker: string;
  /** What was said, to the letter; `null` where the transcript cannot be read any more. */
  readonly words: string | null;
  /** Whether the turn has every word that was looked for, or, because no turn has, only some. */
  readonly has: "every" | "some";
  /** The higher the better it fits; to be compared within one answer only. */
  readonly score: number;
}

/** What a search needs. */
export interface SearchParts {
  readonly account: AccountId;
  readonly store: StorePort;
  readonly runs: RunEngine;
}

const list = "search";
const defaultLimit = 20;
const maxLimit = 100;
/** Turns that are looked at for one answer: filters are applied to the best ones first. */
const mostLookedAt = 10_000;

/** Turns of an account's transcripts that have words, the best first. @throws LIST_INVALID, STORE_SEARCH_OFF */
export async function searchTranscripts(
  parts: SearchParts,
  text: string,
  options: SearchOptions,
): Promise<readonly SearchHit[]> {
  const { account, store } = parts;
  const filter = { ...momentsOf(list, options), robot: options.robot };
  const limit = limitOf(options.limit);
  if (!store.canSearch) throw new CallwrightError("STORE_SEARCH_OFF", { path: store.name });
  const words = (await loadWordReader()).query(text);
  if (words.length === 0) return [];
  for (const match of ["every", "some"] as const) {
    const hits = await bestTurns(parts, { account, words, match }, limit, filter);
    const read = transcriptsOf(parts);
    if (hits.length > 0) return Promise.all(hits.map((hit) => toHit(parts, hit, match, read)));
    if (words.length === 1) break;
  }
  return [];
}

interface Filter {
  readonly since: number;
  readonly until: number;
  readonly robot: string | undefined;
}

async function bestTurns(
  { store, runs }: SearchParts,
  query: TextQuery,
  limit: number,
  { since, until, robot }: Filter,
): Promise<readonly TextHit<TurnRow>[]> {
  const robots = new Map<string, Promise<string | undefined>>();
  const robotOf = (run: RunId): Promise<string | undefined> => {
    const lane = laneOf(run);
    const known = robots.get(lane) ?? store.read("jobs", lane).then((job) => job?.robot);
    robots.set(lane, known);
    return known;
  };
  const { onDamaged } = runs;
  for (let asked = limit; ; asked = Math.min(asked * 8, mostLookedAt)) {
    const found = await store.search("turns", { ...query, onDamaged, limit: asked });
    const kept: TextHit<TurnRow>[] = [];
    for (const hit of found) {
      if (kept.length === limit) break;
      const { at, run } = hit.row;
      if (at < since || at > until) continue;
      if (robot === undefined || (await robotOf(run)) === robot) kept.push(hit);
    }
    if (kept.length === limit || found.length < asked || asked === mostLookedAt) return kept;
  }
}

type ReadTurns = (run: RunId) => Promise<readonly TranscriptTurn[]>;

/** Reads each transcript once. They are found by the run, also when the run itself was put away. */
function transcriptsOf({ account, store, runs }: SearchParts): ReadTurns {
  const blobs = runs.blobs.reader(account);
  const known = new Map<RunId, Promise<readonly TranscriptTurn[]>>();
  const read = async (run: RunId): Promise<readonly TranscriptTurn[]> => {
    const refs = await store.find("blobRefs", { where: { owner: run } });
    const names = refs.filter(({ use }) => use === "transcript").map(({ blob }) => blob);
    return readTranscript(blobs, names.sort().at(-1) ?? null);
  };
  return (run) => {
    const turns = known.get(run) ?? read(run).catch(unlessDamaged);
    known.set(run, turns);
    return turns;
  };
}

function unlessDamaged(error: unknown): readonly TranscriptTurn[] {
  if (isCallwrightError(error, "STORE_DAMAGED")) return [];
  throw error;
}

async function toHit(
  { store }: SearchParts,
  { row, score }: TextHit<TurnRow>,
  has: SearchHit["has"],
  read: ReadTurns,
): Promise<SearchHit> {
  const { run, turn, second, speaker } = row;
  const [turns, job] = await Promise.all([read(run), store.read("jobs", laneOf(run))]);
  return { run, job: job?.id ?? null, turn, second, speaker, words: turns[turn]?.text ?? null, has, score };
}

function limitOf(given = defaultLimit): number {
  if (Number.isInteger(given) && given >= 1 && given <= maxLimit) return given;
  const reason = `"limit" must be a whole number from 1 to ${maxLimit}`;
  throw new CallwrightError("LIST_INVALID", { list, reason });
}
