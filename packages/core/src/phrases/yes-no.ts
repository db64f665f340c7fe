import { checkName } from "./check-name.ts";
import { hearAnswer } from "./hear-answer.ts";
import { languages, perLanguage, toPhraseLanguage, type PhraseLanguage, type PhrasesByLanguage } from "./languages.ts";
import { checkPhrases, type OwnPhrases } from "./own-phrases.ts";
import { toPhraseReader, type PhraseReader } from "./phrase-reader.ts";
import type { PhraseRecogniser } from "./phrase-recogniser.ts";
import type { Verdict } from "./verdict.ts";

/** A recogniser for each side of a yes/no question. */
export interface YesNoPair {
  readonly yes: PhraseRecogniser;
  readonly no: PhraseRecogniser;
}

/** What a question adds to yes and no. */
export interface OwnAnswerPhrases {
  /** Goes into the names of the recognisers: "cancelVisit" → "yesNo.yes:cancelVisit". */
  readonly name: string;
  /** Phrases that answer yes, by language. Default: none. */
  readonly yes?: PhrasesByLanguage;
  /** Phrases that answer no, by language. Default: none. */
  readonly no?: PhrasesByLanguage;
}

/** Recognisers of yes and of no, and how to add phrases to them. */
export interface YesNo extends YesNoPair {
  /**
   * The same recognisers with the phrases of one question ("Shall I cancel the visit?" — "cancel it", "keep it").
   *
   * They win over base phrases of the same words. Negated, a phrase of yes answers no, a phrase of no answers neither.
   * Where the phrases of yes call something off, coming answers no ("I'll be there") and not coming yes.
   *
   * Errors: an `Error` that names the phrase, when the pattern language cannot read it or the language is unknown.
   */
  with(phrases: OwnAnswerPhrases): YesNoPair;
}

const locales = Object.keys(languages);
const baseReaders = perLanguage((language) => toPhraseReader(languages[language]));

/**
 * Recognisers of yes and of no, with negation ("не приду"), corrections ("нет, то есть да") and idioms ("why not").
 * A word with one wrong letter is read as the only known word that it can come from.
 *
 * Limits: knows the languages in `locales`; a region is ignored ("ru-RU" is "ru"); another language matches nothing.
 * An utterance never matches both; doubts, questions and answers to both sides match neither.
 *
 * @example
 * yesNo.yes.match("да, конечно", "ru"); // 0.95
 * yesNo.no.match("I can't make it", "en-GB"); // 0.95
 * yesNo.yes.match("не знаю", "ru"); // undefined
 */
export const yesNo: YesNo = { ...toPair("", baseReaders), with: withPhrases };

function withPhrases({ name, yes = {}, no = {} }: OwnAnswerPhrases): YesNoPair {
  checkName(name, "yesNo.with");
  checkPhrases(yes, `yesNo.with("${name}").yes`);
  checkPhrases(no, `yesNo.with("${name}").no`);
  return toPair(
    `:${name}`,
    perLanguage((language) => {
      const own: OwnPhrases = { yes: yes[language] ?? [], no: no[language] ?? [] };
      return own.yes.length + own.no.length === 0 ? baseReaders(language) : toPhraseReader(languages[language], own);
    }),
  );
}

function toPair(suffix: string, readers: (language: PhraseLanguage) => PhraseReader): YesNoPair {
  const hear = lastHeard((utterance: string, language: PhraseLanguage) =>
    hearAnswer(utterance, readers(language), languages[language]),
  );
  const recogniser = (answer: "yes" | "no"): PhraseRecogniser => ({
    kind: "phrases",
    name: `yesNo.${answer}${suffix}`,
    locales,
    match(utterance, locale) {
      const language = toPhraseLanguage(locale);
      if (language === undefined) return undefined;
      const verdict = hear(utterance, language);
      return verdict.answer === answer ? verdict.confidence : undefined;
    },
  });
  return { yes: recogniser("yes"), no: recogniser("no") };
}

/** Both sides of a question are asked about the same utterance, which is read once. */
function lastHeard(
  hear: (utterance: string, language: PhraseLanguage) => Verdict,
): (utterance: string, language: PhraseLanguage) => Verdict {
  let last: { readonly utterance: string; readonly language: PhraseLanguage; readonly verdict: Verdict } | undefined;
  return (utterance, language) => {
    if (last?.utterance === utterance && last.language === language) return last.verdict;
    last = { utterance, language, verdict: hear(utterance, language) };
    return last.verdict;
  };
}
