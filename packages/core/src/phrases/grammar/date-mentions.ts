import type { Temporal } from "temporal-polyfill";
import type { DateHint } from "./date-hint.ts";
import type { Mention } from "./mentions.ts";
import { readQuantity, readPart, type NumberPart } from "./number-phrase.ts";
import { isMark, means, senseOf, skip, type Speech } from "./speech.ts";
import { readWrittenDate } from "./written-date.ts";
import { readWritten } from "./written-number.ts";
import { readYear } from "./year.ts";

type Found = { readonly hint: DateHint | undefined; readonly end: number; readonly strong?: boolean };

/** Everything in an utterance that says something about a date. */
export function dateMentions(speech: Speech, today: Temporal.PlainDate): Mention<DateHint>[] {
  const mentions: Mention<DateHint>[] = [];
  const readers = [
    readWrittenDate,
    readCounted,
    readWeekday,
    readDayAndMonth,
    readMonthAndDay,
    readBareDay,
    readBareMonth,
  ];
  let at = 0;
  while (at < speech.tokens.length) {
    let found: Found | undefined;
    for (const read of readers) found ??= read(speech, at, today);
    if (found) mentions.push({ value: found.hint, start: at, end: found.end, strong: found.strong ?? true });
    at = found ? found.end : at + 1;
  }
  return mentions;
}

/** "tomorrow", "через три дня", "two weeks from now", "dwa dni temu". */
function readCounted(speech: Speech, at: number, today: Temporal.PlainDate): Found | undefined {
  const { tokens } = speech;
  const offset = senseOf(tokens[at], "day");
  if (offset !== undefined) return { hint: { date: today.add({ days: offset }).toString() }, end: at + 1 };
  const inverted = readInverted(speech, at, today);
  if (inverted) return inverted;
  const ahead = means(tokens[at], "after");
  const start = ahead ? skip(speech, at + 1, "article", "link", "at") : skip(speech, at, "article");
  if (start > at && !ahead) return undefined;
  const count = readQuantity(speech, start);
  const unitAt = count ? count.end : start;
  const days = senseOf(tokens[unitAt], "days");
  const months = days === undefined ? senseOf(tokens[unitAt], "months") : undefined;
  if ((days === undefined && months === undefined) || count?.ordinal) return undefined;
  if (!ahead && days !== undefined) {
    const later = readWeeksFrom(speech, unitAt + 1, (count?.value ?? 1) * days, today);
    if (later) return later;
  }
  const back = means(tokens[unitAt + 1], "ago");
  if (!back && !ahead && !means(tokens[unitAt + 1], "fromNow")) return undefined;
  const end = back || means(tokens[unitAt + 1], "fromNow") ? unitAt + 2 : unitAt + 1;
  const amount = (count?.value ?? 1) * (days ?? months ?? 0) * (back ? -1 : 1);
  if (!Number.isInteger(amount) || Math.abs(amount) > 4000) return { hint: undefined, end };
  return { hint: { date: today.add(days === undefined ? { months: amount } : { days: amount }).toString() }, end };
}

/** "дней через десять", "тижнів через два": the unit in front makes the count a rough one. */
function readInverted(speech: Speech, at: number, today: Temporal.PlainDate): Found | undefined {
  const { tokens } = speech;
  const days = senseOf(tokens[at], "days");
  const months = days === undefined ? senseOf(tokens[at], "months") : undefined;
  const unit = days ?? months;
  const count = unit !== undefined && means(tokens[at + 1], "after") ? readQuantity(speech, at + 2) : undefined;
  if (unit === undefined || !count || count.ordinal || hasUnit(speech, count.end)) return undefined;
  const amount = count.value * unit;
  if (!Number.isInteger(amount) || amount > 4000) return { hint: undefined, end: count.end };
  const date = today.add(days === undefined ? { months: amount } : { days: amount });
  return { hint: { date: date.toString() }, end: count.end };
}

function hasUnit({ tokens }: Speech, at: number): boolean {
  return means(tokens[at], "days", "months", "span", "currency");
}

/** "a week from Monday", "a week on Monday", "two weeks today". */
function readWeeksFrom(speech: Speech, at: number, days: number, today: Temporal.PlainDate): Found | undefined {
  const { tokens } = speech;
  if (speech.vocabulary.words.locale !== "en" || !Number.isInteger(days) || days > 4000) return undefined;
  const start = skip(speech, at, "at");
  const offset = senseOf(tokens[start], "day");
  const weekday = start > at ? senseOf(tokens[start], "weekday") : undefined;
  const from = offset ?? (weekday === undefined ? undefined : untilWeekday(weekday, today));
  return from === undefined
    ? undefined
    : { hint: { date: today.add({ days: from + days }).toString() }, end: start + 1 };
}

