import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";
import { bundleBench } from "../../scripts/bundle-bench.mjs";
import type { Load } from "./host.ts";

/**
 * Kills a process that owns open runs and measures the one that comes after it. Everything is real: two processes, SIGKILL, a file.
 * Run by hand: node --import tsx --conditions=source bench/recovery/measure-recovery.ts [runs]
 */
const runs = Number(process.argv[2] ?? 100_000);
const load: Load = { event: runs * 0.89, timer: runs * 0.1, effect: runs * 0.01 };
const limits = { firstEventMs: 1_000, timersMs: 2_000 };
const folder = mkdtempSync(path.join(tmpdir(), "callwright-recovery-"));
const store = path.join(folder, "store.db");

interface Found {
  readonly firstEventMs: number;
  readonly timersMs: number;
  readonly told: number;
}

try {
  const startedAt = performance.now();
  const owner = await launch("owner", [store, JSON.stringify(load)]);
  const { ids } = (await firstLine(owner)) as { readonly ids: readonly string[] };
  print({ subject: "owner", runs, ...load, filledMs: Math.round(performance.now() - startedAt) });
  const gone = new Promise((resolve) => owner.once("exit", resolve));
  owner.kill("SIGKILL");
  await gone;
  const before = await countEvents();

  const sql = await launch("sql-alone", [path.join(folder, "copy.db"), String(load.timer)]);
  const done = new Promise((resolve) => sql.once("exit", resolve));
  print({ subject: "due timers in SQL alone", timers: load.timer, ...rounded((await firstLine(sql)) as object) });
  await done;

  const successor = await launch("successor", [store, JSON.stringify(load), ids[0] ?? ""]);
  const over = new Promise((resolve) => successor.once("exit", resolve));
  const found = (await firstLine(successor)) as Found;
  await over;
  print({ subject: "successor", runs, ...rounded(found) });
  for (const goal of ["firstEventMs", "timersMs"] as const) {
    print({ goal, value: Math.round(found[goal]), limit: limits[goal], met: found[goal] <= limits[goal] });
  }
  const added = (await countEvents()) - before;
  const expected = load.timer + load.effect + found.told;
  print({ goal: "nothing lost, nothing twice: events added", value: added, limit: expected, met: added === expected });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function launch(program: string, args: readonly string[]): Promise<ChildProcess> {
  const file = await bundleBench(`recovery-${program}`, path.join(import.meta.dirname, `${program}.ts`));
  return spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}

async function firstLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout)
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as unknown;
  throw new Error("the process of the bench ended without a word");
}

/** Counts in a copy: opening the store itself would do some of the successor's work. */
async function countEvents(): Promise<number> {
  const copy = path.join(folder, "copy.db");
  for (const suffix of ["", "-wal"]) {
    rmSync(copy + suffix, { force: true });
    if (existsSync(store + suffix)) cpSync(store + suffix, copy + suffix);
  }
  const driver = (await loadDriver())(copy);
  const rows = driver.statement("SELECT count(*) AS events FROM journal").get([]);
  driver.close();
  return Number(rows?.["events"]);
}

function rounded(values: object): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(Number(value))]));
}

function print(fields: object): void {
  console.log(JSON.stringify({ bench: "recovery", ...fields }));
}
