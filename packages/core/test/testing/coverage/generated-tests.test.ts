import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { RobotDefinition } from "../../../src/define/index.ts";
import { coverRobot } from "../../../src/testing/coverage/cover-robot.ts";
import { simulateCall } from "../../../src/testing/index.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { office } from "./office.ts";
import { circle } from "./robots.ts";

/** Runs the source of a test file with tests of our own making; gives the names of those that failed, with the reason. */
async function runSource(source: string, name: string, robot: Pick<RobotDefinition, "id">) {
  const tests: [string, () => Promise<void>][] = [];
  const body = source.replace(/^import .*$/gm, "");
  const run = runInThisContext(`(function (simulateCall, describe, it, expect, ${name}) {${body}})`) as (
    ...given: unknown[]
  ) => void;
  run(
    simulateCall,
    (_: string, inner: () => void) => inner(),
    (title: string, test: () => Promise<void>) => tests.push([title, test]),
    expect,
    robot,
  );
  const failed: string[] = [];
  for (const [title, test] of tests) await test().catch((error: unknown) => failed.push(`${title}: ${String(error)}`));
  return { count: tests.length, failed };
}

describe("toTests", () => {
  it("makes tests that pass, one per arc", async () => {
    const covered = [
      [await coverRobot(visitReminder), visitReminder],
      [await coverRobot(circle), circle],
    ] as const;
    for (const [report, robot] of covered) {
      const source = report.toTests({ robot: "robot", from: "./robot.ts" });
      expect(await runSource(source, "robot", robot)).toEqual({
        count: report.totals.arcs.covered,
        failed: [],
      });
    }
  });

  it("makes tests that fail on another robot", async () => {
    const report = await coverRobot(visitReminder);
    const source = report.toTests({ robot: "robot", from: "./robot.ts" });
    const { failed } = await runSource(source, "robot", circle);
    expect(failed.length).toBe(report.totals.arcs.covered);
  });

  it("plays every arc of every kind of step", async () => {
    const report = await coverRobot(office);
    const source = report.toTests({ robot: "office", from: "./office.ts" });
    expect(await runSource(source, "office", office)).toEqual({ count: report.totals.arcs.covered, failed: [] });
  });

  it("writes source that a person would", async () => {
    const report = await coverRobot(circle);
    const source = report.toTests({ robot: "circle", from: "./circle.ts" });
    expect(
      source
        .split("\n\n")
        .filter((part) => /imports?|answer:yes/.test(part))
        .join("\n"),
    ).toMatchInlineSnapshot(`
      "import { simulateCall } from "@callwright/core/testing";
      import { describe, expect, it } from "vitest";
      import { circle } from "./circle.ts";
        it("more: answer:yes leads to joke", async () => {
          const call = simulateCall(circle, { input: {} });
          await call.answer();
          await call.means("yes");
          await call.means("no");
          expect(call.outcome).toBe("enough");
        });"
    `);
  });
});
