import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import type { TranscriptTurn } from "@callwright/core/calls";
import { FakeCrm, virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";
import { visitReminder, visitRules } from "../../packages/core/test/fixtures/visit-reminder.ts";
import { randomReports, seeded } from "../../packages/core/test/testing/replay/hosted-calls.ts";

/**
 * Bytes on disk of a finished call: the main job with random clients, requested by the CRM, written into its call history, with recording
 * and trigger, in an SQLite file; a day after it, put away, a week later, when the marks of messages are forgotten, and after as many calls
 * again. Once without anything large, once with the recording kept (the fake vendor's, the same for every call, so one blob: what naming it
 * costs), and once with a transcript of three turns, which is a blob of its own. Nothing is vacuumed.
 * Run by hand: node --import tsx --conditions=source bench/disk/measure-disk.ts [calls]
 */
const count = Number(process.argv[2] ?? 1_000);
const atOnce = 50;
const day = 24 * 3_600_000;
const goalBytes = 4_096;
const key = Buffer.alloc(32, 7).toString("base64");

const folder = mkdtempSync(join(tmpdir(), "callwright-disk-"));
try {
  await measureStore("callwright-sqlite", { transcripts: false, recordings: "pass" });
  await measureStore("callwright-sqlite, recording of 1.6 kB kept", { transcripts: false, recordings: "keep" });
  await measureStore("callwright-sqlite, transcript of 3 turns", { transcripts: true, recordings: "pass" });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureStore(subject: string, kept: Kept): Promise<void> {
  const path = join(folder, `${kept.transcripts ? "with" : "without"}-${kept.recordings}.db`);
  const office = { transcripts: kept.transcripts, random: seeded(2026) };
  let world = await open(path, kept);
  const empty = (await usedOf(path)).bytes;
  const perCall = async (calls: number) => Math.round(((await usedOf(path)).bytes - empty) / calls);
  await makeCalls(world, office, 0);
  const untouched = await perCall(count);
  await world.clock.advance(2 * day);
  const startedAt = performance.now();
  const report = await world.engine.compact();
  const ms = performance.now() - startedAt;
  const putAway = await perCall(count);
  await world.clock.advance(7 * day);
  world = await reopen(world, path, kept);
  const bytesPerCall = await perCall(count);
  await makeCalls(world, office, count);
  await world.clock.advance(2 * day);
  await world.engine.compact();
  await world.clock.advance(7 * day);
  world = await reopen(world, path, kept);
  const afterAsMany = await perCall(2 * count);
  await world.close();
  const row = {
    bench: "disk",
    subject,
    calls: count,
    bytesPerCall,
    goalBytes,
    isMet: bytesPerCall <= goalBytes,
    dayAfter: untouched,
    putAway,
    afterAsManyAgain: afterAsMany,
    archiveBytes: Math.round(report.archiveBytes / report.lanes),
    rowsPerCall: Number((report.rows / report.lanes).toFixed(1)),
    msPerCall: Number((ms / report.lanes).toFixed(2)),
    fileBytes: statSync(path).size,
    freeBytesInFile: (await usedOf(path)).free,
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
  };
  console.log(JSON.stringify(row));
}

/** What is kept of calls. */
interface Kept {
  readonly transcripts: boolean;
  readonly recordings: "keep" | "pass";
}

/** What the calls of a store are made with. */
interface Office {
  readonly transcripts: boolean;
  readonly random: () => number;
}

function open(path: string, { recordings }: Kept, from?: VirtualEngine): Promise<VirtualEngine> {
  return virtualEngine({
    flows: [visitReminder],
    rules: [visitRules],
    recordings,
    store: sqlite({ path, key }),
    gate: { consent: "notRequired", window: { from: "00:00", to: "23:59" } },
    crm: from?.crm ?? new FakeCrm(),
    ...(from && { clock: from.clock }),
  });
}

async function reopen(world: VirtualEngine, path: string, kept: Kept): Promise<VirtualEngine> {
  await world.close();
  const next = await open(path, kept, world);
  // Expired marks are removed in the background, a page at a time.
  await next.clock.advance(60_000);
  return next;
}

async function makeCalls(world: VirtualEngine, office: Office, from: number): Promise<void> {
  for (let start = from; start < from + count; start += atOnce) {
    const clients = Array.from({ length: Math.min(atOnce, from + count - start) }, (_, at) => start + at);
    await Promise.all(clients.map((client) => request(world, client)));
    await world.clock.settle();
    await Promise.all(world.voice.launches.splice(0).map(({ run }) => converse(world, run, office)));
    // Whoever was not reached is called again an hour later.
    await world.clock.advance(3_600_000 + 60_000);
    await Promise.all(world.voice.launches.splice(0).map(({ run }) => converse(world, run, office)));
    await world.clock.advance(60_000);
  }
}

async function request(world: VirtualEngine, client: number): Promise<void> {
  const subject = world.crm.addDeal(String(client), { phones: [`+7916${String(1_000_000 + client)}`] });
  const properties = { input_name: `Клиент ${client}`, input_time: `${10 + (client % 9)}:30` };
  await world.request({ robot: "visit-reminder", subject, token: `token-${client}`, properties });
}

async function converse({ voice, clock }: VirtualEngine, run: string, { random, transcripts }: Office): Promise<void> {
  for (const [index, report] of randomReports(visitReminder, random).entries()) {
    await voice.report(run, `${index}`, { ...report, at: clock.now() });
  }
  if (transcripts) await voice.sendsRecording(run, transcript(run));
  else await voice.report(run, "recording", recording(clock.now()));
}

function recording(at: number) {
  const url = "http://127.0.0.1/recording.wav";
  return { type: "recording.ready", url, mediaType: "audio/wav", durationMs: 5_000, transcriptBlob: null, at } as const;
}

function transcript(run: string): readonly TranscriptTurn[] {
  return [
    { speaker: "robot", text: `Здравствуйте! Вы записаны на приём. Вы придёте? ${run}`, atMs: 0, untilMs: 4_000 },
    { speaker: "client", text: "Да, конечно, приду", atMs: 4_000, untilMs: 6_000 },
    { speaker: "robot", text: "Спасибо, ждём вас!", atMs: 6_000, untilMs: 8_000 },
  ];
}

/** Bytes of pages that hold something, and of pages that wait to be used again. */
async function usedOf(path: string): Promise<{ readonly bytes: number; readonly free: number }> {
  const driver = (await loadDriver())(path, { readOnly: true });
  const numberOf = (pragma: string) => Number(Object.values(driver.statement(`PRAGMA ${pragma}`).get([]) ?? {})[0]);
  const pageSize = numberOf("page_size");
  const free = numberOf("freelist_count");
  const bytes = (numberOf("page_count") - free) * pageSize;
  driver.close();
  return { bytes, free: free * pageSize };
}
