import { yesNo } from "@callwright/core/phrases";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../../src/index.ts";
import { simulateCall } from "../../../src/testing/index.ts";

const robot = defineRobot({
  id: "meaning",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({}),
  texts: { one: "One.", two: "Two.", ask: "Will you come?", sure: "Are you sure?", again: "Sorry?" },
  outcomes: { yes: { title: "Yes" }, lost: { title: "Lost" }, one: { title: "One" }, two: { title: "Two" } },
  start: "one",
  steps: {
    one: { say: "one", hungUp: "one", next: "two" },
    two: { say: "two", hungUp: "two", next: "ask" },
    ask: {
      ask: "ask",
      answers: { yes: { hear: yesNo.yes, next: { end: "yes" } } },
      noMatch: ["again"],
      confirmBelow: 0.7,
      confirm: "sure",
      exhausted: { end: "lost" },
    },
  },
  unreached: "lost",
  hungUp: "lost",
});

describe("a simulated client", () => {
  it("is asked back when the meaning was heard with little confidence", async () => {
    const call = simulateCall(robot, { input: {} });
    await call.answer();
    await call.means("yes", { confidence: 0.5 });
    expect(call.heard.at(-1)).toBe("Are you sure?");
    await call.means("yes");
    expect(call.outcome).toBe("yes");
  });

  it("is not understood", async () => {
    const call = simulateCall(robot, { input: {} });
    await call.answer();
    await call.notUnderstood();
    expect(call.heard.at(-1)).toBe("Sorry?");
    await call.notUnderstood();
    expect(call.outcome).toBe("lost");
    await expect(call.notUnderstood()).rejects.toThrow("notUnderstood() needs a question");
  });

  it.each([
    [undefined, "one"],
    [1, "two"],
  ] as const)("hangs up in a later announcement (after %s)", async (after, outcome) => {
    const call = simulateCall(robot, { input: {} });
    call.hangsUpDuringNextMessage(after === undefined ? undefined : { after });
    await call.answer();
    expect(call.outcome).toBe(outcome);
  });
});
