import { z } from "zod";
import { defineEffect, defineRecogniser } from "../../../src/define/index.ts";

/** The functions that the robots of these tests name, exported as `toSource` expects them. */
const hears = (name: string, word: string) =>
  defineRecogniser({ name, locales: ["ru", "uk"], match: (utterance) => (utterance.includes(word) ? 1 : undefined) });

export const angry = hears("angry", "жаловаться");
export const price = hears("price", "сколько стоит");
export const newOnes = hears("newOnes", "нов");
export const oldOnes = hears("oldOnes", "стар");
export const houseNumber = defineRecogniser({
  name: "house.number",
  locales: ["ru", "uk"],
  read: (utterance) => {
    const value = /\d+[а-я]?/.exec(utterance)?.[0];
    return value === undefined ? undefined : { value, confidence: 1 };
  },
});

export const visitsBook = defineEffect({
  type: "visits.book",
  input: z.object({ at: z.string(), tries: z.int().optional() }),
  output: z.object({ id: z.int(), free: z.boolean() }),
  repeat: "idempotent",
  perform: async ({ tries = 0 }) => ({ id: tries, free: true }),
});

export const large = ({ slots }: { readonly slots: { readonly amount?: number | undefined } }): boolean =>
  (slots.amount ?? 0) > 50_000;
export const vip = ({ input }: { readonly input: { readonly vip: boolean } }): boolean => input.vip;
export const askAddressShort = ({ slots }: { readonly slots: { readonly street?: string | undefined } }): boolean =>
  (slots.street ?? "").length < 5;
