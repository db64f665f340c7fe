import { Temporal } from "temporal-polyfill";
import { toClock, type ClockHint } from "./clock-hint.ts";
import { dateMentions } from "./date-mentions.ts";
import { agreed, defineGrammar, type Reading } from "./define-grammar.ts";
import type { Mention } from "./mentions.ts";
import type { HearingFacts } from "./slot-recogniser.ts";
import { means, partsOf, senseOf, type Speech } from "./speech.ts";
import { timeMentions } from "./time-mentions.ts";

/**
 * Reads a time of day: "в пять вечера", "half past three", "за чверть восьма", "15:30", "через полчаса". Without a
 * part of the day the hours 1 to 7 are in the afternoon, 8 to 12 as they are. Value: "HH:MM". Keys: "1530".
 */
export const timeGrammar = defineGrammar<string>({ name: "grammar.time", find: findTime, readKeys });

const clockParts = [
  "quarter",
  "halfTo",
  "halfPast",
  "halfHour",
  "ordUnit",
  "ordTeen",
  "ordTen",
  "unit",
  "teen",
  "ten",
] as const;

function findTime(speech: Speech, facts: HearingFacts): Reading<string> | undefined {
  const now = Temporal.PlainDateTime.from(facts.now);
  const taken = placesOfDates(speech, now);
  const mentions = timeMentions(speech, now, taken);
  const times = mentions.map((mention) => toTime(speech, mention, mentions));
  const isClockWord = partsOf(speech, ...clockParts);
  // "Twenty to" breaks off before its hour.
  const breaksOff = (place: number) =>
    speech.vocabulary.words.minutesStandFirst &&
    means(speech.tokens[place], "past", "before") &&
    (place === speech.tokens.length - 1 || speech.tokens[place]?.text === "past");
  return agreed(
    speech,
    times.length > 0 ? times : timesOfNow(speech, now),
    (place) =>
      breaksOff(place) || (!taken.has(place) && (isClockWord(place) || senseOf(speech.tokens[place], "span") === 1)),
  );
}

function placesOfDates(speech: Speech, now: Temporal.PlainDateTime): Set<number> {
  const places = new Set<number>();
  for (const { value, start, end } of dateMentions(speech, now.toPlainDate())) {
    // "10.30", "5-й" and "10 30" may be times as well.
    const unclear =
      !value ||
      (speech.tokens[start]?.kind === "digits" && value.year === undefined && !hasMonthWord(speech, start, end));
    if (!unclear) for (let place = start; place < end; place += 1) places.add(place);
  }
  return places;
}

function hasMonthWord(speech: Speech, start: number, end: number): boolean {
  return speech.tokens.slice(start, end).some((token) => means(token, "month", "dateWord", "days", "months"));
}

function toTime(speech: Speech, mention: Mention<ClockHint>, all: readonly Mention<ClockHint>[]): Mention<string> {
  const { value } = mention;
  const part = value?.part ?? partAround(speech, mention, all);
  return { ...mention, value: value && toClock({ ...value, part }) };
}

/** The part of the day said elsewhere: in the same clause, else the last one before ("в пять вечера, нет, в шесть"). */
function partAround(
  speech: Speech,
  { start }: Mention<unknown>,
  all: readonly Mention<ClockHint>[],
): number | undefined {
  const { tokens } = speech;
  const corrects = (place: number) => means(tokens[place], "no", "correction", "soft");
  let from = start;
  while (from > 0 && !corrects(from - 1)) from -= 1;
  let to = start;
  while (to < tokens.length && !corrects(to)) to += 1;
  const own = partsIn(speech, from, to);
  if (own.size > 0) return own.size === 1 ? [...own][0] : undefined;
  const before = partsIn(speech, 0, from);
  const afterOther = all.some((other) => other.end <= from);
  return before.size === 1 && afterOther ? [...before][0] : undefined;
}

function partsIn(speech: Speech, from: number, to: number): Set<number> {
  const parts = speech.tokens.slice(from, to).map((token) => senseOf(token, "dayPart"));
  return new Set(parts.filter((part) => part !== undefined));
}

/** "Right now", when nothing else is said. */
function timesOfNow(speech: Speech, now: Temporal.PlainDateTime): Mention<string>[] {
  const explained = speech.tokens.every(({ known, senses }) => known && senses.length > 0);
  if (!explained) return [];
  const value = now.toPlainTime().toString({ smallestUnit: "minute" });
  return speech.tokens.flatMap((token, start) =>
    means(token, "now") ? [{ value, start, end: start + 1, strong: true }] : [],
  );
}

function readKeys(keys: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2})(\d\d)$/u.exec(keys) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  return toClock({ hour: Number(hour), minute: Number(minute), exact: true, before: 0, part: undefined });
}