/** Days from today to the next such weekday after it. */
function untilWeekday(weekday: number, today: Temporal.PlainDate): number {
  return ((weekday - today.dayOfWeek + 6) % 7) + 1;
}

/** "on Monday", "next Friday", "на следующей неделе". */
function readWeekday(speech: Speech, at: number, today: Temporal.PlainDate): Found | undefined {
  const { tokens } = speech;
  const week = senseOf(tokens[at], "next", "this");
  const last = week === undefined && means(tokens[at], "last");
  const place = week !== undefined || last ? at + 1 : at;
  const weekday = senseOf(tokens[place], "weekday");
  if (weekday === undefined) {
    const isWeek = week !== undefined && senseOf(tokens[place], "days") === 7;
    return isWeek ? { hint: { week }, end: place + 1 } : undefined;
  }
  if (last) {
    const sinceLast = ((today.dayOfWeek - weekday + 6) % 7) + 1;
    const inLastWeek = today.dayOfWeek - weekday + 7;
    const date = today.subtract({ days: sinceLast }).toString();
    return { hint: sinceLast === inLastWeek ? { date } : undefined, end: place + 1 };
  }
  const later = senseOf(tokens[place + 1], "next");
  // "Monday week" is the Monday after the next one.
  if (week === undefined && speech.vocabulary.words.locale === "en" && tokens[place + 1]?.text === "week") {
    return { hint: { date: today.add({ days: untilWeekday(weekday, today) + 7 }).toString() }, end: place + 2 };
  }
  if (week === undefined && later !== undefined && senseOf(tokens[place + 2], "days") !== 7) {
    return { hint: { weekday, week: later }, end: place + 2 };
  }
  return { hint: week === undefined ? { weekday } : { weekday, week }, end: place + 1 };
}

/** "пятого декабря", "the fifth of December 2026", "piątego dwunastego". */
function readDayAndMonth(speech: Speech, at: number): Found | undefined {
  const { tokens } = speech;
  const day = readDay(speech, at);
  if (!day) return undefined;
  const behind = skip(speech, day.end, "dateWord", "link");
  const month = senseOf(tokens[behind], "month");
  if (month !== undefined) return withYear(speech, { day: day.value, month }, behind + 1);
  const numbered = day.ordinal && !day.feminine ? readPart(speech, day.end) : undefined;
  if (!numbered?.ordinal || numbered.feminine || numbered.value > 12) return undefined;
  return withYear(speech, { day: day.value, month: numbered.value }, numbered.end);
}

/** "December the fifth", "декабря пятого". */
function readMonthAndDay(speech: Speech, at: number): Found | undefined {
  const month = senseOf(speech.tokens[at], "month");
  if (month === undefined) return undefined;
  const day = readDay(speech, skip(speech, at + 1, "article"));
  if (!day || day.value > 31 || day.feminine) return undefined;
  if (!day.ordinal && speech.vocabulary.words.locale !== "en") return undefined;
  if (isMark(speech.tokens[day.end], ":")) return undefined;
  return withYear(speech, { day: day.value, month }, day.end);
}

/** "пятого", "on the fifth", "5-го числа". */
function readBareDay(speech: Speech, at: number): Found | undefined {
  const day = readDay(speech, at);
  if (!day || day.feminine) return undefined;
  const named = means(speech.tokens[day.end], "dateWord");
  // "Half of the fifth" and "ten minutes of the fifth" are times.
  if (means(speech.tokens[at - 1], "halfTo", "quarter") || senseOf(speech.tokens[at - 1], "span") === 1)
    return undefined;
  if (!day.ordinal && !named) return undefined;
  if (day.value > 31 && !named) return undefined;
  // "A first" and "second" are said of many things in English, "the second" of days.
  const strong = named || speech.vocabulary.words.locale !== "en" || means(speech.tokens[at - 1], "article", "at");
  return { hint: { day: day.value }, end: named ? day.end + 1 : day.end, strong };
}

/** A month alone corrects the one before: "пятого декабря, нет, января". */
function readBareMonth(speech: Speech, at: number): Found | undefined {
  const month = senseOf(speech.tokens[at], "month");
  if (month === undefined) return undefined;
  let before = at - 1;
  while (isMark(speech.tokens[before], ",") || means(speech.tokens[before], "link", "at")) before -= 1;
  const corrects = means(speech.tokens[before], "no", "correction", "soft");
  return corrects ? { hint: { month }, end: at + 1 } : undefined;
}

function readDay(speech: Speech, at: number): NumberPart | undefined {
  const token = speech.tokens[at];
  if (token?.kind === "digits" && token.text.length > 2) return undefined;
  return readWritten(speech, at, false) ?? readPart(speech, at);
}

function withYear(speech: Speech, hint: DateHint, end: number): Found {
  const year = readYear(speech, end);
  return year ? { hint: { ...hint, year: year.value }, end: year.end } : { hint, end };
}
