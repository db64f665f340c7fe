/** One place of a phrase: the words and beginnings of words that fit it. */
export interface PhrasePlace {
  readonly words: ReadonlySet<string>;
  readonly stems: readonly string[];
}

/** One way to say a phrase, without parts that may be missing. */
export interface PhrasePattern {
  readonly places: readonly PhrasePlace[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** All ways to say a phrase of a lexicon; each optional part doubles them. */
export function toPatterns(phrase: string): PhrasePattern[] {
  const atStart = phrase.startsWith("^");
  const atEnd = phrase.endsWith("$");
  const text = phrase.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  let ways: PhrasePlace[][] = [[]];
  for (const part of text.split(" ")) {
    const optional = part.startsWith("[");
    const place = toPlace(optional ? part.slice(1, -1) : part);
    const longer = ways.map((way) => [...way, place]);
    ways = optional ? [...longer, ...ways] : longer;
  }
  return ways.filter((way) => way.length > 0).map((places) => ({ places, atStart, atEnd }));
}

/** How many words the pattern takes at a position; 0 when it does not fit there. */
export function fits(pattern: PhrasePattern, words: readonly string[], position: number): number {
  const end = position + pattern.places.length;
  if (end > words.length || (pattern.atStart && position > 0) || (pattern.atEnd && end < words.length)) return 0;
  return pattern.places.every((place, offset) => fitsPlace(place, words[position + offset] ?? ""))
    ? pattern.places.length
    : 0;
}

function toPlace(part: string): PhrasePlace {
  const choices = part.split("|");
  return {
    words: new Set(choices.filter((choice) => !choice.endsWith("*"))),
    stems: choices.filter((choice) => choice.endsWith("*")).map((choice) => choice.slice(0, -1)),
  };
}

function fitsPlace(place: PhrasePlace, word: string): boolean {
  return place.words.has(word) || place.stems.some((stem) => word.startsWith(stem));
}
