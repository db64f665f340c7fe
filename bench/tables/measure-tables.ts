import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createMachine } from "xstate";
import { z } from "zod";
import { sqlite } from "@callwright/adapter-sqlite";
import { defineFlow, defineTable, record, type AccountTable, type Page } from "@callwright/core";
import { virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { createTableBook } from "../../packages/core/src/engine/index.ts";
import { median, print, printGoal, rounded } from "../robot/rounds.ts";

/**
 * A table of a host with many rows in an SQLite file: what a page of 100 costs at the beginning and at the end of the list, by an index, by
 * the key, and descending. All pages are walked once for their cursors; then pages of both ends are read in turns, twice each, and the second
 * reading counts. Beside it: rows written per second, a few thousand in a transaction, and what an event of a run costs with a record and without.
 * Run by hand: node --import tsx --conditions=source bench/tables/measure-tables.ts [rows]
 */
const count = Number(process.argv[2] ?? 1_000_000);
const inTransaction = 5_000;
const pageSize = 100;
const sampled = 200;
const goal = 1.5;
const key = Buffer.alloc(32, 7).toString("base64");

const visits = defineTable({
  id: "visits",
  version: 1,
  row: z.object({
    id: z.string(),
    status: z.enum(["planned", "kept", "missed"]),
    at: z.int(),
    phone: z.string(),
    note: z.string(),
  }),
  indexes: [["status", "at"], ["at"]],
});
type Visits = AccountTable<z.output<typeof visits.row>, z.input<typeof visits.row>, "status" | "at">;

const silent = defineFlow({ id: "silent", version: 1, machine: createMachine({ on: { tick: {} } }) });
const recording = defineFlow({
  id: "recording",
  version: 1,
  machine: createMachine({
    on: {
      tick: {
        actions: record(visits, () => ({ id: "one", status: "kept", at: 1, phone: "+79160000000", note: "a note" })),
      },
    },
  }),
});

const folder = mkdtempSync(join(tmpdir(), "callwright-tables-"));
try {
  await measure(join(folder, "tables.db"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path: string): Promise<void> {
  const world = await virtualEngine({ flows: [silent, recording], tables: [visits], store: sqlite({ path, key }) });
  const empty = statSync(path).size;
  const rowsPerSecond = await fill(world);
  const table = world.account.table(visits);
  const perRow = Math.round((statSync(path).size - empty) / count);
  const facts = {
    rows: count,
    pageSize,
    rowsPerSecond,
    bytesPerRow: perRow,
    node: process.version,
    cpu: cpus()[0]?.model,
  };
  const lists: Readonly<Record<string, Parameters<Visits["list"]>[0]>> = {
    "by an index": { where: { status: "kept" } },
    "by an index, descending": { where: { status: "kept" }, descending: true },
    "by the key": {},
  };
  for (const [subject, options] of Object.entries(lists)) {
    const pages = await measureList((after) =>
      table.list({ ...options, limit: pageSize, ...(after !== undefined && { after }) }),
    );
    print({ bench: "tables", subject, ...pages, ...facts });
    printGoal("tables", `a page at the end against one at the start, ${subject}`, pages.ratio, goal, "atMost");
  }
  print({ bench: "tables", subject: "events of a run", ...(await measureEvents(world)) });
  await world.close();
}

/** Writes all rows, their keys spread like those of real runs. */
async function fill({ store }: VirtualEngine): Promise<number> {
  const book = createTableBook([visits], { stemsOf: () => "" });
  const statuses = ["planned", "kept", "missed"] as const;
  const startedAt = performance.now();
  for (let from = 0; from < count; from += inTransaction) {
    const batch = Array.from({ length: Math.min(inTransaction, count - from) }, (_, offset) => {
      const at = from + offset;
      const id = `visit-${((at * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, "0")}-${at}`;
      const phone = `+7916${String(at % 10_000_000).padStart(7, "0")}`;
      const row = { id, status: statuses[at % 3], at: 1_700_000_000_000 + at * 1_000, phone, note: `note ${at % 97}` };
      return book.put("visits", "test", row, 0);
    });
    const [result] = await store.commit([batch]);
    if (result?.ok !== true) throw new Error("a batch was not written");
  }
  return Math.round((count * 1_000) / (performance.now() - startedAt));
}

interface Pages {
  readonly listed: number;
  readonly pages: number;
  readonly walkMsPerPage: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly ratio: number;
}

type List = (after?: string) => Promise<Page<unknown>>;

async function measureList(list: List): Promise<Pages> {
  const cursors: string[] = [];
  let listed = 0;
  const startedAt = performance.now();
  for (let next: string | null | undefined; next !== null;) {
    const page: Page<unknown> = await list(next);
    listed += page.rows.length;
    next = page.next;
    if (next !== null) cursors.push(next);
  }
  const walkMs = performance.now() - startedAt;
  // The last page may be shorter than the others.
  const [first, last] = [cursors.slice(0, sampled), cursors.slice(-sampled - 1, -1)];
  const spent: { readonly start: number[]; readonly end: number[] } = { start: [], end: [] };
  for (const [at, cursor] of first.entries()) {
    spent.start.push(await secondReadingOf(list, cursor));
    spent.end.push(await secondReadingOf(list, last[at] ?? cursor));
  }
  const [startMs, endMs] = [median(spent.start), median(spent.end)];
  const ratio = rounded(endMs / startMs);
  return {
    listed,
    pages: cursors.length + 1,
    walkMsPerPage: rounded(walkMs / (cursors.length + 1)),
    startMs: rounded(startMs),
    endMs: rounded(endMs),
    ratio,
  };
}

async function secondReadingOf(list: List, cursor: string): Promise<number> {
  await list(cursor);
  const startedAt = performance.now();
  await list(cursor);
  return performance.now() - startedAt;
}

/** Microseconds of an event, with a row in its transaction and without, in turns. */
async function measureEvents({ account }: VirtualEngine): Promise<object> {
  const runs = [await account.start(silent, { input: null }), await account.start(recording, { input: null })];
  const spent: readonly number[][] = [[], []];
  for (let round = 0; round < 400; round += 1) {
    for (const [which, run] of runs.entries()) {
      const startedAt = performance.now();
      await run.send({ type: "tick" });
      if (round >= 100) spent[which]?.push((performance.now() - startedAt) * 1_000);
    }
  }
  const [without, withRow] = spent.map((times) => Math.round(median(times)));
  return { eventMicroseconds: without, withARowMicroseconds: withRow };
}
