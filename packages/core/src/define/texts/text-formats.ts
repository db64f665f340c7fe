import { nearest } from "../../errors/index.ts";
import { isCurrency } from "./currency-of.ts";
import { pluralForms } from "./plural-forms.ts";
import { speakDate, speakDateTime, speakTime } from "./speak-moment.ts";
import { speakDigits, speakMoney, speakNumber, speakPlural } from "./speak-number.ts";

/** Types of values that can be spoken. */
export type SpokenType = "string" | "number" | "boolean";

/** For whom something is spoken. */
export interface SpeakOptions {
  readonly locale: string;
  /** Zone in which moments with an offset are told. Default: the one that they are written in. */
  readonly timeZone?: string | null;
  /** ISO 4217 code of amounts. Default: the currency of the locale. */
  readonly currency?: string | null;
}

/** One format of the language of texts. */
export interface FormatRule {
  /** Types of values that it can speak. */
  readonly types: readonly SpokenType[];
  /** What is wrong with the argument, as the end of a sentence; `null` when nothing is. */
  argumentProblem(argument: string | null, locale: string): string | null;
  /** The words; `undefined` when the value does not fit. */
  speak(value: string | number, argument: string | null, options: SpeakOptions): string | undefined;
}

const noArgument = (argument: string | null) => (argument === null ? null : "it takes nothing in brackets");

const moment = (speak: (value: string, locale: string, timeZone: string | null) => string | undefined): FormatRule => ({
  types: ["string"],
  argumentProblem: noArgument,
  speak: (value, _, { locale, timeZone }) =>
    typeof value === "string" ? speak(value, locale, timeZone ?? null) : undefined,
});

const amount = (
  argumentProblem: FormatRule["argumentProblem"],
  speak: (value: number, argument: string | null, options: SpeakOptions) => string,
): FormatRule => ({
  types: ["number"],
  argumentProblem,
  speak: (value, argument, options) => {
    const number = numberOf(value);
    return number === undefined ? undefined : speak(number, argument, options);
  },
});

/** The formats that a text may use: name → rule. */
export const textFormats: ReadonlyMap<string, FormatRule> = new Map<string, FormatRule>([
  ["time", moment(speakTime)],
  ["date", moment(speakDate)],
  ["dateTime", moment(speakDateTime)],
  ["number", amount(noArgument, (value, _, { locale }) => speakNumber(value, locale))],
  [
    "money",
    amount(currencyProblem, (value, argument, { locale, currency }) =>
      speakMoney(value, locale, argument ?? currency ?? undefined),
    ),
  ],
  ["plural", amount(pluralProblem, (value, forms, { locale }) => speakPlural(value, forms ?? "", locale))],
  [
    "digits",
    { types: ["string", "number"], argumentProblem: noArgument, speak: (value) => speakDigits(String(value)) },
  ],
]);

function currencyProblem(argument: string | null): string | null {
  if (argument === null || isCurrency(argument)) return null;
  const suggestion = nearest(argument, Intl.supportedValuesOf("currency"));
  return `"${argument}" is no currency${suggestion === undefined ? "; write a code such as EUR" : `; did you mean ${suggestion}`}`;
}

function pluralProblem(argument: string | null, locale: string): string | null {
  const needed = pluralForms(locale);
  const given = (argument ?? "").split("|").filter((form) => form.trim() !== "");
  if (given.length === needed.length && argument?.split("|").length === needed.length) return null;
  return `locale "${locale}" needs ${needed.length} forms (${needed.join("|")}), but it has ${given.length}`;
}

function numberOf(value: string | number): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
