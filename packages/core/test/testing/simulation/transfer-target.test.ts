import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../../src/index.ts";
import { simulateCall } from "../../../src/testing/index.ts";

const source = {
  id: "hand-over",
  version: 1,
  direction: "inbound",
  locale: "en",
  input: z.object({ manager: z.string() }),
  slots: { phone: z.e164() },
  texts: { hello: "One moment." },
  outcomes: { over: { title: "Put through" }, lost: { title: "Lost" } },
  transferred: "over",
  start: "human",
  unreached: "lost",
  hungUp: "lost",
} as const;
const lost = { busy: { end: "lost" }, noAnswer: { end: "lost" }, failed: { end: "lost" } } as const;

describe("the target of a transfer", () => {
  it("is filled in from the input", async () => {
    const robot = defineRobot({
      ...source,
      slots: {},
      steps: { human: { transfer: { number: "{manager}" }, ...lost } },
    } as never);
    const call = simulateCall(robot, { input: { manager: "+442071838750" } });
    await call.answer();
    expect(call.effects).toEqual([
      { type: "voice.transfer", input: { node: "human", to: { number: "+442071838750" }, whisper: null } },
    ]);
  });

  it("may name no variable that does not exist, and no slot that may be empty", () => {
    const withTarget = (number: string) => () =>
      defineRobot({ ...source, steps: { human: { transfer: { number }, ...lost } } } as never);
    expect(withTarget("{manger}")).toThrow("DEFINE_UNKNOWN_VARIABLE");
    expect(withTarget("{phone}")).toThrow(/DEFINE_SLOT/);
  });
});
