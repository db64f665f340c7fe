import { fits, toPatterns, type PhrasePattern } from "./phrase-pattern.ts";

/** A phrase found in an utterance: what it is and how many words it takes. */
export interface PhraseHit<Label> {
  readonly label: Label;
  readonly length: number;
}

/** Finds the longest known phrase that begins at a word. */
export interface PhraseIndex<Label> {
  longestAt(words: readonly string[], position: number): PhraseHit<Label> | undefined;
}

interface Entry<Label> {
  readonly label: Label;
  readonly pattern: PhrasePattern;
}

/** An index over labelled phrases; of equally long hits the one listed first wins. */
export function toPhraseIndex<Label>(lists: Iterable<readonly [Label, readonly string[]]>): PhraseIndex<Label> {
  const byFirstWord = new Map<string, Entry<Label>[]>();
  const byStem: Entry<Label>[] = [];
  for (const [label, phrases] of lists) {
    for (const pattern of phrases.flatMap(toPatterns)) {
      const first = pattern.places[0];
      if (first === undefined) continue;
      if (first.stems.length > 0) byStem.push({ label, pattern });
      for (const word of first.words) byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), { label, pattern }]);
    }
  }
  return {
    longestAt(words, position) {
      let longest: PhraseHit<Label> | undefined;
      for (const { label, pattern } of [...(byFirstWord.get(words[position] ?? "") ?? []), ...byStem]) {
        const length = fits(pattern, words, position);
        if (length > (longest?.length ?? 0)) longest = { label, length };
      }
      return longest;
    },
  };
}
