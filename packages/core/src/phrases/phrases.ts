import { checkName } from "./check-name.ts";
import { toMeaningReader } from "./free-meaning.ts";
import { isPhraseLanguage, languages, perLanguage, toPhraseLanguage, type PhrasesByLanguage } from "./languages.ts";
import { checkPhrases } from "./own-phrases.ts";
import type { PhraseRecogniser } from "./phrase-recogniser.ts";

/** One meaning: a name and the phrases that say it, by language. */
export interface PhrasesSettings extends PhrasesByLanguage {
  /** Stable name, written into robot documents. */
  readonly name: string;
}

/**
 * A recogniser of one free meaning: it matches when one of the phrases occurs and no negation stands in front of it
 * ("not the price"). The confidence is the share of words that the phrases explain.
 *
 * Limits: matches nothing in a language without phrases.
 * Errors: an `Error` that names the phrase, when the pattern language cannot read it or the language is unknown.
 *
 * @example
 * const price = phrases({ name: "price", en: ["how much", "price|cost*"], ru: ["сколько стоит", "цен*"] });
 * price.match("and how much is it?", "en"); // 0.95
 * price.match("not the price, the address", "en"); // undefined
 */
export function phrases({ name, ...byLanguage }: PhrasesSettings): PhraseRecogniser {
  checkName(name, "phrases");
  checkPhrases(byLanguage, `phrases("${name}")`);
  const readers = perLanguage((language) =>
    toMeaningReader(languages[language], { phrases: byLanguage[language] ?? [], aside: [] }),
  );
  return {
    kind: "phrases",
    name,
    locales: Object.keys(byLanguage).filter(isPhraseLanguage),
    match(utterance, locale) {
      const language = toPhraseLanguage(locale);
      return language === undefined || byLanguage[language] === undefined ? undefined : readers(language)(utterance);
    },
  };
}
