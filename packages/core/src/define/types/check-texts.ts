import type { ListOf, Mistake } from "./mistake.ts";

/** Types of values that can be spoken inside a text. */
type Speakable = string | number | boolean;

/** Checks every text of a robot: its locales, and its variables against the input. */
export type CheckTexts<Texts, Locale extends string, Input> = string extends keyof Texts
  ? unknown
  : {
      readonly [Text in keyof Texts]: Texts[Text] extends string
        ? CheckWords<Text & string, Texts[Text], Input>
        : Texts[Text] extends object
          ? [Exclude<Locale, keyof Texts[Text]>] extends [never]
            ? {
                readonly [Each in keyof Texts[Text]]: Each extends Locale
                  ? CheckWords<Text & string, Texts[Text][Each], Input>
                  : Mistake<`Locale '${Each & string}' of text '${Text & string}' is not a locale of this robot. Locales: ${ListOf<Locale>}.`>;
              }
            : Mistake<`Text '${Text & string}' has no words for locale '${ListOf<Exclude<Locale, keyof Texts[Text]>>}'. Add them, or give one string for all locales.`>
          : Mistake<`Text '${Text & string}' must be words: a string, or strings by locale.`>;
    };

type CheckWords<Text extends string, Words, Input> = Words extends `${string}{${infer Variable}}${infer Rest}`
  ? Variable extends keyof Input
    ? Input[Variable] extends Speakable
      ? CheckWords<Text, Rest, Input>
      : Mistake<`Text '${Text}' cannot speak {${Variable}}: it must be a string, number or boolean that is always there.`>
    : Mistake<`Text '${Text}' uses {${Variable}}, which the input does not have. Input: ${ListOf<keyof Input>}.`>
  : unknown;
