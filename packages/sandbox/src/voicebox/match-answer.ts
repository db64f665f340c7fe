import { keywordDictionaries } from "./keyword-dictionaries.ts";
import type { AnswerEntry } from "./scenario.ts";

/** The first entry whose key was pressed. */
export function matchPressed(entries: readonly AnswerEntry[], pressed: string): AnswerEntry | undefined {
  return entries.find(({ dtmf }) => dtmf === pressed);
}

/** The first entry that has a word, or a word of one of its dictionaries, in the utterance. Whole words; case and ё do not matter. */
export function matchSaid(entries: readonly AnswerEntry[], said: string): AnswerEntry | undefined {
  const tokens = toTokens(said);
  return entries.find((entry) => wordsOf(entry).some((word) => contains(tokens, toTokens(word))));
}

function wordsOf(entry: AnswerEntry): string[] {
  const dictionaries = (entry.keywords ?? []).flatMap(({ name }) => keywordDictionaries.get(name) ?? []);
  return [...(entry.words ?? []), ...dictionaries];
}

function toTokens(text: string): string[] {
  return (
    text
      .toLocaleLowerCase("ru")
      .replaceAll("ё", "е")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function contains(tokens: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  return tokens.some((_, start) => wanted.every((word, offset) => tokens[start + offset] === word));
}
