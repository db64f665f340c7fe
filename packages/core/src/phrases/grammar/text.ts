import { grammarLocales, vocabularyOf } from "./language.ts";
import { lex } from "./lex.ts";
import type { SlotRecogniser } from "./slot-recogniser.ts";

const longestText = 500;

/** Takes what was said as it is, trimmed, at most 500 characters; nothing when only silence or hesitation was heard. */
export const textGrammar: SlotRecogniser<string> = {
  kind: "grammar",
  name: "grammar.text",
  locales: grammarLocales,
  read: (utterance, locale) => {
    const vocabulary = vocabularyOf(locale);
    if (!vocabulary) return undefined;
    const words = lex(utterance).filter(({ kind }) => kind !== "mark");
    const said = words.some(({ text }) => !vocabulary.hesitation.has(text.toLowerCase().replace(/(.)\1+/gu, "$1")));
    if (!said) return undefined;
    const text = Array.from(utterance.normalize("NFC").trim()).slice(0, longestText).join("").trim();
    return { value: text, confidence: 1 };
  },
};
