import { expect, it } from "vitest";
import { yesNo } from "../../../src/phrases/index.ts";
import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { simulateCall, type SimulatedCall } from "../../../src/testing/index.ts";

const robot = defineRobot({
  id: "typed",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string() }),
  slots: { amount: z.number(), tries: z.number().default(0) },
  texts: { sum: "How much, {name}?", when: "Will you come?" },
  outcomes: {
    later: { title: "Later", data: z.object({ at: z.string() }) },
    sized: { title: "Sized", data: z.object({ amount: z.number() }) },
    lost: { title: "Lost" },
  },
  start: "sum",
  steps: {
    sum: { collect: "amount", text: "sum", exhausted: { end: "lost" }, next: "when" },
    when: {
      ask: "when",
      answers: {
        yes: { hear: yesNo.yes, next: { end: "sized", data: { amount: "{amount}" } } },
        no: { hear: yesNo.no, next: { end: "later", data: { at: "now" } } },
      },
      exhausted: { end: "lost" },
    },
  },
  unreached: "lost",
  hungUp: "lost",
});

it("knows outcomes, slots and data of its robot", async () => {
  const call = simulateCall(robot, { input: { name: "Anna" }, effects: {} });
  await call.answer();
  // @ts-expect-error a value, not a bare number
  await expect(call.means(5)).rejects.toThrow();
  await call.means({ value: 7 });
  await call.means("yes");
  const outcome: "later" | "sized" | "lost" | null = call.outcome;
  const amount: number | undefined = call.slots.amount;
  const tries: number = call.slots.tries;
  const data: { at: string } | { amount: number } | null = call.data;
  const anyCall: SimulatedCall = call;
  expect([outcome, amount, tries, data, anyCall.slots]).toEqual([
    "sized",
    7,
    0,
    { amount: 7 },
    { amount: 7, tries: 0 },
  ]);
  // @ts-expect-error no such outcome
  expect(call.outcome satisfies "other" | null).toBe("sized");
  // @ts-expect-error no such slot
  expect(call.slots.amuont).toBeUndefined();
  // @ts-expect-error a number, not a string
  expect(call.slots.amount satisfies string | undefined).toBe(7);
  // @ts-expect-error the input has no such member
  expect(() => simulateCall(robot, { input: { nmae: "Anna" } })).toThrow("name");
});
