import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { assertExplored } from "../../../src/testing/exploration/exploration-report.ts";
import { exploreRobot, type Invariant } from "../../../src/testing/exploration/explore-robot.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { circle } from "../coverage/robots.ts";
import { meanLoan, quickLoan } from "./lender.ts";

const refusesLargeOnly: Invariant = ({ outcome, slots }) =>
  outcome !== "refused" || Number(slots["amount"]) > 50_000 || `it refused ${String(slots["amount"])}`;

describe("exploreRobot", () => {
  it("finds nothing wrong with a robot that is right", async () => {
    for (const robot of [visitReminder, quickLoan]) assertExplored(await exploreRobot(robot, { seed: 7, runs: 200 }));
    const held = await exploreRobot(quickLoan, {
      seed: 7,
      runs: 200,
      invariants: { "refuses large loans only": refusesLargeOnly },
    });
    expect(held.failure).toBeNull();
    expect(Object.keys(held.outcomes).sort()).toEqual(["lent", "lost", "refused", "unclear"]);
    expect(held.unreachedSteps).toEqual([]);
  });

  it("finds a planted bug and shrinks the call to the smallest amount and the fewest lines", async () => {
    for (const seed of [1, 2]) {
      const { failure } = await exploreRobot(meanLoan, {
        seed,
        invariants: { "refuses large loans only": refusesLargeOnly },
      });
      expect(failure).toMatchObject({
        invariant: "refuses large loans only",
        sentence: "it refused 5001",
        script: ["answer()", "means({ value: 5001 })", 'means("yes")'],
      });
    }
  });

  it("tells the failure as a test, ready to paste", async () => {
    const report = await exploreRobot(meanLoan, {
      seed: 1,
      invariants: { "refuses large loans only": refusesLargeOnly },
    });
    expect(() => assertExplored(report)).toThrowErrorMatchingInlineSnapshot(`
      [Error: Robot "quick-loan" breaks "refuses large loans only": it refused 5001. Seed 1.

      it("refuses large loans only", async () => {
        // Found with seed 1: it refused 5001.
        const call = simulateCall(quickLoan, { input: { name: "Anna" } });
        await call.answer();
        await call.means({ value: 5001 });
        await call.means("yes");
      });]
    `);
  });

  it("makes the same calls with the same seed", async () => {
    const [one, two] = [
      await exploreRobot(quickLoan, { seed: 3, runs: 100 }),
      await exploreRobot(quickLoan, { seed: 3, runs: 100 }),
    ];
    expect(String(one)).toBe(String(two));
  });

  it("takes false and what is thrown for a broken invariant too", async () => {
    const never = await exploreRobot(visitReminder, {
      seed: 1,
      invariants: { "never ends": (call) => call.outcome === null },
    });
    expect([never.failure?.sentence, never.failure?.script]).toEqual([
      "it does not hold",
      ["answer()", 'means("yes")'],
    ]);
    const throwing = await exploreRobot(visitReminder, {
      seed: 1,
      invariants: {
        "never thanks": ({ heard }) => {
          if (heard.some((text) => text.startsWith("Спасибо"))) throw new Error("it said thanks");
        },
      },
    });
    expect([throwing.failure?.sentence, throwing.failure?.script]).toEqual([
      "it said thanks",
      ["answer()", 'means("yes")'],
    ]);
  });

  it.each([
    [
      "speaks an empty text",
      { hello: "{name}" },
      { greet: { say: "hello", next: { end: "done" } } },
      "speaks whole texts",
    ],
    [
      "fails in a condition",
      { hello: "Hello" },
      {
        greet: { branch: [{ if: "broken", next: "bye" }, { next: "bye" }] },
        bye: { say: "hello", next: { end: "done" } },
      },
      "never fails",
    ],
  ] as const)("sees by itself that a robot %s", async (_, texts, steps, invariant) => {
    const robot = defineRobot({
      id: "flawed",
      version: 1,
      direction: "outbound",
      locale: "en",
      input: z.object({ name: z.string().default("") }),
      texts,
      outcomes: { done: { title: "Done" }, lost: { title: "Not reached" } },
      conditions: {
        broken: () => {
          throw new Error("no such table");
        },
      },
      start: "greet",
      steps,
      unreached: "lost",
      hungUp: "done",
    } as never);
    const { failure } = await exploreRobot(robot, { seed: 1 });
    expect([failure?.invariant, failure?.script]).toEqual([invariant, ["answer()"]]);
  });

  it("sees by itself that a robot does too much without the client", async () => {
    assertExplored(await exploreRobot(visitReminder, { seed: 1, runs: 100, maxSilentTurns: 1 }));
    const { failure } = await exploreRobot(circle, { seed: 1, maxSilentTurns: 1 });
    expect(failure).toMatchObject({ invariant: "gives the client a turn", script: ["answer()"] });
  });
});
