/** Stands for a word that may be a slip of a negation: whatever it is, it supports no yes. */
export const doubtfulWord = "?";

/** A word that the reader knows, and what it does when said alone; an empty text when it only forms longer phrases. */
export interface KnownWord {
  readonly word: string;
  readonly effect: "" | "for" | "against" | "open";
}

/** The words of a lexicon, ready to be compared with slips. */
export interface WordTable {
  /** The word itself, the only known word one slip away from it, or {@link doubtfulWord}. */
  nearest(word: string): string;
}

const shortestWord = 3;
const shortestKnown = 4;
const longestWord = 24;

/**
 * A table of known words. One slip is a letter wrong, missing, too much, or two side by side swapped. A word within one
 * slip of several known words is read as one of them only when all of them do the same; never when they do opposites.
 */
export function toWordTable(
  known: Iterable<KnownWord>,
  stems: readonly string[],
  strangers: Iterable<string>,
): WordTable {
  const effects = new Map<string, Set<KnownWord["effect"]>>();
  for (const { word, effect } of known) effects.set(word, (effects.get(word) ?? new Set()).add(effect));
  const left = new Set([...effects.keys(), ...strangers]);
  const byKey = new Map<string, string[]>();
  for (const word of effects.keys()) {
    for (const key of toKeys(word)) byKey.set(key, [...(byKey.get(key) ?? []), word]);
  }
  const isKnown = (word: string) => left.has(word) || stems.some((stem) => word.startsWith(stem));
  return {
    nearest(word) {
      const isComparable = word.length >= shortestWord - 1 && word.length <= longestWord && !/\p{N}/u.test(word);
      if (!isComparable || isKnown(word)) return word;
      const near = [...new Set(toKeys(word).flatMap((key) => byKey.get(key) ?? []))].filter((other) =>
        isOneSlip(word, other),
      );
      return choose(word, near, effects);
    },
  };
}

function choose(word: string, near: readonly string[], effects: ReadonlyMap<string, ReadonlySet<string>>): string {
  const does = (other: string, effect: string) => effects.get(other)?.has(effect) ?? false;
  const long = near.filter((other) => other.length >= shortestKnown && word.length >= shortestWord);
  const [first] = long;
  const against = near.filter(
    (other) => does(other, "against") && (other.length >= shortestKnown || hasSameLetters(word, other)),
  );
  const shortAgainst = against.some((other) => other.length < shortestKnown);
  const same = new Set(long.map((other) => [...(effects.get(other) ?? [])].toSorted().join(" ")));
  const isClear = long.length === 1 || (same.size === 1 && !same.has(""));
  if (first !== undefined && isClear && !shortAgainst) return first;
  return against.length > 0 ? doubtfulWord : word;
}

/** Every short word is near another one, so that only a swapped or doubled letter counts among them ("нне", "nei"). */
function hasSameLetters(one: string, other: string): boolean {
  const letters = (word: string) => [...new Set(word)].toSorted().join("");
  return letters(one) === letters(other);
}

/** The word, and the word without each of its letters: two words one slip apart share one of these. */
function toKeys(word: string): string[] {
  const letters = Array.from(word);
  return [word, ...letters.map((_, index) => letters.toSpliced(index, 1).join(""))];
}

function isOneSlip(one: string, other: string): boolean {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const rest = (letters: readonly string[], from: number) => letters.slice(start + from).join("");
  const isSwap = a[start] === b[start + 1] && a[start + 1] === b[start];
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (isSwap && rest(a, 2) === rest(b, 2))
  );
}
