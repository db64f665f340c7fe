import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";

/**
 * Compares importing the built `@callwright/core` with importing alone the modules of others that it loads by that, each time in a
 * fresh process, in turn. Needs a build.
 * Run by hand: node --import tsx bench/import/measure-import.ts [rounds] [file]
 */
const rounds = Number(process.argv[2] ?? 21);
const limit = 1.25;
const core = path.join(import.meta.dirname, "../../packages/core");
const entry = path.resolve(process.argv[3] ?? path.join(core, "dist/index.js"));

/** Milliseconds of the wall's clock and of the processor. */
interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
}

const others = thirdPartyOf(entry);
const costs: { readonly core: Cost[]; readonly others: Cost[] } = { core: [], others: [] };
for (let round = 0; round < rounds; round += 1) {
  costs.core.push(importCost([entry]));
  costs.others.push(importCost(others));
}
const ofCore = medians(costs.core);
const ofOthers = medians(costs.others);
print({ subject: "@callwright/core", ...ofCore });
print({ subject: "its modules of others", ...ofOthers, modules: others });
for (const clock of ["ms", "cpuMs"] as const) {
  const ratio = Math.round((ofCore[clock] / ofOthers[clock]) * 100) / 100;
  const goal = clock === "ms" ? "import" : "import, time of the processor";
  print({ goal, ratio, limit, met: ratio <= limit });
}

/** All modules of others that a built file loads at its import, in the order of their first mention. */
function thirdPartyOf(file: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const read = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const [, name = ""] of readFileSync(at, "utf8").matchAll(/^(?:import|export) [^;"]*"(\.?[\w@./-]+)";/gm)) {
      if (name.startsWith(".")) read(path.join(path.dirname(at), name));
      else if (!isBuiltin(name)) found.add(name);
    }
  };
  read(file);
  return [...found];
}

/** What it takes a fresh process to import these, one after the other, without its own start. */
function importCost(modules: readonly string[]): Cost {
  const program = `const cpu = process.cpuUsage();
    const at = performance.now();
    for (const name of ${JSON.stringify(modules)}) await import(name);
    const ms = performance.now() - at;
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1_000 }));`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: core,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Cost;
}

function medians(costs: readonly Cost[]): Cost {
  return { ms: median(costs.map(({ ms }) => ms)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}

function print(fields: object): void {
  console.log(JSON.stringify({ bench: "import", ...fields }));
}
