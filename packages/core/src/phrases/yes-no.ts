import { lexiconEn } from "./lexicon-en.ts";
import { lexiconRu } from "./lexicon-ru.ts";
import { toPhraseReader, type PhraseReader } from "./statements.ts";
import { toVerdict } from "./verdict.ts";
import type { PhraseLexicon } from "./lexicon.ts";
import type { PhraseRecogniser } from "./phrase-recogniser.ts";

const lexicons: readonly PhraseLexicon[] = [lexiconRu, lexiconEn];
const locales = lexicons.map((lexicon) => lexicon.locale);
const readers = new Map<string, PhraseReader>();

/**
 * Recognisers of yes and of no, with negation ("не приду"), corrections ("нет, то есть да") and idioms ("why not").
 *
 * Limits: knows the languages in `locales`; a region is ignored ("ru-RU" is "ru"); another language matches nothing.
 * An utterance never matches both; doubts, questions and answers to both sides match neither.
 *
 * @example
 * yesNo.yes.match("да, конечно", "ru"); // 0.95
 * yesNo.no.match("I can't make it", "en-GB"); // 0.95
 * yesNo.yes.match("не знаю", "ru"); // undefined
 */
export const yesNo: { readonly yes: PhraseRecogniser; readonly no: PhraseRecogniser } = {
  yes: answerRecogniser("yes"),
  no: answerRecogniser("no"),
};

function answerRecogniser(answer: "yes" | "no"): PhraseRecogniser {
  return {
    kind: "phrases",
    name: `yesNo.${answer}`,
    locales,
    match(utterance, locale) {
      const reader = readerOf(locale);
      if (reader === undefined) return undefined;
      const verdict = toVerdict(reader.read(utterance));
      return verdict.answer === answer ? verdict.confidence : undefined;
    },
  };
}

function readerOf(locale: string): PhraseReader | undefined {
  const language = locale.split(/[-_]/u, 1)[0]?.toLowerCase() ?? "";
  const known = readers.get(language);
  if (known) return known;
  const lexicon = lexicons.find((candidate) => candidate.locale === language);
  if (!lexicon) return undefined;
  const reader = toPhraseReader(lexicon);
  readers.set(language, reader);
  return reader;
}
