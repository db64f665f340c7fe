import { z } from "zod";
import { defineDialog, defineEffect, defineRecogniser } from "../../packages/core/src/define/index.ts";

/** An effect that the measured robots ask for. */
export const bookVisit = defineEffect({
  type: "visits.book",
  input: z.object({ at: z.string(), note: z.string().optional() }),
  output: z.object({ id: z.string(), free: z.number() }),
  repeat: "idempotent",
  perform: async ({ at }, { key }) => ({ id: `${key}-${at}`, free: 3 }),
});

/** A recogniser of values that the measured robots hear with. */
export const plate = defineRecogniser({
  name: "plate",
  locales: ["en"],
  read: (utterance) => ({ value: utterance, confidence: 1 }),
});

/** A dialog that the measured robots use. */
export const askAddress = defineDialog({
  id: "ask-address",
  locale: "en",
  input: z.object({ city: z.string() }),
  slots: { street: z.string(), house: z.string() },
  texts: { street: "Which street in {city}?", house: "Which house in {street}?" },
  exits: ["done", "gaveUp"],
  start: "street",
  steps: {
    street: { collect: "street", text: "street", exhausted: { exit: "gaveUp" }, next: "house" },
    house: { collect: "house", text: "house", exhausted: { exit: "gaveUp" }, next: { exit: "done" } },
  },
});
