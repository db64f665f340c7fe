import type { GrammarWords, NumberedWords, OrdinalKind, SenseKind } from "./grammar-words.ts";
import { isOneEditAway } from "./one-edit.ts";

/** One meaning of a word. */
export interface Sense {
  readonly kind: SenseKind;
  readonly value: number;
  /** A feminine ordinal, which names an hour in some languages. */
  readonly feminine: boolean;
}

/** How a heard word was understood. */
export interface KnownWord {
  /** The word as the vocabulary writes it. */
  readonly text: string;
  /** It was misheard or mistyped by one character. */
  readonly fuzzy: boolean;
}

/** The words of one language, ready to look up. */
export interface Vocabulary {
  readonly words: GrammarWords;
  /** Meanings of words and of phrases, whose words are joined by "_". */
  readonly senses: ReadonlyMap<string, readonly Sense[]>;
  /** Meanings of the phrases that a word is part of. */
  readonly phraseSenses: ReadonlyMap<string, readonly Sense[]>;
  readonly known: ReadonlySet<string>;
  /** Known words by their length. */
  readonly byLength: ReadonlyMap<number, readonly string[]>;
  readonly longestPhrase: number;
  readonly hesitation: ReadonlySet<string>;
  readonly ordinalEndings: ReadonlySet<string>;
}

/** Meanings that carry no part of a value: a word close to one of these may be skipped. */
const idleKinds: ReadonlySet<SenseKind> = new Set<SenseKind>([
  "link",
  "at",
  "article",
  "and",
  "or",
  "soft",
  "correction",
  "no",
  "not",
  "refusal",
  "currency",
  "coin",
  "dateWord",
  "oclock",
  "now",
  "plus",
]);

/** Meanings of words so short that any word close to them is suspect. */
const shortKinds: ReadonlySet<SenseKind> = new Set<SenseKind>(["oh", "dayPart"]);

const shortestFuzzyWord = 5;
const longestFuzzyWord = 24;

/** The word as the vocabulary writes it: lower case, letters folded. */
export function foldWord(word: string, words: Pick<GrammarWords, "letters">): string {
  return Array.from(word.toLowerCase().replace(/['’‘ʼ`´]/gu, ""), (letter) =>
    Object.hasOwn(words.letters, letter) ? words.letters[letter] : letter,
  ).join("");
}

/** The vocabulary of a language. */
export function toVocabulary(words: GrammarWords): Vocabulary {
  const senses = new Map<string, Sense[]>();
  const add = (text: string, sense: Sense) => {
    const word = foldWord(text, words);
    senses.set(word, [...(senses.get(word) ?? []), sense]);
  };
  for (const [kind, table] of Object.entries(words.senses) as [SenseKind, NumberedWords][]) {
    for (const [text, value] of numbered(table)) add(text, { kind, value, feminine: false });
  }
  for (const [text, value, feminine] of ordinals(words)) add(text, { kind: ordinalKind(value), value, feminine });
  const phraseSenses = new Map<string, Sense[]>();
  for (const [text, meanings] of senses) {
    const parts = text.split("_");
    for (const part of parts.length > 1 ? parts : []) {
      phraseSenses.set(part, [...(phraseSenses.get(part) ?? []), ...meanings]);
    }
  }
  const known = new Set([...senses.keys()].flatMap((text) => text.split("_")));
  for (const word of split(words.common)) known.add(foldWord(word, words));
  const byLength = new Map<number, string[]>();
  for (const word of known) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);
  return {
    words,
    senses,
    phraseSenses,
    known,
    byLength,
    longestPhrase: Math.max(...[...senses.keys()].map((text) => text.split("_").length)),
    hesitation: new Set(split(words.hesitation)),
    ordinalEndings: new Set(split(words.ordinalEndings).map((ending) => foldWord(ending, words))),
  };
}

/** The known word that was said, also when one character of a longer word is wrong; `undefined` when that is unclear. */
export function findWord(word: string, vocabulary: Vocabulary): KnownWord | undefined {
  if (vocabulary.known.has(word)) return { text: word, fuzzy: false };
  const near = nearWords(word, vocabulary);
  const [first] = near;
  if (first === undefined || !near.some((candidate) => candidate.length >= shortestFuzzyWord)) return undefined;
  const meaning = meaningKey(first, vocabulary);
  if (near.some((candidate) => meaningKey(candidate, vocabulary) !== meaning)) return undefined;
  return { text: near.find((candidate) => candidate.length >= shortestFuzzyWord) ?? first, fuzzy: true };
}

/** Whether an unknown word may be a misheard part of a value. */
export function isSuspect(word: string, vocabulary: Vocabulary): boolean {
  if (word.length < 2) return false;
  return nearWords(word, vocabulary).some((candidate) => {
    const senses = vocabulary.senses.get(candidate) ?? [];
    if (candidate.length < 3) return senses.some(({ kind }) => shortKinds.has(kind));
    const all = [...senses, ...(vocabulary.phraseSenses.get(candidate) ?? [])];
    return all.some(({ kind }) => !idleKinds.has(kind));
  });
}

function nearWords(word: string, vocabulary: Vocabulary): string[] {
  if (word.length > longestFuzzyWord) return [];
  return [-1, 0, 1]
    .flatMap((difference) => vocabulary.byLength.get(word.length + difference) ?? [])
    .filter((candidate) => isOneEditAway(word, candidate));
}

/** Words of equal key mean the same, so it does not matter which of them was said. */
function meaningKey(word: string, vocabulary: Vocabulary): string {
  const keysOf = (senses: readonly Sense[] = []) =>
    [...new Set(senses.map(({ kind, value, feminine }) => `${kind}:${value}:${String(feminine)}`))].sort().join();
  const own = keysOf(vocabulary.senses.get(word));
  const inPhrases = keysOf(vocabulary.phraseSenses.get(word));
  return own || inPhrases ? own || inPhrases : word;
}

function* ordinals(words: GrammarWords): Generator<[string, number, boolean]> {
  const { feminine, others, stems, feminineWords, otherWords } = words.ordinals;
  for (const [stem, value] of numbered(stems)) {
    for (const ending of split(feminine)) yield [`${stem}${ending}`, value, true];
    for (const ending of split(others)) yield [`${stem}${ending}`, value, false];
  }
  for (const [text, value] of numbered(feminineWords)) yield [text, value, true];
  for (const [text, value] of numbered(otherWords)) yield [text, value, false];
}

function ordinalKind(value: number): OrdinalKind {
  if (value < 10) return "ordUnit";
  if (value < 20) return "ordTeen";
  return value < 100 ? "ordTen" : "ordHundred";
}

function* numbered(table: NumberedWords): Generator<[string, number]> {
  for (const [value, texts] of Object.entries(table)) {
    for (const text of split(texts)) yield [text, Number(value)];
  }
}

function split(words: string): string[] {
  return words.split(/\s+/u).filter(Boolean);
}
