import { readPart, readQuantity } from "./number-phrase.ts";
import { isMark, senseOf, skip, type Speech } from "./speech.ts";

/** Two-digit years up to this lie in this century, as in "двадцать седьмого года". */
const lastShortYear = 49;

/** The year said at this place, behind a month. */
export function readYear(speech: Speech, at: number): { value: number; end: number } | undefined {
  const { tokens } = speech;
  const start = skip(speech, isMark(tokens[at], ",") ? at + 1 : at, "link");
  const token = tokens[start];
  const paired = readPair(speech, start);
  if (paired) return withWord(speech, paired.value, paired.end);
  if (token?.kind === "digits" && isMark(tokens[start + 1], ":")) return undefined;
  const year = readQuantity(speech, start);
  if (!year || !Number.isInteger(year.value)) return undefined;
  const named = isYearWord(speech, year.end);
  if (year.value >= 1900 && year.value <= 2100) return withWord(speech, year.value, year.end);
  const short = year.value >= 0 && year.value < 100 && (year.ordinal || named) && token?.text.length !== 1;
  return short ? withWord(speech, toFullYear(year.value), year.end) : undefined;
}

/** The year that two digits stand for. */
export function toFullYear(year: number): number {
  if (year >= 100) return year;
  return year <= lastShortYear ? 2000 + year : 1900 + year;
}

/** "twenty twenty-six", "nineteen oh five". */
function readPair(speech: Speech, at: number): { value: number; end: number } | undefined {
  if (speech.vocabulary.words.locale !== "en") return undefined;
  const century = readPart(speech, at);
  if (!century || century.ordinal || (century.value !== 19 && century.value !== 20)) return undefined;
  const zero = senseOf(speech.tokens[century.end], "unit", "oh") === 0;
  const years = readPart(speech, zero ? century.end + 1 : century.end);
  if (!years || years.ordinal || years.value > 99 || years.value < 10 !== zero) return undefined;
  return { value: century.value * 100 + years.value, end: years.end };
}

function withWord(speech: Speech, value: number, end: number): { value: number; end: number } {
  return { value, end: isYearWord(speech, end) ? end + 1 : end };
}

function isYearWord(speech: Speech, at: number): boolean {
  return senseOf(speech.tokens[at], "months") === 12;
}
