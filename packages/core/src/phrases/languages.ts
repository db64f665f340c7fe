import { lexiconEn } from "./lexicons/en/lexicon-en.ts";
import { lexiconPl } from "./lexicons/pl/lexicon-pl.ts";
import { lexiconRu } from "./lexicons/ru/lexicon-ru.ts";
import { lexiconUk } from "./lexicons/uk/lexicon-uk.ts";
import type { PhraseLexicon } from "./lexicon.ts";

/** The languages whose yes, no and commands are known, by subtag. */
export const languages = { ru: lexiconRu, uk: lexiconUk, pl: lexiconPl, en: lexiconEn } as const satisfies Readonly<
  Record<string, PhraseLexicon>
>;

/** Subtag of a language that is known. */
export type PhraseLanguage = keyof typeof languages;

/** Phrases by language. A language that is missing has none of its own. */
export type PhrasesByLanguage = Readonly<Partial<Record<PhraseLanguage, readonly string[]>>>;

/** Whether a subtag names a known language. */
export function isPhraseLanguage(value: string): value is PhraseLanguage {
  return Object.hasOwn(languages, value);
}

/** The known language of a locale: "ru-RU" and "ru_RU" are "ru". */
export function toPhraseLanguage(locale: string): PhraseLanguage | undefined {
  const language = locale.split(/[-_]/u, 1)[0]?.toLowerCase() ?? "";
  return isPhraseLanguage(language) ? language : undefined;
}

/** Makes one thing per language, each when it is first asked for. */
export function perLanguage<Value>(make: (language: PhraseLanguage) => Value): (language: PhraseLanguage) => Value {
  const made = new Map<PhraseLanguage, Value>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const value = make(language);
    made.set(language, value);
    return value;
  };
}
