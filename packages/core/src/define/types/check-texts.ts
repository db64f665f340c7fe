import type { CheckWords, GoodPlaceholder, PlaceholderOf } from "./check-words.ts";
import type { KnownNames } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";

/**
 * Checks every text: its locales, and its variables against input and slots.
 *
 * The variables of all texts are compared at once; texts are taken apart one by one only where that finds something.
 */
export type CheckTexts<Texts, Known extends KnownNames> = unknown extends Texts
  ? unknown
  : string extends keyof Texts
    ? unknown
    : [PlaceholderOfText<Texts[keyof Texts], Known["locale"]>] extends [GoodPlaceholder<Known>]
      ? unknown
      : { readonly [Text in keyof Texts]: CheckText<Text & string, Texts[Text], Known> };

/** Words of a text in any of its languages. */
export type WordsOf<Text> = Text extends string
  ? Text
  : Text extends { readonly say: infer Words }
    ? Words
    : Text extends object
      ? WordsOf<Text[keyof Text]>
      : never;

/** The placeholders of a text; something that is none where its structure is wrong. */
type PlaceholderOfText<Text, Locale> = Text extends string
  ? PlaceholderOf<Text>
  : Text extends { readonly say: infer Words extends string; readonly file: string }
    ? keyof Text extends "say" | "file"
      ? PlaceholderOf<Words>
      : false
    : Text extends object
      ? [Locale, keyof Text] extends [keyof Text, Locale]
        ? PlaceholderOfText<Text[keyof Text], never>
        : false
      : false;

type CheckText<Name extends string, Text, Known extends KnownNames> = Text extends string
  ? CheckWords<`Text '${Name}'`, Text, Known["locale"], Known>
  : Text extends { readonly say: unknown } | { readonly file: unknown }
    ? CheckRecording<Name, Text, Known["locale"], Known>
    : Text extends object
      ? [Exclude<Known["locale"], keyof Text>] extends [never]
        ? { readonly [Each in keyof Text]: CheckLocale<Name, Each, Text[Each], Known> }
        : Mistake<`Text '${Name}' has no words for locale '${ListOf<Exclude<Known["locale"], keyof Text>>}'. Add them, or give one string for all locales.`>
      : Mistake<`Text '${Name}' must be words: a string, strings by locale, or { say, file } for a recording.`>;

type CheckLocale<Name extends string, Each, Words, Known extends KnownNames> = Each extends Known["locale"]
  ? Words extends string
    ? CheckWords<`Text '${Name}'`, Words, Each, Known>
    : Words extends { readonly say: unknown } | { readonly file: unknown }
      ? CheckRecording<Name, Words, Each, Known>
      : Mistake<`Text '${Name}' must be words in locale '${Each}': a string, or { say, file } for a recording.`>
  : Mistake<`Locale '${Each & string}' of text '${Name}' is not a locale of this ${Owner<Known>}. Locales: ${ListOf<Known["locale"]>}.`>;

type Owner<Known extends KnownNames> = Known["ending"] extends "{ exit: 'name' }" ? "dialog" : "robot";

type CheckRecording<Name extends string, Recording, Locale, Known extends KnownNames> = Recording extends {
  readonly say: unknown;
  readonly file: unknown;
}
  ? {
      readonly [Key in keyof Recording]: Key extends "say"
        ? Recording[Key] extends string
          ? CheckWords<`Text '${Name}'`, Recording[Key], Locale, Known>
          : Mistake<`Text '${Name}' must say in 'say' the words of its recording.`>
        : Key extends "file"
          ? Recording[Key] extends string
            ? unknown
            : Mistake<`Text '${Name}' must name the file of its recording.`>
          : Mistake<`A recorded text has no key '${Key & string}'. Keys: say, file.`>;
    }
  : Recording extends { readonly say: unknown }
    ? Mistake<`Text '${Name}' has no 'file', the recording of its words.`>
    : Mistake<`Text '${Name}' has no 'say', the words of its recording.`>;
