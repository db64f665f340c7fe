import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import type { TranscriptTurn } from "@callwright/core/calls";
import type { StorePort, Write } from "@callwright/core/ports";
import { sampleRow, virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { planText, tableShapes } from "@callwright/core/adapter-kit";
import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";
import { matchText } from "../../packages/adapter-sqlite/src/text-index.ts";
import { foldWords } from "../../packages/core/src/search/fold-words.ts";
import { loadWordReader, turnsOf } from "../../packages/core/src/search/index.ts";
import { seeded } from "../../packages/core/test/testing/replay/hosted-calls.ts";
import { phrasebooks } from "./phrasebook.ts";
import { commonQueries, plantedTurns, type Planted } from "./planted.ts";

/**
 * Full-text search in 10,000 transcripts of about twelve turns in four languages, in an SQLite file: of 50 sentences that were said once,
 * how many lead to their turn among the first ten when they are looked for in other forms of their words; and how long a search takes
 * (time of the processor), beside the same MATCH put to FTS5 with nothing around it, on a connection of its own to the same file, turn by turn.
 * Run by hand: node --import tsx --conditions=source bench/search/measure-search.ts [transcripts] [rounds]
 */
const count = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 20);
const goalFound = 45;
const goalRatio = 2;
const atOnce = 100;
const account = "test";
const key = Buffer.alloc(32, 7).toString("base64");
const random = seeded(2026);
const locales = ["ru", "uk", "pl", "en"] as const;

