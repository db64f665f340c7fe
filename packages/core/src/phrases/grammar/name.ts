import { foldWord } from "./vocabulary.ts";
import { grammarLocales, vocabularyOf } from "./language.ts";
import { plainText } from "./lex.ts";
import { classifyNameWords, type NameItem } from "./name-items.ts";
import type { HeardValue, SlotRecogniser } from "./slot-recogniser.ts";

const longestName = 4;
const longestBareName = 3;

/** Reads a person's name as said, capitalised, without the words around it: "меня зовут анна", "it's J O H N". */
export const nameGrammar: SlotRecogniser<string> = {
  kind: "grammar",
  name: "grammar.name",
  locales: grammarLocales,
  read: (utterance, locale) => {
    const vocabulary = vocabularyOf(locale);
    if (!vocabulary) return undefined;
    const items = classifyNameWords(plainText(utterance), vocabulary.words.locale, (word) =>
      foldWord(word, vocabulary.words),
    );
    return items && findName(items);
  },
};

type Run = { readonly words: readonly string[]; readonly start: number; readonly end: number };

function findName(all: readonly NameItem[]): HeardValue<string> | undefined {
  const items = afterCorrection(all);
  if (items.some(({ role }) => role === "or")) return undefined;
  const runs = toRuns(items).filter((run) => !isNegated(items, run));
  const introduced = runs.find((run) => roleBefore(items, run.start) === "intro");
  const named = introduced ?? runs.find((run) => roleBehind(items, run.end) === "intro");
  if (named)
    return toName(
      [named, ...runs.filter(({ start }) => start > named.end && followsDirectly(items, named, start))],
      longestName,
      1,
    );
  if (items.some(({ role }) => role === "stop")) return undefined;
  const together =
    runs.length > 1 &&
    runs.every((run, index) => index === 0 || followsDirectly(items, runs[index - 1] ?? run, run.start));
  return runs.length === 1 || together ? toName(runs, longestBareName, 0.9) : undefined;
}

/** What was said behind the last correction that a name follows. */
function afterCorrection(items: readonly NameItem[]): readonly NameItem[] {
  const lastName = items.findLastIndex(({ role }) => role === "name");
  const correction = items.findLastIndex(({ role }, index) => role === "correction" && index < lastName);
  // "Анна, извините, я занята": behind the correction stands a sentence, no name.
  const behind = items.slice(correction + 1);
  const isSentence = behind.some(({ role }) => role === "stop") && !behind.some(({ role }) => role === "intro");
  return correction >= 0 && isSentence ? items.slice(0, correction) : behind;
}

function toRuns(items: readonly NameItem[]): Run[] {
  const runs: Run[] = [];
  let words: string[] = [];
  let start = 0;
  for (let index = 0; index <= items.length; index += 1) {
    const item = items[index];
    if (item && (item.role === "name" || item.role === "double")) {
      if (words.length === 0) start = index;
      words.push(item.role === "double" ? "*2" : item.text);
    } else if (words.length > 0 && item?.role !== "filler") {
      runs.push({ words, start, end: index });
      words = [];
    }
  }
  return runs;
}

function roleBefore(items: readonly NameItem[], start: number): NameItem["role"] | undefined {
  let place = start - 1;
  while (isPassable(items[place])) place -= 1;
  return items[place]?.role;
}

function roleBehind(items: readonly NameItem[], end: number): NameItem["role"] | undefined {
  let place = end;
  while (items[place]?.role === "filler") place += 1;
  return items[place]?.role;
}

function isPassable(item: NameItem | undefined): boolean {
  return item?.role === "filler" || item?.role === "title" || item?.role === "mark";
}

function isNegated(items: readonly NameItem[], { start }: Run): boolean {
  return roleBefore(items, start) === "not";
}

function followsDirectly(items: readonly NameItem[], run: Run, start: number): boolean {
  return items.slice(run.end, start).every((item) => isPassable(item) || item.role === "intro" || item.role === "name");
}

/** The name of the first run; a run behind it may spell it. */
function toName([first, second]: readonly Run[], most: number, confidence: number): HeardValue<string> | undefined {
  if (!first) return undefined;
  const words = joinLetters(first.words, most);
  const spelled = second && isSpelled(second.words) ? joinLetters(second.words, most) : [];
  const more = second && spelled.length === 0 && confidence < 1 ? joinLetters(second.words, most) : spelled;
  const all = [...words];
  for (const word of more) {
    const heard = all.at(-1)?.toLowerCase() ?? "";
    if (heard !== word.toLowerCase()) all.push(word);
  }
  const name = all.map(capitalise).join(" ");
  if (all.length > most || name.includes("*") || name.length > 80 || !/\p{L}{2}/u.test(name)) return undefined;
  return { value: name, confidence };
}

function isSpelled(words: readonly string[]): boolean {
  return words.filter((word) => Array.from(word).length === 1).length >= 2;
}

/** The words of a run, single letters joined to words; a word and its spelling are one. */
function joinLetters(words: readonly string[], most: number): string[] {
  const joined: string[] = [];
  let letters = "";
  let double = false;
  const close = () => {
    const before = joined.at(-1)?.toLowerCase();
    if (letters && before !== letters.toLowerCase()) joined.push(letters.length > 1 ? letters.toLowerCase() : letters);
    letters = "";
  };
  for (const word of words.slice(0, 40)) {
    if (word === "*2") double = true;
    else if (Array.from(word).length === 1) {
      letters += double ? word + word : word;
      double = false;
    } else {
      close();
      if (joined.length <= most) joined.push(double ? "*" : word);
      double = false;
    }
  }
  close();
  return joined;
}

function capitalise(word: string): string {
  const isMixed = /^\p{Lu}.*\p{Ll}/u.test(word) && !/-\p{Ll}/u.test(word);
  if (isMixed) return word;
  return word
    .toLowerCase()
    .replace(/(^|-)(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^(\p{Lu}['’])(\p{Ll})/u, (_, before: string, letter: string) => before + letter.toUpperCase());
}
