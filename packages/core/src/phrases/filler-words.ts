import type { PhraseLexicon } from "./lexicon.ts";
import type { PhrasePattern, PhrasePlace, Speller } from "./phrase-pattern.ts";

/** Words that carry nothing when said alone. */
export function toFillerWords(lexicon: PhraseLexicon, spell: Speller): Set<string> {
  const lines = lexicon.fillers.filter((line) => !line.includes(" "));
  return new Set(lines.flatMap((line) => line.split("|").flatMap((word) => spell(word))));
}

/** The phrase as it is left when fillers are taken out of an utterance. */
export function withoutFillers(pattern: PhrasePattern, fillers: ReadonlySet<string>): PhrasePattern {
  const places = pattern.places.filter((place) => !isFillerPlace(place, fillers));
  return places.length === 0 ? pattern : { ...pattern, places };
}

/** Whether a place holds nothing but fillers. */
export function isFillerPlace({ words, stems, any }: PhrasePlace, fillers: ReadonlySet<string>): boolean {
  return !any && stems.length === 0 && [...words].every((word) => fillers.has(word));
}
