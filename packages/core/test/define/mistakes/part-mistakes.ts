// Every line with a comment below holds one mistake; `expected.txt` tells them.
import { z } from "zod";
import { defineEffect, defineRecogniser, defineRobot } from "../../../src/define/index.ts";

export const marked = defineEffect({
  type: "visits.mark",
  input: z.object({ at: z.string() }),
  output: z.object({ id: z.string() }),
  repeat: "marked", // nothing looks it up
  retries: 3, // unknown key
  perform: async ({ att }) => ({ id: att }), // unknown member of the input
});

export const builtIn = defineEffect({
  type: "crm.readField", // built in
  input: z.object({}),
  output: z.string(),
  repeat: "often", // no repeat class
  perform: async () => 5, // another result
});

export const silent = defineRecogniser({ name: "silent", locales: ["ru"] }); // hears nothing

export const both = defineRecogniser({
  name: "both",
  locales: ["ru"],
  match: () => 1, // one of the two
  read: () => undefined,
  prio: 1, // unknown key
});

export const keys = defineRecogniser({
  name: "keys",
  locales: ["ru"],
  match: () => 1,
  readKeys: () => 1, // reads a value beside a meaning
});

export const numbers = defineRecogniser({
  name: "numbers",
  locales: ["ru"],
  read: (utterance) => ({ value: utterance.length, confidence: 1 }),
  readKeys: (pressed) => pressed, // another type of value
});

export const declarations = defineRobot({
  id: "wrong-declarations",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string(), vip: z.boolean() }),
  slots: {
    amount: z.number(),
    stage: "string", // no schema
    name: z.string(), // the input has it
  },
  texts: { hello: "Здравствуйте!" },
  outcomes: { done: { title: "Готово" } },
  effects: [{ type: "visits.book" }], // not made by defineEffect
  conditions: { large: ({ slots }) => slots.amount > 5 }, // may be undefined
  upgradeInput: (old) => ({ name: old["name"], vip: true }), // not an input of this version
  start: "size",
  steps: { size: { branch: [{ if: "large", next: { end: "done" } }, { next: { end: "done" } }] } },
  unreached: "done",
  hungUp: "done",
  transferred: "huamn", // unknown outcome
});
