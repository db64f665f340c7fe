/**
 * What a word can mean to the grammars; the number beside it says which.
 *
 * - `unit` 0–9, `teen` 10–19, `ten` 20–90, `hundred` 100–900: cardinal numerals. `times`: a counted group
 *   ("hundred", "сотен", "dozen"). `scale`: thousand and up. `manyOf`, `fewOf`: the
 *   forms that may stand before their count ("тысяч десять", "тысячи три").
 * - `half`: a number with a fraction that may stand before a group ("half", "полтора"). `withPart`: a fraction added to
 *   the number before ("and a half"); its number is in hundredths. `point`, `whole`, `fraction`: decimals.
 * - `minus`, `plus`, `repeat` ("double"), `digitNoun` ("семёрки", "нулей"), `oh` (zero
 *   among digits only).
 * - `month` 1–12, `weekday` 1 = Monday, `day`: days from today, `next`, `this`, `last`, `dateWord` ("числа").
 * - `span`: a length of time in minutes; `days`, `months`: in days and months. `halfHour`: a length that needs no number.
 * - `dayPart` 0 morning, 1 afternoon, 2 evening, 3 night, 4 before noon, 5 after noon by the clock; `noon` in hours.
 * - `halfTo` ("пол", "wpół do"), `quarter`, `halfPast`, `onto` ("на восьму"; 2: up to the hour, "do ósmej"), `past`, `before` ("без", "to"), `after` ("через"),
 *   `ago`, `fromNow`, `at`, `oclock`, `oneOclock` ("час"), `now`.
 * - `currency`, `coin`.
 * - `not`, `no`, `correction`, `soft` (a correction or mere politeness), `refusal` ("не могу"), `or`, `and`, `article`.
 * - `link`: words that carry nothing.
 */
export type SenseKind =
  | "unit"
  | "teen"
  | "ten"
  | "hundred"
  | "times"
  | "scale"
  | "manyOf"
  | "fewOf"
  | "half"
  | "withPart"
  | "point"
  | "whole"
  | "fraction"
  | "minus"
  | "plus"
  | "repeat"
  | "digitNoun"
  | "oh"
  | "month"
  | "weekday"
  | "day"
  | "next"
  | "this"
  | "last"
  | "dateWord"
  | "span"
  | "days"
  | "months"
  | "halfHour"
  | "dayPart"
  | "noon"
  | "halfTo"
  | "quarter"
  | "halfPast"
  | "onto"
  | "past"
  | "before"
  | "after"
  | "ago"
  | "fromNow"
  | "at"
  | "oclock"
  | "oneOclock"
  | "now"
  | "currency"
  | "coin"
  | "not"
  | "no"
  | "correction"
  | "soft"
  | "refusal"
  | "or"
  | "and"
  | "article"
  | "link"
  | OrdinalKind;

/** Sizes of ordinal numerals. */
export type OrdinalKind = "ordUnit" | "ordTeen" | "ordTen" | "ordHundred";

/** Words by number; words stand apart by spaces, the words of one phrase are joined by "_". */
export type NumberedWords = Readonly<Record<number, string>>;

/** The ordinals of a language: stems and the endings that all of them share, or whole words. */
export interface OrdinalWords {
  /** Endings of the feminine, which names hours. */
  readonly feminine: string;
  /** All other endings. */
  readonly others: string;
  readonly stems: NumberedWords;
  /** Irregular feminine words. */
  readonly feminineWords: NumberedWords;
  /** Other irregular words. */
  readonly otherWords: NumberedWords;
}

/** One language of the grammars, as data. Every word is lower case; letters are folded when the language is read. */
export interface GrammarWords {
  /** Language subtag, e.g. "ru". */
  readonly locale: string;
  /** Letters that count as another one; an empty string drops the letter. */
  readonly letters: Readonly<Record<string, string>>;
  /** The sign between whole and fraction in written numbers. */
  readonly decimal: "," | ".";
  /** "dwudziestego piątego" is one ordinal. */
  readonly inflectsOrdinalTens: boolean;
  /** Hours are feminine ordinals ("piąta", "о п'ятій"). */
  readonly hoursAreOrdinal: boolean;
  /** Minutes before an hour stand in front of their preposition ("ten to five"). */
  readonly minutesStandFirst: boolean;
  /** A half that is written together with its number ("полседьмого"). */
  readonly halfPrefix: string;
  /** Endings written behind digits that make an ordinal ("5-го", "21st"). */
  readonly ordinalEndings: string;
  /** Sounds of hesitation, which are not heard at all. */
  readonly hesitation: string;
  readonly senses: Readonly<Partial<Record<SenseKind, NumberedWords>>>;
  readonly ordinals: OrdinalWords;
  /** Words in use that mean nothing here: they are never taken for a misheard word. */
  readonly common: string;
}