const folder = mkdtempSync(join(tmpdir(), "callwright-search-"));
try {
  const path = join(folder, "store.db");
  const places = await fill(path);
  const world = await virtualEngine({ flows: [], store: sqlite({ path, key }) });
  report(await measureFound(world, places));
  for (const [subject, queries] of [
    ["planted", plantedTurns.map(({ query }) => query)],
    ["common words", commonQueries],
    ["both", [...plantedTurns.map(({ query }) => query), ...commonQueries]],
  ] as const) {
    report(await measureTime(world, path, subject, queries));
  }
  await world.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes transcripts as the engine does: blob, its use, and the turns by which it is found. @returns where each sentence stands */
async function fill(path: string): Promise<ReadonlyMap<Planted, string>> {
  const startedAt = performance.now();
  const store = sqlite({ path, key });
  await store.open();
  const places = new Map<Planted, string>();
  const step = Math.floor(count / plantedTurns.length);
  let batches: Write[][] = [];
  let turns = 0;
  let bytes = 0;
  for (let call = 0; call < count; call += 1) {
    const index = call / step;
    const sentence = Number.isInteger(index) ? plantedTurns[index] : undefined;
    const locale = sentence?.locale ?? pick(locales);
    const conversation = converse(locale, sentence);
    const run = `api-${createHash("sha256").update(String(call)).digest("hex").slice(0, 24)}:1`;
    if (sentence) places.set(sentence, `${run} ${conversation.findIndex(({ text }) => text === sentence.said)}`);
    const { writes, size } = await toWrites(run, locale, conversation, 1_772_000_000_000 + call * 60_000);
    turns += conversation.length;
    bytes += size;
    batches.push(writes);
    if (batches.length < atOnce && call < count - 1) continue;
    for (const result of await store.commit(batches)) assert.ok(result.ok);
    batches = [];
  }
  await store.close();
  report({ subject: "written", transcripts: count, turns, seconds: seconds(startedAt), ...(await sizes(path, bytes)) });
  return places;
}

async function toWrites(run: string, locale: string, turns: readonly TranscriptTurn[], at: number) {
  const content = JSON.stringify(turns);
  const size = Buffer.byteLength(content);
  const blob = `${account}:${createHash("sha256").update(content).digest("hex")}`;
  const row = { id: blob, account, mediaType: "application/json", bytes: size, at, kept: "text", content } as const;
  const ref = { id: `${run}/transcript/${blob}`, account, blob, owner: run, use: "transcript", at } as const;
  const job = sampleRow("jobs", { id: run.replace(/:1$/, ""), account, createdAt: at, requestToken: null });
  const found = await turnsOf({ account, run, at, locale, turns });
  const writes: Write[] = [
    { op: "put", table: "blobs", row },
    { op: "put", table: "blobRefs", row: ref },
    { op: "put", table: "jobs", row: job },
    ...found.map((turn) => ({ op: "put", table: "turns", row: turn }) as const),
  ];
  return { writes, size };
}

function converse(locale: Planted["locale"], sentence: Planted | undefined): readonly TranscriptTurn[] {
  const { robot, client } = phrasebooks[locale];
  const length = 10 + Math.floor(random() * 5);
  const place = 1 + 2 * Math.floor(random() * 4);
  return Array.from({ length }, (_, at) => {
    const isRobot = at % 2 === 0;
    const background = spoken(locale, pick(isRobot ? robot : client)) + (isRobot ? "" : strayWord(locale));
    const text = at === place && sentence ? sentence.said : background;
    return { speaker: isRobot ? "robot" : "client", text, atMs: at * 4_000, untilMs: at * 4_000 + 3_500 };
  });
}

/** Words of the sentences are said by other clients, too, one at a time: a single word leads to many turns. */
function strayWord(locale: Planted["locale"]): string {
  if (random() > 0.1) return "";
  const { said } = pick(plantedTurns.filter((sentence) => sentence.locale === locale));
  return ` ${pick(said.match(/\p{L}{4,}/gu) ?? [""])}`;
}

function spoken(locale: Planted["locale"], template: string): string {
  const { fill: words } = phrasebooks[locale];
  return template
    .replaceAll("{hour}", () => String(9 + Math.floor(random() * 10)))
    .replaceAll("{sum}", () => String(500 + 10 * Math.floor(random() * 900)))
    .replace(/\{(name|day|thing|of|city)\}/g, (_, slot: keyof typeof words) => pick(words[slot]));
}

async function measureFound({ account: portal }: VirtualEngine, places: ReadonlyMap<Planted, string>) {
  const missed: { readonly query: string; readonly said: string }[] = [];
  let first = 0;
  for (const [{ said, query }, place] of places) {
    const saidWords = new Set(foldWords(said));
    const same = foldWords(query).filter((word) => saidWords.has(word));
    assert.deepEqual(same, [], "no word is looked for in the form in which it was said");
    const hits = (await portal.search(query, { limit: 10 })).map(({ run, turn }) => `${run} ${turn}`);
    if (hits[0] === place) first += 1;
    if (!hits.includes(place)) missed.push({ query, said });
  }
  const found = places.size - missed.length;
  return {
    subject: "found among the first ten",
    planted: places.size,
    found,
    first,
    goalFound,
    isMet: found >= goalFound,
    missed,
  };
}

async function measureTime(
  { account: portal, store }: VirtualEngine,
  path: string,
  subject: string,
  queries: readonly string[],
) {
  const bare = (await loadDriver())(path, { readOnly: true });
  bare.exec("PRAGMA cache_size = -65536");
  const ask = bare.statement(`SELECT rowid FROM turns_text WHERE turns_text MATCH ? ORDER BY rank LIMIT 10`);
  const whole: Took[] = [];
  const alone: Took[] = [];
  for (let round = -1; round < rounds; round += 1) {
    for (const query of queries) {
      const { match, hits } = await matchOf(store, query);
      const bareTook = await timed(() => ask.all([match]).length);
      const wholeTook = await timed(() => portal.search(query, { limit: 10 }));
      // The first round warms both up.
      if (round < 0 || hits === 0) continue;
      alone.push(bareTook);
      whole.push(wholeTook);
    }
  }
  bare.close();
  const ratioOf = (part: number, of: keyof Took) =>
    Number((quantile(whole, part, of) / quantile(alone, part, of)).toFixed(2));
  const ratio = ratioOf(0.99, "cpuMs");
  return {
    subject: `time, ${subject}`,
    queries: queries.length,
    searches: whole.length,
    p50Ms: quantile(whole, 0.5, "cpuMs"),
    p99Ms: quantile(whole, 0.99, "cpuMs"),
    bareP50Ms: quantile(alone, 0.5, "cpuMs"),
    bareP99Ms: quantile(alone, 0.99, "cpuMs"),
    p99Ratio: ratio,
    goalRatio,
    isMet: ratio <= goalRatio,
    byTheClock: {
      p99Ms: quantile(whole, 0.99, "ms"),
      bareP99Ms: quantile(alone, 0.99, "ms"),
      p99Ratio: ratioOf(0.99, "ms"),
    },
  };
}

/** What FTS5 is asked at last: with every word, or, where no turn has them all, with some. */
async function matchOf(store: StorePort, query: string): Promise<{ readonly match: string; readonly hits: number }> {
  const words = (await loadWordReader()).query(query);
  for (const match of ["every", "some"] as const) {
    const asked = { account, words, match, limit: 10 };
    const hits = (await store.search("turns", asked)).length;
    const text = matchText(planText(tableShapes(), "turns", asked, store.name));
    if (hits > 0 || match === "some") return { match: text, hits };
  }
  return { match: "", hits: 0 };
}

/** How long something took, and how much of it this process worked: on a machine that others use too, only that tells anything. */
interface Took {
  readonly ms: number;
  readonly cpuMs: number;
}

async function timed(action: () => unknown): Promise<Took> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1_000 };
}

async function sizes(path: string, transcriptBytes: number) {
  const driver = (await loadDriver())(path, { readOnly: true });
  const sum = (sql: string): number => Number(driver.statement(sql).get([])?.["bytes"]);
  const indexBytes = sum("SELECT sum(length(block)) AS bytes FROM turns_text_data");
  const rowBytes = sum("SELECT sum(length(row)) AS bytes FROM turns");
  driver.close();
  return { transcriptBytes, indexBytes, rowBytes, fileBytes: statSync(path).size };
}

function quantile(values: readonly Took[], part: number, of: keyof Took): number {
  const sorted = values.map((took) => took[of]).sort((left, right) => left - right);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(3));
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function seconds(startedAt: number): number {
  return Number(((performance.now() - startedAt) / 1_000).toFixed(1));
}

function report(row: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ bench: "search", ...row, node: process.version, cpu: cpus()[0]?.model ?? "unknown" }));
}
