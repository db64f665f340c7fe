// Builds every package into its `dist`, core first. `--if-stale` builds only what is older than its sources, and what
// was built against something rebuilt.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { packagesInBuildOrder, root } from "./workspace-packages.mjs";

const onlyStale = process.argv.includes("--if-stale");
const rebuilt = new Set();

for (const item of packagesInBuildOrder()) {
  if (onlyStale && !isStale(item.folder) && !item.needs.some((need) => rebuilt.has(need))) continue;
  const result = spawnSync(process.execPath, [path.join(root, "node_modules/tsup/dist/cli-default.js"), "--silent"], {
    cwd: item.folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (result.status !== 0) {
    console.error(`Build of ${item.name} failed.`);
    process.exit(1);
  }
  rebuilt.add(item.name);
  console.log(`built ${item.name}`);
}

function isStale(folder) {
  // Declarations are written last: without them a build was broken off.
  const built = path.join(folder, "dist/index.d.ts");
  if (!existsSync(built)) return true;
  const sources = [
    path.join(folder, "package.json"),
    path.join(folder, "tsup.config.ts"),
    path.join(root, "tsconfig.build.json"),
  ];
  for (const entry of readdirSync(path.join(folder, "src"), { recursive: true }))
    sources.push(path.join(folder, "src", entry));
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => statSync(source).mtimeMs > builtAt);
}
