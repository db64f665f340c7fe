import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { defineDialog, defineEffect, defineRecogniser } from "../../src/define/index.ts";

/** Good parts that the files with mistakes use. */
export const bookVisit = defineEffect({
  type: "visits.book",
  input: z.object({
    at: z.string(),
    seats: z.number().default(1),
    kind: z.enum(["first", "again"]).optional(),
    place: z.object({ room: z.number() }).optional(),
    marks: z.array(z.string()).optional(),
  }),
  output: z.object({ id: z.string(), free: z.boolean(), left: z.number() }),
  repeat: "idempotent",
  perform: async ({ at }, { key }) => ({ id: `${key} ${at}`, free: true, left: 0 }),
});

export const plate = defineRecogniser({
  name: "plate",
  locales: ["ru"],
  read: (utterance) => ({ value: utterance, confidence: 1 }),
});

export const askAddress = defineDialog({
  id: "ask-address",
  locale: "ru",
  input: z.object({ city: z.string(), floors: z.number().default(1) }),
  slots: { street: z.string(), house: z.number() },
  texts: { street: "Какая улица в городе {city}?", house: "Номер дома на {street}?" },
  exits: ["done", "gaveUp"],
  start: "street",
  steps: {
    street: { collect: "street", text: "street", exhausted: { exit: "gaveUp" }, next: "house" },
    house: { collect: "house", text: "house", exhausted: { exit: "gaveUp" }, next: { exit: "done" } },
  },
});

export const { yes, no } = yesNo;
