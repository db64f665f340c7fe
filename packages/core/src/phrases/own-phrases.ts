import { toBaseIndex } from "./base-index.ts";
import { checkPhrase } from "./check-phrase.ts";
import { isFillerPlace, withoutFillers } from "./filler-words.ts";
import { isPhraseLanguage, languages } from "./languages.ts";
import { toPhraseIndex, type PhraseIndex } from "./phrase-index.ts";
import type { PhraseLexicon, PhraseRole } from "./lexicon.ts";
import type { PhrasePattern } from "./phrase-pattern.ts";
import type { OwnRole } from "./roles.ts";

/** Phrases that only one question understands, in one language. */
export interface OwnPhrases {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** No phrases of a question's own. */
export const noPhrases: OwnPhrases = { yes: [], no: [] };

/** Phrases of a question's own, made ready. */
export interface OwnIndex {
  readonly index: PhraseIndex<OwnRole>;
  /** Fillers of the language that the question needs as words. */
  readonly kept: readonly string[];
  /** The question asks whether to call something off, so that coming answers it with no. */
  readonly isReversed: boolean;
}

/** Checks the phrases by language, as a definition gives them. */
export function checkPhrases(given: unknown, place: string): void {
  if (typeof given !== "object" || given === null)
    throw new Error(`${place} is no table of languages, e.g. { en: ["cancel it"] }.`);
  for (const [locale, phrases] of Object.entries(given)) {
    if (phrases === undefined) continue;
    if (!isPhraseLanguage(locale)) {
      throw new Error(
        `${place}: the language "${locale}" is not known. Known are: ${Object.keys(languages).join(", ")}.`,
      );
    }
    if (!Array.isArray(phrases)) throw new Error(`${place}.${locale} is no list of phrases.`);
    phrases.forEach((phrase, index) => {
      checkPhrase(phrase, `${place}.${locale}[${String(index)}]`);
    });
  }
}

/** An index over a question's own phrases, heard in each form of their verbs and without the fillers in them. */
export function toOwnIndex(lexicon: PhraseLexicon, own: OwnPhrases): OwnIndex {
  const { spell, barred, fillerWords, roles } = toBaseIndex(lexicon);
  const families = lexicon.families.map((family) => family.split("|").flatMap(spell));
  const index = toPhraseIndex<OwnRole>(
    [
      ["ownYes", own.yes],
      ["ownNo", own.no],
    ],
    { spell, barred, refine: (pattern) => withFamilies(withoutFillers(pattern, fillerWords), families) },
  );
  return {
    index,
    kept: index.entries
      .filter(({ pattern }) => pattern.places.every((place) => isFillerPlace(place, fillerWords)))
      .map(({ pattern }) => pattern.places.map((place) => [...place.words].join("|")).join(" ")),
    isReversed: index.entries.some(({ label, pattern }) => label === "ownYes" && isRefusal(pattern, roles)),
  };
}

/** Whether the first word of the phrase that the language has a role for refuses. */
function isRefusal(pattern: PhrasePattern, base: PhraseIndex<PhraseRole>): boolean {
  const [first] = pattern.places;
  const labels = [...(first?.words ?? [])].map((word) => base.longestAt(["", word, ""], 1)?.label);
  return labels.some((label) => label === "refusal" || label === "cancellation");
}

function withFamilies(pattern: PhrasePattern, families: readonly (readonly string[])[]): PhrasePattern {
  const places = pattern.places.map((place) => {
    const relatives = families.filter((family) => family.some((word) => place.words.has(word)));
    return { ...place, words: new Set([...place.words, ...relatives.flat()]) };
  });
  return { ...pattern, places };
}
