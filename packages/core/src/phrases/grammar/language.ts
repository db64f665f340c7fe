import type { GrammarWords } from "./grammar-words.ts";
import { toVocabulary, type Vocabulary } from "./vocabulary.ts";
import { wordsEn } from "./words-en.ts";
import { wordsPl } from "./words-pl.ts";
import { wordsRu } from "./words-ru.ts";
import { wordsUk } from "./words-uk.ts";

/** Languages of the grammars. */
export const grammarLocales: readonly string[] = ["ru", "uk", "pl", "en"];

const languages: Readonly<Record<string, GrammarWords>> = { ru: wordsRu, uk: wordsUk, pl: wordsPl, en: wordsEn };

const vocabularies = new Map<string, Vocabulary>();

/** The vocabulary for a locale such as "ru" or "pl-PL"; `undefined` for other languages. */
export function vocabularyOf(locale: string): Vocabulary | undefined {
  const language = locale.toLowerCase().split(/[-_]/u)[0] ?? "";
  const known = vocabularies.get(language);
  if (known) return known;
  if (!Object.hasOwn(languages, language)) return undefined;
  const words = languages[language];
  if (!words) return undefined;
  const vocabulary = toVocabulary(words);
  vocabularies.set(language, vocabulary);
  return vocabulary;
}
