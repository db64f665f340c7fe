import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { yesNo } from "../../../src/phrases/index.ts";

/** What a condition compares with, out of sight of a walk. */
export const secret = { code: "open sesame" };

/** A code that nobody guesses leads to a step of its own. */
export const vault = defineRobot({
  id: "vault",
  version: 1,
  direction: "inbound",
  locale: "en",
  input: z.object({ code: z.string() }),
  texts: { welcome: "Come in.", away: "Go away.", never: "This is never said." },
  outcomes: { open: { title: "Opened" }, shut: { title: "Stayed shut" }, lost: { title: "Not reached" } },
  conditions: { impossible: () => false },
  inputConditions: { right: ({ input }) => input.code === secret.code },
  start: "check",
  steps: {
    check: { branch: [{ if: "right", next: "welcome" }, { if: "impossible", next: "ghost" }, { next: "away" }] },
    welcome: { say: "welcome", next: { end: "open" } },
    ghost: { say: "never", next: { end: "open" } },
    away: { say: "away", next: { end: "shut" } },
  },
  unreached: "lost",
  hungUp: "shut",
});

/** Asks until the client has enough. */
export const circle = defineRobot({
  id: "circle",
  version: 2,
  direction: "outbound",
  locale: "en",
  input: z.object({}),
  texts: { joke: "A joke.", more: "One more?" },
  outcomes: { enough: { title: "Enough" }, lost: { title: "Not reached" } },
  start: "joke",
  steps: {
    joke: { say: "joke", next: "more" },
    more: {
      ask: "more",
      answers: { yes: { hear: yesNo.yes, next: "joke" }, no: { hear: yesNo.no, next: { end: "enough" } } },
      exhausted: "joke",
    },
  },
  unreached: "lost",
  hungUp: "enough",
});

/** A stage of the CRM, out of sight of a walk. */
export const wonStage = "C7:WON";

/** Needs a number plate and a stage that no sample finds. */
export const barrier = defineRobot({
  id: "barrier",
  version: 1,
  direction: "inbound",
  locale: "en",
  input: z.object({}),
  slots: { plate: z.string().regex(/^[A-Z]\d{3}$/), stage: z.string().nullable() },
  texts: { plate: "Your number plate?", open: "Welcome, {plate}.", shut: "Sorry." },
  outcomes: { open: { title: "Opened" }, shut: { title: "Stayed shut" }, lost: { title: "Not reached" } },
  conditions: {
    won: ({ slots }) => {
      if (slots.stage === null) throw new Error("the deal has no stage");
      return slots.stage === wonStage;
    },
  },
  start: "ask",
  steps: {
    ask: { collect: "plate", text: "plate", as: "text", exhausted: "no", next: "look" },
    look: { act: "crm.readField", with: { field: "STAGE_ID" }, into: "stage", next: "check", failed: "no" },
    check: { branch: [{ if: "won", next: "yes" }, { next: "no" }] },
    yes: { say: "open", next: { end: "open" } },
    no: { say: "shut", next: { end: "shut" } },
  },
  unreached: "lost",
  hungUp: "shut",
});
