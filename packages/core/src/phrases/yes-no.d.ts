import type { PhraseRecogniser } from "./phrase-recogniser.ts";
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
export declare const yesNo: {
    readonly yes: PhraseRecogniser;
    readonly no: PhraseRecogniser;
};
