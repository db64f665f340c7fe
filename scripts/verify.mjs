// The whole check of the repository, one step after the other; a failed step does not stop the rest.
// Ends with one line, `N passed, N failed`, that counts the tests and the other steps.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { lastCounts } from "./last-counts.mjs";
import { packagesInBuildOrder, root } from "./workspace-packages.mjs";

const bin = (file) => [process.execPath, path.join(root, "node_modules", file)];
const npm = (...args) => ["npm", "run", "--silent", ...args];
const folders = packagesInBuildOrder().map(({ folder }) => folder);

/** Suites whose outcome may depend on the version of Node: it brings its own SQLite, streams, timers and web handler. */
const suitesOfOtherNodes = [
  "packages/adapter-sqlite",
  ...["stores", "engine", "composition", "blobs", "care", "search", "tables"].map(
    (room) => `packages/core/test/${room}`,
  ),
  "examples/00-main-job",
];
const onNode = (major) => ({
  name: `tests on Node ${major}`,
  commands: [
    [
      process.execPath,
      "scripts/on-node.mjs",
      major,
      "--",
      "node",
      "node_modules/vitest/vitest.mjs",
      "run",
      ...suitesOfOtherNodes,
    ],
  ],
  countsTests: true,
});

/** Each step: a name and commands that must all exit 0. */
const steps = [
  { name: "format", commands: [[...bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]] },
  { name: "lint", commands: [[...bin("eslint/bin/eslint.js"), "."]] },
  { name: "types", commands: [npm("typecheck")] },
  {
    name: "types (second checker)",
    commands: [
      [
        process.execPath,
        path.join(root, "scripts/second-checker/node_modules/typescript/bin/tsc"),
        "-p",
        "tsconfig.json",
      ],
    ],
  },
  { name: "build", commands: [npm("build")] },
  {
    name: "exports",
    commands: folders.flatMap((folder) => [
      [...bin("publint/src/cli.js"), folder, "--strict"],
      [...bin("@arethetypeswrong/cli/dist/index.js"), "--pack", folder, "--profile", "esm-only", "--quiet"],
    ]),
  },
  { name: "unused code", commands: [bin("knip/bin/knip.js")] },
  { name: "tests", commands: [npm("test")], countsTests: true },
  onNode("22"),
  onNode("24"),
  { name: "docs", commands: [[process.execPath, path.join(root, "scripts/check-docs.mjs")]] },
  { name: "examples", commands: [npm("demo", "--", "--json", "--client", "yes")] },
  { name: "torture kill, small", commands: [npm("torture", "--", "kill", "--runs", "3")] },
  { name: "torture schedules, small", commands: [npm("torture", "--", "schedules", "--runs", "40", "--kills", "1")] },
  { name: "torture rotation, small", commands: [npm("torture", "--", "rotation", "--runs", "2")] },
  { name: "torture writes, small", commands: [npm("torture", "--", "writes", "--runs", "3")] },
];

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
// Tools that write reports or databases beside themselves get a folder of their own.
const scratch = mkdtempSync(path.join(os.tmpdir(), "callwright-verify-"));
try {
  for (const step of steps) runStep(step);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${summary.join("\n")}\n`);
const { passed, failed, skipped } = total;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;

function runStep({ name, commands, countsTests = false }) {
  console.log(`\n=== ${name}`);
  const startedAt = performance.now();
  const results = commands.map((command) => run(command));
  const ok = results.every((result) => result.ok);
  const counts = countsTests ? lastCounts(results.at(-1)?.output ?? "") : undefined;
  add(counts ?? { passed: 0, failed: 0, skipped: 0 });
  // A step of tests adds its tests; beyond them it counts only when it failed without naming a failed test.
  if (!ok && !(counts && counts.failed > 0)) total.failed += 1;
  else if (ok && !counts) total.passed += 1;
  summary.push(`${ok ? "ok    " : "FAILED"}  ${name}  ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function run([program, ...args]) {
  const result = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: scratch, NO_COLOR: "1", FORCE_COLOR: undefined },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  process.stdout.write(output);
  if (result.error) console.log(`${program} did not start: ${result.error.message}`);
  return { ok: result.status === 0, output: result.stdout ?? "" };
}

function add(counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
}
