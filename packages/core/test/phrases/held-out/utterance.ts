import { readFileSync } from "node:fs";

/** Languages with held-out sets. */
export const languages = ["ru", "uk", "pl", "en"] as const;
/** A language with held-out sets. */
export type Language = (typeof languages)[number];

/** What is to be heard in an utterance. */
export type HearingTask =
  "yesNo" | "own" | "command" | "number" | "digits" | "money" | "date" | "time" | "phone" | "name";

/** One utterance, written from the rules of hearing alone, and what it means. */
export interface HeldOutUtterance {
  readonly task: HearingTask;
  readonly say: string;
  readonly expect: string | number | null;
}

/**
 * The sets, in the order in which they were first heard. Each was written without sight of the lexicons; after its first hearing
 * the lexicons were mended by it, so only that first figure counts.
 */
export const heldOutSets = ["a", "b", "c"] as const;
/** Name of a set. */
export type HeldOutSet = (typeof heldOutSets)[number];

/** A set as it was written. */
export function readSet(set: HeldOutSet, language: Language): readonly HeldOutUtterance[] {
  const file = new URL(`sets/${set}-${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as readonly HeldOutUtterance[];
}
