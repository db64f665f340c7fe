import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "../../packages/adapter-sqlite/src/index.ts";
import { median, print, printGoal, rounded } from "../robot/rounds.ts";
import { startLoad } from "./live-load.ts";
import { topOfProfile } from "../robot/top-of-profile.ts";
import { carryOut, openRaw, record, type RecordedBatch } from "./recorded-sql.ts";

/**
 * Events of phone robots per second: the real engine on the SQLite store, against the very same SQL statements with the same values,
 * recorded from a run of that engine: 200 batches in one transaction, and each batch in one of its own. Nothing surrounds those.
 * What it costs to encrypt everything is told beside, with 200 runs.
 * Run by hand: node --import tsx --conditions=source bench/durable/measure-durable.ts [rounds] [ms]
 */
const rounds = Number(process.argv[2] ?? 7);
const sliceMs = Number(process.argv[3] ?? 1_500);
const batchedIn = 200;
const warmEvents = 30_000;
const warmLongestMs = 30_000;
const goal = 0.6;
/** How long the engine is looked at when it misses the goal. */
const profiledMs = 10_000;
const mostRuns = 200;
type Subject = "callwright-sqlite" | "callwright-sqlite-encrypting-everything" | "single-commit" | "batched-sql";

interface Measured {
  readonly eventsPerSecond: number;
  readonly cpuMicroseconds: number;
}

interface Recording {
  readonly batches: readonly RecordedBatch[];
  /** Batches per event: beside its own, an at-most-once effect has one before it leaves. */
  readonly perEvent: number;
  readonly facts: object;
}

const folder = mkdtempSync(path.join(tmpdir(), "callwright-durable-"));
let files = 0;
const newFile = () => path.join(folder, `${(files += 1)}.db`);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function engineSlice(runs: number, ms = sliceMs, encrypts = false): Promise<Measured> {
  const store = sqlite({ path: newFile(), ...(encrypts && { key: "ab".repeat(32), encrypt: "everything" }) });
  await store.open();
  const load = await startLoad(store, runs);
  await pause(300);
  const before = { events: load.events, at: performance.now(), cpu: process.cpuUsage() };
  await pause(ms);
  const spentMs = performance.now() - before.at;
  const { user, system } = process.cpuUsage(before.cpu);
  const events = load.events - before.events;
  await load.stop();
  await store.close();
  return { eventsPerSecond: (events * 1_000) / spentMs, cpuMicroseconds: (user + system) / events };
}

/** Lets the code become as fast as it is in a process that has been running for a while. */
async function warmUp(): Promise<void> {
  const store = sqlite({ path: newFile() });
  await store.open();
  const load = await startLoad(store, 200);
  const startedAt = performance.now();
  while (load.events < warmEvents && performance.now() - startedAt < warmLongestMs) await pause(100);
  await load.stop();
  await store.close();
}

/** Every batch is carried out once: rows are new where they were new. */
async function sqlSlice(recording: Recording, inTransaction: number, ms: number): Promise<Measured> {
  const { batches, perEvent } = recording;
  const driver = await openRaw(newFile());
  const started = { at: performance.now(), cpu: process.cpuUsage() };
  let done = 0;
  while (performance.now() - started.at < ms && done < batches.length) {
    carryOut(driver, batches.slice(done, done + batchedIn), inTransaction);
    done += batchedIn;
  }
  done = Math.min(done, batches.length);
  const spentMs = performance.now() - started.at;
  const { user, system } = process.cpuUsage(started.cpu);
  driver.close();
  const events = done / perEvent;
  return { eventsPerSecond: (events * 1_000) / spentMs, cpuMicroseconds: (user + system) / events };
}

async function recordRun(runs: number): Promise<Recording> {
  const store = sqlite({ path: newFile() });
  const recorder = record(store);
  await store.open();
  const load = await startLoad(recorder.store, runs);
  const [from, ticksFrom, events] = [recorder.batches.length, recorder.ticks.length, load.events];
  await pause(sliceMs);
  await load.stop();
  await store.close();
  const batches = recorder.batches.slice(from);
  const count = load.events - events;
  const statements = batches.flat();
  const writes = statements.filter(({ reads }) => !reads);
  const bytes = writes.reduce((sum, { values }) => sum + Buffer.byteLength(values.join("")), 0);
  const ticks = recorder.ticks.length - ticksFrom;
  return {
    batches,
    perEvent: batches.length / count,
    facts: {
      eventsPerTick: rounded(count / ticks),
      rowsPerTick: rounded(writes.length / ticks),
      bytesPerTick: Math.round(bytes / ticks),
      rowsPerEvent: rounded(writes.length / count),
      readsPerEvent: rounded((statements.length - writes.length) / count),
      bytesPerEvent: Math.round(bytes / count),
    },
  };
}

print({
  bench: "durable",
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
  rounds,
});
try {
  await warmUp();
  for (const runs of [1, 50, mostRuns]) {
    const recording = await recordRun(runs);
    print({ bench: "durable", subject: "tick", runs, ...recording.facts });
    const found: Partial<Record<Subject, Measured[]>> = {};
    const note = (subject: Subject, measured: Measured) => (found[subject] ??= []).push(measured);
    for (let round = 0; round < rounds; round += 1) {
      note("callwright-sqlite", await engineSlice(runs));
      note("batched-sql", await sqlSlice(recording, batchedIn, sliceMs));
      note("single-commit", await sqlSlice(recording, 1, sliceMs / 2));
      if (runs < mostRuns) continue;
      note("callwright-sqlite-encrypting-everything", await engineSlice(runs, sliceMs, true));
    }
    const of = (subject: Subject) => median((found[subject] ?? []).map(({ eventsPerSecond }) => eventsPerSecond));
    for (const [subject, slices] of Object.entries(found) as [Subject, Measured[]][]) {
      const cpuMicroseconds = Math.round(median(slices.map((each) => each.cpuMicroseconds)));
      print({
        bench: "durable",
        subject,
        runs,
        eventsPerSecond: Math.round(of(subject)),
        cpuMicrosecondsPerEvent: cpuMicroseconds,
      });
    }
    const ratio = of("callwright-sqlite") / of("batched-sql");
    if (runs < mostRuns) {
      print({ bench: "durable", ratio: rounded(ratio), of: `callwright-sqlite / batched-sql at ${runs} runs` });
      continue;
    }
    const encrypting = rounded(of("callwright-sqlite-encrypting-everything") / of("callwright-sqlite"));
    print({ bench: "durable", ratio: encrypting, of: `encrypting everything / callwright-sqlite at ${runs} runs` });
    printGoal("durable", "callwright-sqlite / batched-sql at 200 runs", ratio, goal, "atLeast");
    if (ratio >= goal) continue;
    const profile = await topOfProfile(() => engineSlice(runs, profiledMs));
    for (const [index, line] of profile.entries()) print({ bench: "durable", profile: index + 1, ...line });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
