// Runs benches by name, all of them without one. Each prints JSON lines, `{ bench, subject, … }`, or a table for people.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./workspace-packages.mjs";

/** Name of a bench and its program. */
const benches = {
  types: "bench/types/measure-define.ts",
  replay: "bench/replay/measure-replay.ts",
  hearing: "bench/hearing/measure-hearing.ts",
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = names.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}" yet. Benches: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const program = path.join(root, benches[name]);
  const result = spawnSync(process.execPath, ["--import", "tsx", "--conditions=source", program], {
    cwd: root,
    stdio: "inherit",
  });
  if (result.status !== 0) process.exitCode = 1;
}
