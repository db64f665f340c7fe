import { defineRecogniser, type Recogniser, type SlotRecogniser } from "../../src/define/index.ts";
import type { Holds, Same } from "./same-type.ts";

/** A recogniser of a meaning. */
export const angry = defineRecogniser({
  name: "angry",
  locales: ["en"],
  match: (utterance, locale) => (utterance.includes("complain") && locale === "en" ? 0.9 : undefined),
});

/** A recogniser of a value. */
export const plate = defineRecogniser({
  name: "plate",
  locales: ["en"],
  read: (utterance, _locale, { country }) => {
    const value = /[A-Z]\d{3}/.exec(utterance)?.[0];
    return value === undefined || country !== "GB" ? undefined : { value, confidence: 1 };
  },
  readKeys: (keys) => (keys.length === 3 ? `A${keys}` : undefined),
});

/** What is inferred. */
export type Inferred = readonly [
  Holds<Same<typeof angry, Recogniser>>,
  Holds<Same<typeof plate, SlotRecogniser<string>>>,
];

// @ts-expect-error It hears nothing.
defineRecogniser({ name: "deaf", locales: ["en"] });

defineRecogniser({
  name: "count",
  locales: ["en"],
  read: (utterance) => ({ value: utterance.length, confidence: 1 }),
  // @ts-expect-error Keys give the same type of value as words.
  readKeys: (keys) => keys,
});
