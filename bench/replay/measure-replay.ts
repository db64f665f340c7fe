import { cpus } from "node:os";
import { maskRun, replay, toCapturedRun } from "@callwright/core/testing";
import { visitReminder } from "../../packages/core/test/fixtures/visit-reminder.ts";
import { makeCalls } from "../../packages/core/test/testing/replay/hosted-calls.ts";
import { otherVisitReminder } from "../../packages/core/test/testing/replay/other-versions.ts";

/**
 * Replays captured runs against a version with one planted change, and compares the runs that differ with a plain scan of their journals.
 * Run by hand: node --import tsx --conditions=source bench/replay/measure-replay.ts [runs]
 */
const count = Number(process.argv[2] ?? 2_000);

const timed = async <Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> => {
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  console.log(`${what}: ${(ms / 1_000).toFixed(2)} s, ${(ms / count).toFixed(2)} ms a run`);
  return result;
};

console.log(
  `${count} calls of the visit reminder with random clients, Node ${process.version}, ${cpus()[0]?.model ?? "unknown"}`,
);
const calls = await timed("engine: make the calls", () => makeCalls(count, 2026, { shuffled: true }));
const captured = await timed("capture", () =>
  calls.map(({ run, rows, job }) => toCapturedRun(rows, run, visitReminder, job)),
);
const masked = await timed("mask", () => captured.map((run) => maskRun(run, visitReminder)));
console.log(String(await timed("replay, same version", () => replay(masked, visitReminder))));
const report = await timed("replay, planted change", () => replay(masked, otherVisitReminder));
console.log(String(report));

const differing = new Set(report.runs.filter(({ verdict }) => verdict === "differs").map(({ run }) => run));
const scanned = new Set(
  calls.flatMap(({ rows }, index) =>
    JSON.stringify(rows).includes('"exit":"answer:no"') ? [captured[index]?.run] : [],
  ),
);
const isEqual = differing.size === scanned.size && [...scanned].every((run) => run !== undefined && differing.has(run));
console.log(
  `journals with "exit":"answer:no": ${scanned.size}; runs that differ: ${differing.size}; the same runs: ${isEqual}`,
);
if (!isEqual) process.exitCode = 1;
