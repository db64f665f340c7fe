import { Temporal } from "temporal-polyfill";
import { mergeHints, toDate, toPlainDate, type DateHint } from "./date-hint.ts";
import { dateMentions } from "./date-mentions.ts";
import { defineGrammar, type Reading } from "./define-grammar.ts";
import { toValid } from "./mentions.ts";
import type { HearingFacts } from "./slot-recogniser.ts";
import { means, type Speech, type Token } from "./speech.ts";

/**
 * Reads a date: "пятого декабря", "5.12", "next Friday", "за три дні". A day without a year is the next such day from
 * today on. Value: "YYYY-MM-DD". Keys: day and month in two digits each, then the year if any.
 */
export const dateGrammar = defineGrammar<string>({ name: "grammar.date", find: findDate, readKeys });

function findDate(speech: Speech, facts: HearingFacts): Reading<string> | undefined {
  const today = toToday(facts);
  const valid = toValid(speech, dateMentions(speech, today), (place) => isDatePart(speech.tokens[place]));
  if (!valid) return undefined;
  const said = merged(valid.said.map(({ value }) => value));
  const before = merged(valid.corrected.map(({ value }) => value));
  const date = said && toDate(valid.isClear ? completed(said, before) : said, today);
  if (!date || date.year < 0 || date.year > 9999) return undefined;
  return { value: date.toString(), mentions: valid.said };
}

/** "May" is no month for certain, and "к" no thousand. */
function isDatePart(token: Token | undefined): boolean {
  const isPart = means(token, "month", "days", "months", "scale", "fromNow", "ago");
  return isPart && token?.text !== "may" && token?.text !== "к";
}

function merged(hints: readonly (DateHint | undefined)[]): DateHint | undefined {
  return hints.reduce((all, hint) => all && hint && mergeHints(all, hint), {});
}

/** A correction of the day keeps the month said before, one of the month the day. */
function completed(said: DateHint, before: DateHint | undefined): DateHint {
  if (said.day !== undefined && said.month === undefined) return { ...said, month: before?.month, year: before?.year };
  if (said.month !== undefined && said.day === undefined)
    return { ...said, day: before?.day, year: said.year ?? before?.year };
  return said;
}

function readKeys(keys: string, facts: HearingFacts): string | undefined {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d{4})?$/u.exec(keys) ?? [];
  if (day === undefined || month === undefined) return undefined;
  if (year !== undefined) return toPlainDate(Number(year), Number(month), Number(day))?.toString();
  return toDate({ day: Number(day), month: Number(month) }, toToday(facts))?.toString();
}

function toToday({ now }: HearingFacts): Temporal.PlainDate {
  return Temporal.PlainDateTime.from(now).toPlainDate();
}
