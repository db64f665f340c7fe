// Runs benches by name, all of them without one. Each prints JSON lines, `{ bench, subject, … }`, or a table for people.
// Numbers, and words with `--`, go to the bench.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { bundleBench } from "./bundle-bench.mjs";
import { root } from "./workspace-packages.mjs";

/** Name of a bench and its program. Those of the hot path are bundled first: transpiled on the fly, the same code is slower. */
const benches = {
  types: { program: "bench/types/measure-define.ts" },
  replay: { program: "bench/replay/measure-replay.ts" },
  hearing: { program: "bench/hearing/measure-hearing.ts" },
  step: { program: "bench/step/measure-step.ts", bundled: true },
  durable: { program: "bench/durable/measure-durable.ts", bundled: true },
  latency: { program: "bench/latency/measure-latency.ts", bundled: true },
  memory: { program: "bench/memory/measure-memory.ts", bundled: true, flags: ["--expose-gc"] },
  scale: { program: "bench/scale/measure-scale.ts" },
  recovery: { program: "bench/recovery/measure-recovery.ts" },
  import: { program: "bench/import/measure-import.ts" },
  blobs: { program: "bench/blobs/measure-blobs.ts" },
  disk: { program: "bench/disk/measure-disk.ts" },
  search: { program: "bench/search/measure-search.ts" },
  tables: { program: "bench/tables/measure-tables.ts" },
};

const given = process.argv.slice(2);
const names = given.filter((argument) => Object.hasOwn(benches, argument) || !/^(--|\d)/.test(argument));
const more = given.filter((argument) => !names.includes(argument));
const unknown = names.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}" yet. Benches: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const { program, bundled = false, flags = [] } = benches[name];
  const source = path.join(root, program);
  const start = bundled ? [await bundleBench(name, source)] : ["--import", "tsx", "--conditions=source", source];
  const result = spawnSync(process.execPath, [...flags, ...start, ...more], { cwd: root, stdio: "inherit" });
  if (result.status !== 0) process.exitCode = 1;
}
