import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";

const lender = (limit: number) =>
  defineRobot({
    id: "quick-loan",
    version: 1,
    direction: "outbound",
    locale: "en",
    input: z.object({ name: z.string() }),
    slots: { amount: z.int().min(0) },
    texts: {
      howMuch: "How much do you need, {name}?",
      again: "Sorry?",
      back: "{amount}, is that right?",
      sorry: "That is too much.",
    },
    outcomes: {
      lent: { title: "Lent" },
      refused: { title: "Refused" },
      unclear: { title: "Unclear" },
      lost: { title: "Not reached" },
    },
    conditions: { large: ({ slots }) => (slots.amount ?? 0) > limit },
    start: "sum",
    steps: {
      sum: {
        collect: "amount",
        text: "howMuch",
        as: "money",
        readBack: "back",
        noInput: ["again"],
        noMatch: ["again"],
        exhausted: { end: "unclear" },
        next: "size",
      },
      size: { branch: [{ if: "large", next: "sorry" }, { next: { end: "lent" } }] },
      sorry: { say: "sorry", hungUp: "refused", next: { end: "refused" } },
    },
    unreached: "lost",
    hungUp: "unclear",
  });

/** Lends up to 50,000. */
export const quickLoan = lender(50_000);

/** The same with a slip of the keyboard: it refuses from 5,001 on. */
export const meanLoan = lender(5_000);
