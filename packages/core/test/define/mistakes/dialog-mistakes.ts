// Every line with a comment below holds one mistake; `expected.txt` tells them.
import { z } from "zod";
import { defineDialog, defineRobot } from "../../../src/define/index.ts";
import { askAddress, no, yes } from "../sample-parts.ts";

export const dialog = defineDialog({
  id: "wrong-dialog",
  locale: "ru",
  input: z.object({ city: z.string() }),
  slots: { street: z.string() },
  texts: { ask: "Какая улица в городе {ctiy}?", more: "Ещё {street}?" }, // unknown variable
  conditions: { short: ({ input, slots }) => input.cty.length + slots.street.length < 5 }, // unknown member; may be undefined
  exits: ["done", "never"], // no step leads to it
  start: "s2",
  version: 1, // unknown key
  steps: {
    s1: { collect: "stret", text: "ask", exhausted: { exit: "done" }, next: "s2" }, // unknown slot
    s2: { say: "ask", next: { exit: "doen" } }, // unknown exit
    s3: { say: "ask", next: { end: "done" } }, // a dialog does not end the call
    s4: { say: "ask", next: { exit: "done" }, hungUp: "done" }, // hanging up is the robot's
    s5: { transfer: { queue: "a" }, busy: "s6", noAnswer: "s6", failed: "s6" }, // only robots transfer
    s6: { ask: "ask", answers: { yes: { hear: yes, next: "s77" }, no: { hear: no, next: "s7" } }, exhausted: "s7" }, // unknown step
    s7: { branch: [{ if: "shrot", next: "s1" }, { next: "s1" }] }, // unknown condition
    s8: { say: "ask", next: 5 }, // neither step nor exit
    s9: { say: "ask", next: { exit: "done", data: 1 } }, // unknown key in an exit
  },
});

export const withoutLocale = defineDialog({
  id: "without-locale",
  texts: { ask: "Да?" },
  exits: ["done"],
  start: "s1",
  steps: { s1: { say: "ask", next: { exit: "done" } } },
});

export const use = defineRobot({
  id: "wrong-use",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string(), city: z.string(), floor: z.number() }),
  slots: { amount: z.number(), street: z.string() },
  texts: { hello: "Здравствуйте!" },
  outcomes: { done: { title: "Готово" } },
  start: "s1",
  steps: {
    s1: { use: "ask-address", with: { city: "{city}" }, exits: { done: "s2", gaveUp: "s2" } }, // no dialog
    s2: { use: askAddress, exits: { done: "s3", gaveUp: "s3" } }, // nothing is given
    s3: { use: askAddress, with: { city: "{floor}" }, exits: { done: "s4", gaveUp: "s4" } }, // a number for a string
    s4: { use: askAddress, with: { city: "{city}", twon: "x" }, exits: { done: "s5", gaveUp: "s5" } }, // unknown member
    s5: { use: askAddress, with: { city: "x" }, into: { street: "stret" }, exits: { done: "s6", gaveUp: "s6" } }, // unknown slot of the dialog
    s6: { use: askAddress, with: { city: "x" }, into: { stret: "street" }, exits: { done: "s7", gaveUp: "s7" } }, // unknown slot
    s7: { use: askAddress, with: { city: "x" }, into: { amount: "street" }, exits: { done: "s8", gaveUp: "s8" } }, // a string for a number
    s8: { use: askAddress, with: { city: "x" }, exits: { done: "s9" } }, // an exit is missing
    s9: { use: askAddress, with: { city: "x" }, exits: { done: "s10", gaveUp: "s10", lost: "s10" } }, // unknown exit
    s10: { use: askAddress, with: { city: "x" } }, // no exits
    s11: { use: askAddress, with: { city: "x" }, exits: { done: "s111", gaveUp: { end: "doen" } } }, // unknown step; unknown outcome
    s12: { use: askAddress, with: { city: "x" }, exits: { done: "s1", gaveUp: { end: "done" } }, hungUp: "done" }, // unknown key
    s13: { say: "hello", next: { exit: "done" } }, // exits are a dialog's
  },
  unreached: "done",
  hungUp: "done",
});

export const languages = defineRobot({
  id: "wrong-languages",
  version: 1,
  direction: "outbound",
  locales: ["ru", "uk"],
  input: z.object({}),
  texts: { hello: "…" },
  outcomes: { done: { title: "Готово" } },
  start: "s1",
  steps: { s1: { use: askAddress, with: { city: "x" }, exits: { done: { end: "done" }, gaveUp: { end: "done" } } } }, // speaks no Ukrainian
  unreached: "done",
  hungUp: "done",
});
