import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundleBench } from "../../scripts/bundle-bench.mjs";
import { fillStore, type Patterns } from "./fill-store.ts";

/**
 * Compares a store of a million runs with one of a thousand: start-up, and the cost of an event. Each measure is taken in a process
 * of its own, the two sizes in turn; the store is deleted at the end.
 * Run by hand: node --import tsx --conditions=source bench/scale/measure-scale.ts [runs]
 */
const sizes = { small: 1_000, large: Number(process.argv[2] ?? 1_000_000) };
const openRuns = 200;
const rounds = 5;
const eventsEach = 50;
const limits = { startedMs: 2_000, eventRatio: 1.3 };
const folder = mkdtempSync(path.join(tmpdir(), "callwright-scale-"));

interface Store {
  readonly path: string;
  /** The open runs. */
  readonly ids: readonly string[];
}

interface Cost {
  readonly wallUs: number;
  readonly cpuUs: number;
}

interface Measured {
  readonly startedMs: number;
  readonly startedCpuMs: number;
  readonly firstEventMs: number;
  readonly together: Cost;
  readonly alone: Cost;
  readonly rssMb: number;
}

try {
  const stores = { small: await fill("small"), large: await fill("large") };
  const measured: Record<keyof typeof sizes, Measured[]> = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const size of ["small", "large"] as const) measured[size].push(await measure(stores[size]));
  }
  const of = (size: keyof typeof sizes, value: (one: Measured) => number) => median(measured[size].map(value));
  for (const size of ["small", "large"] as const) {
    print({
      subject: `${sizes[size]} runs`,
      startedMs: Math.round(of(size, (one) => one.startedMs)),
      startedCpuMs: Math.round(of(size, (one) => one.startedCpuMs)),
      firstEventMs: rounded(of(size, (one) => one.firstEventMs)),
      togetherUs: rounded(of(size, (one) => one.together.wallUs)),
      togetherCpuUs: rounded(of(size, (one) => one.together.cpuUs)),
      aloneUs: rounded(of(size, (one) => one.alone.wallUs)),
      aloneCpuUs: rounded(of(size, (one) => one.alone.cpuUs)),
      rssMb: Math.round(of(size, (one) => one.rssMb)),
    });
  }
  const startedMs = Math.round(of("large", (one) => one.startedMs));
  print({ goal: "start-up", value: startedMs, limit: limits.startedMs, met: startedMs <= limits.startedMs });
  for (const kind of ["together", "alone"] as const) {
    for (const clock of ["wallUs", "cpuUs"] as const) {
      const ratios = measured.large.map((one, at) => one[kind][clock] / (measured.small[at]?.[kind][clock] ?? 0));
      const ratio = rounded(median(ratios));
      const runsAtATime = kind === "together" ? `${openRuns} runs at a time` : "one run at a time";
      const goal = `an event, ${runsAtATime}${clock === "cpuUs" ? ", time of the processor" : ""}`;
      print({ goal, ratio, limit: limits.eventRatio, met: ratio <= limits.eventRatio });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function fill(size: keyof typeof sizes): Promise<Store> {
  const store = path.join(folder, `${size}.db`);
  const startedAt = performance.now();
  const patterns = (await run("make-patterns", [store])) as Patterns;
  const ids = await fillStore(store, sizes[size], openRuns, patterns);
  const seconds = rounded((performance.now() - startedAt) / 1_000);
  print({ subject: "store", runs: sizes[size], open: openRuns, mb: Math.round(statSync(store).size / 1e6), seconds });
  return { path: store, ids };
}

async function measure({ path: store, ids }: Store): Promise<Measured> {
  return (await run("events", [store, JSON.stringify(ids), String(eventsEach)])) as Measured;
}

/** Runs a program of the bench in a process of its own. */
async function run(program: string, given: readonly string[]): Promise<unknown> {
  const file = await bundleBench(`scale-${program}`, path.join(import.meta.dirname, `${program}.ts`));
  const { stdout, status } = spawnSync(process.execPath, [file, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error("a process of the bench failed");
  return JSON.parse(stdout) as unknown;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(fields: object): void {
  console.log(JSON.stringify({ bench: "scale", ...fields }));
}
