import { runInThisContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import type { RobotDefinition } from "../../../src/define/index.ts";
import { maskRun, simulateCall, toCapturedRun, toTestFile, type CapturedRun } from "../../../src/testing/index.ts";
import { everything } from "../../define/tools/robots.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { makeDrivenCalls } from "./driven-calls.ts";
import { makeCalls } from "./hosted-calls.ts";
import { otherVisitReminder } from "./other-versions.ts";

/** Runs the test of a generated file with a robot in place of the imported one. */
async function runFile(source: string, name: string, robot: RobotDefinition): Promise<void> {
  const body = source.replaceAll(/^import .*$/gm, "");
  const load = runInThisContext(`(it, expect, simulateCall, ${name}) => { ${body} }`) as (...given: unknown[]) => void;
  const tests: (() => Promise<void>)[] = [];
  load((_title: string, test: () => Promise<void>) => tests.push(test), expect, simulateCall, robot);
  expect(tests).toHaveLength(1);
  for (const test of tests) await test();
}

let hosted: readonly CapturedRun[] = [];
let driven: readonly CapturedRun[] = [];

beforeAll(async () => {
  const calls = await makeCalls(60, 5);
  hosted = calls.map(({ run, rows, job }) => maskRun(toCapturedRun(rows, run, visitReminder, job), visitReminder));
  const made = await makeDrivenCalls(everything, 30, 8, {
    input: (client) => ({ name: "Мария", vip: client % 2 === 0, city: "Одесса" }),
    locale: "ru",
    values: {
      amount: [1500, 60_000],
      kind: ["new", "old"],
      day: ["2026-05-01"],
      "where.street": ["Пушкина"],
      "where.house": ["12а"],
    },
    words: () => "Мне нужна печь",
  });
  driven = made.map(({ run, rows }) => maskRun(toCapturedRun(rows, run, everything), everything));
}, 120_000);

describe("toTestFile", () => {
  it("writes a test as a person would", () => {
    const run = hosted.find(({ trail }) => trail.some((step) => step.type === "left" && step.exit === "answer:no"));
    if (!run) throw new Error("nobody said no");
    const captured: CapturedRun = {
      ...run,
      trail: [
        { type: "answered", by: "human" },
        { type: "left", node: "ask", exit: "noInput" },
        { type: "left", node: "ask~i", exit: "answer:no" },
        { type: "left", node: "promise", exit: "hungUp", during: "message" },
      ],
      outcome: "no",
      input: { name: "Клиент", time: "15:00" },
    };
    expect(toTestFile(captured, { robotImport: "../src/visit-reminder.ts" })).toBe(
      `import { simulateCall } from "@callwright/core/testing";
import { expect, it } from "vitest";
import { visitReminder } from "../src/visit-reminder.ts";

it("goes as run ${run.run} of visit-reminder@1 went", async () => {
  const call = simulateCall(visitReminder, { input: { name: "Клиент", time: "15:00" }, locale: "ru" });
  await call.answer("human");
  expect(call.waitsIn).toBe("ask");
  await call.silence();
  expect(call.waitsIn).toBe("ask~i");
  call.hangsUpDuringNextMessage();
  await call.means("no");
  expect(call.outcome).toBe("no");
});
`,
    );
  });

  it("is green for the version that ran, and red where an answer leads elsewhere", async () => {
    let red = 0;
    for (const run of hosted) {
      const source = toTestFile(run, { robotImport: "./robot.ts", name: "robot" });
      await runFile(source, "robot", visitReminder);
      const saidNo = run.trail.some((step) => step.type === "left" && step.exit === "answer:no");
      const hungUp =
        run.endCause === "caller_hangup" &&
        run.trail.some((step) => step.type === "left" && step.node === "promise" && step.exit === "hungUp");
      if (!saidNo || hungUp) continue;
      red += 1;
      await expect(runFile(source, "robot", otherVisitReminder)).rejects.toThrow("unclear");
    }
    expect(red).toBeGreaterThan(5);
  });

  it("plays every kind of step of a driven call", async () => {
    for (const run of driven)
      await runFile(toTestFile(run, { robotImport: "./robot.ts", name: "robot" }), "robot", everything);
  });
});
