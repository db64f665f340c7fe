import type { KnownNames } from "./known-names.ts";
import type { ListOf, Mistake, OneOf } from "./mistake.ts";

/** Types of values that can be spoken inside a text. */
type Speakable = string | number | boolean;

type MomentFormat = "time" | "date" | "dateTime";
type NumberFormat = "number" | "money" | `money(${string})`;

/** What stands between the braces of words: `name`, `visitAt:time`. */
export type PlaceholderOf<Words> = Words extends `${string}{${infer Placeholder}}${infer Rest}`
  ? Placeholder | PlaceholderOf<Rest>
  : never;

/** Placeholders that are right in every language. Those with `plural` are not among them: languages differ. */
export type GoodPlaceholder<Known extends KnownNames> =
  | VariableOf<Known["variables"], Speakable>
  | `${VariableOf<Known["variables"], string | number>}:digits`
  | `${VariableOf<Known["variables"], string>}:${MomentFormat}`
  | `${VariableOf<Known["variables"], number>}:${NumberFormat}`;

/** Checks the variables of words. `Subject` begins the sentence, e.g. `Text 'hello'`. */
export type CheckWords<
  Subject extends string,
  Words,
  Locale,
  Known extends KnownNames,
> = Words extends `${string}{${infer Placeholder}}${infer Rest}`
  ? Placeholder extends GoodPlaceholder<Known>
    ? CheckWords<Subject, Rest, Locale, Known>
    : PlaceholderMistake<Subject, Placeholder, Locale, Known> extends infer Found
      ? [Found] extends [never]
        ? CheckWords<Subject, Rest, Locale, Known>
        : Found
      : never
  : unknown;

/** The sentence about a variable that is not there. */
export type UnknownVariable<Subject extends string, Name extends string, Known extends KnownNames> = [
  Known["slot"],
] extends [never]
  ? Mistake<`${Subject} uses {${Name}}, which the input does not have. Input: ${ListOf<keyof Known["variables"]>}.`>
  : Mistake<`${Subject} uses {${Name}}, which neither input nor slots have. They have: ${ListOf<keyof Known["variables"]>}.`>;

type VariableOf<Variables, Wanted> = {
  [Name in keyof Variables]: unknown extends Variables[Name] ? Name : Variables[Name] extends Wanted ? Name : never;
}[keyof Variables] &
  string;

type PlaceholderMistake<
  Subject extends string,
  Placeholder extends string,
  Locale,
  Known extends KnownNames,
> = Placeholder extends `${infer Name}:${infer Format}`
  ? VariableMistake<Subject, Name, Known> extends infer Found
    ? [Found] extends [never]
      ? FormatMistake<Subject, Name, Format, Locale, Known>
      : Found
    : never
  : VariableMistake<Subject, Placeholder, Known>;

type VariableMistake<
  Subject extends string,
  Name extends string,
  Known extends KnownNames,
> = Name extends keyof Known["variables"]
  ? Name extends VariableOf<Known["variables"], Speakable>
    ? never
    : Mistake<`${Subject} cannot speak {${Name}}: it must be a string, number or boolean that is always there.`>
  : UnknownVariable<Subject, Name, Known>;

type FormatMistake<
  Subject extends string,
  Name extends string,
  Format extends string,
  Locale,
  Known extends KnownNames,
> = Format extends MomentFormat
  ? Needs<Subject, Name, Format, string, "a string", Known>
  : Format extends "digits"
    ? Needs<Subject, Name, Format, string | number, "a string or a number", Known>
    : Format extends NumberFormat
      ? Needs<Subject, Name, Format, number, "a number", Known>
      : Format extends `plural(${infer Forms})`
        ? Needs<Subject, Name, "plural", number, "a number", Known> extends infer Found
          ? [Found] extends [never]
            ? PluralMistake<Subject, Name, CountOf<Forms>, Locale>
            : Found
          : never
        : Mistake<`${Subject} speaks {${Name}} as '${Format}', which is no format. Formats: date, dateTime, digits, money, number, plural, time.`>;

type Needs<
  Subject extends string,
  Name extends string,
  Format extends string,
  Wanted,
  Words extends string,
  Known extends KnownNames,
> =
  Name extends VariableOf<Known["variables"], Wanted>
    ? never
    : Mistake<`${Subject} speaks {${Name}} as '${Format}', which needs ${Words}.`>;

/** How many plural forms a language has, one separated from the next by `|`. */
interface FormsOf {
  readonly ru: 3;
  readonly uk: 3;
  readonly pl: 3;
  readonly en: 2;
}

type PluralMistake<Subject extends string, Name extends string, Given extends number, Locale> =
  OneOf<MiscountedLanguage<Given, Locale>> extends infer Language extends keyof FormsOf
    ? [Language] extends [never]
      ? never
      : Mistake<`${Subject} gives {${Name}} ${Given} plural forms, but '${Language}' has ${FormsOf[Language]}.`>
    : never;

type MiscountedLanguage<Given extends number, Locale> = {
  [Language in keyof FormsOf]: [Extract<Locale, Language | `${Language}-${string}`>] extends [never]
    ? never
    : FormsOf[Language] extends Given
      ? never
      : Language;
}[keyof FormsOf];

type CountOf<Forms extends string, Counted extends readonly unknown[] = []> = Forms extends `${string}|${infer Rest}`
  ? CountOf<Rest, readonly [...Counted, unknown]>
  : [...Counted, unknown]["length"] & number;
