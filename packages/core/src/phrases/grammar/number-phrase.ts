import type { SenseKind } from "./grammar-words.ts";
import { isMark, means, senseOf, skip, type Speech, type Token } from "./speech.ts";
import { readWritten } from "./written-number.ts";

/** A number below a thousand, or one written in digits. */
export interface NumberPart {
  readonly value: number;
  /** The place behind it. */
  readonly end: number;
  readonly ordinal: boolean;
  readonly feminine: boolean;
  /** The numbers that it was put together from: 123 from 100, 20 and 3. */
  readonly pieces: readonly number[];
}

/** A whole quantity as it was said. */
export interface NumberPhrase {
  readonly value: number;
  readonly end: number;
  readonly ordinal: boolean;
}

/** Words that are parts of a quantity and no quantity alone. */
export const fractionKinds: readonly SenseKind[] = ["withPart", "point", "whole", "fraction", "minus"];

const cardinals: readonly [SenseKind, number][] = [
  ["hundred", 3],
  ["ten", 2],
  ["teen", 2],
  ["unit", 1],
];
const ordinalRanks: readonly [SenseKind, number][] = [
  ["ordHundred", 3],
  ["ordTen", 2],
  ["ordTeen", 2],
  ["ordUnit", 1],
];

/** The number below a thousand said in words at this place: "сто двадцать три", "dwudziestego piątego". */
export function readPart(speech: Speech, at: number): NumberPart | undefined {
  const { tokens } = speech;
  const pieces: number[] = [];
  let rank = 4;
  let place = at;
  let ordinal = false;
  let feminine = false;
  if (senseOf(tokens[at], "times") === 100) {
    pieces.push(100);
    rank = 3;
    place = overAnd(speech, at + 1);
  }
  while (rank > 0) {
    const cardinal = ordinal ? undefined : numeral(tokens[place], cardinals, rank);
    const next = cardinal ?? numeral(tokens[place], ordinalRanks, rank);
    if (!next || (next.value === 0 && pieces.length > 0)) break;
    pieces.push(next.value);
    place += 1;
    rank = next.closes ? 0 : next.rank;
    if (!cardinal) {
      ordinal = true;
      feminine = next.feminine;
      if (!speech.vocabulary.words.inflectsOrdinalTens || next.rank !== 2) break;
    } else if (senseOf(tokens[place], "times") === 100 && rank < 3) {
      pieces.splice(0, pieces.length, sum(pieces) * 100);
      place += 1;
      rank = 3;
    }
    if (rank === 3) place = overAnd(speech, place);
  }
  if (pieces.length === 0) return undefined;
  return { value: sum(pieces), end: place, ordinal, feminine, pieces };
}

/** The quantity at this place: integers up to billions, decimals, halves, negative numbers, in words, digits or both. */
export function readQuantity(speech: Speech, at: number, thousandsAfterMark = false): NumberPhrase | undefined {
  const { tokens } = speech;
  const signed = means(tokens[at], "minus") || isMark(tokens[at], "-");
  let place = signed ? at + 1 : at;
  let total = 0;
  let limit = Infinity;
  let ordinal = false;
  let begun = false;
  const many = signed ? undefined : readManyOf(speech, at);
  if (many) return many;
  for (;;) {
    const next = limit === Infinity ? place : overPause(speech, place);
    const part = readFractional(speech, next, thousandsAfterMark);
    const scaleAt = part ? part.end : next;
    const scale = part?.ordinal ? undefined : scaleOf(speech, skipArticleOf(speech, scaleAt, part !== undefined));
    if (!part && scale === undefined) break;
    if ((scale ?? part?.value ?? 0) >= limit) break;
    begun = true;
    if (scale === undefined) {
      total += part?.value ?? 0;
      place = part?.end ?? place;
      ordinal = part?.ordinal ?? false;
      break;
    }
    const after = skipArticleOf(speech, scaleAt, part !== undefined) + 1;
    // "a couple of dozen thousand" counts twice.
    const further = means(tokens[after - 1], "times") ? senseOf(tokens[after], "scale") : undefined;
    const behind = further === undefined ? after : after + 1;
    const whole = scale * (further ?? 1);
    const extra = senseOf(tokens[behind], "withPart");
    total += (part?.value ?? 1) * whole + ((extra ?? 0) / 100) * whole;
    place = extra === undefined ? behind : behind + 1;
    limit = scale;
    if (extra !== undefined) break;
  }
  if (!begun) return undefined;
  return { value: tidy(signed ? -total : total), end: place, ordinal };
}

/** A decimal without the noise of binary fractions. */
export function tidy(value: number): number {
  return Number(value.toFixed(6)) + 0;
}

function readFractional(
  speech: Speech,
  at: number,
  thousandsAfterMark: boolean,
): Omit<NumberPart, "feminine" | "pieces"> | undefined {
  const { tokens } = speech;
  if (means(tokens[at], "quarter") && means(tokens[at + 1], "scale", "times"))
    return { value: 0.25, end: at + 1, ordinal: false };
  const half = senseOf(tokens[at], "half");
  if (half !== undefined) return { value: half / 100, end: at + 1, ordinal: false };
  const base = readWritten(speech, at, thousandsAfterMark) ?? readPart(speech, at);
  if (!base) return undefined;
  const { value, end } = base;
  const part = senseOf(tokens[end], "withPart");
  if (part !== undefined) return { value: value + part / 100, end: end + 1, ordinal: false };
  if (means(tokens[end], "point")) {
    const digits = readDecimals(speech, end + 1);
    if (digits) return { value: Number(`${value}.${digits.text}`), end: digits.end, ordinal: false };
  }
  return readTenths(speech, value, end) ?? base;
}

/** "тысяч десять", "тысячи три": about so many thousand. */
function readManyOf(speech: Speech, at: number): NumberPhrase | undefined {
  const few = senseOf(speech.tokens[at], "fewOf");
  const scale = few ?? senseOf(speech.tokens[at], "manyOf");
  if (scale === undefined) return undefined;
  const count = readWritten(speech, at + 1, false) ?? readPart(speech, skip(speech, at + 1, "at"));
  if (!count || count.ordinal || (few !== undefined && (count.value < 2 || count.value > 4))) return undefined;
  return { value: count.value * scale, end: count.end, ordinal: false };
}

function readDecimals(speech: Speech, at: number): { text: string; end: number } | undefined {
  let text = "";
  let place = at;
  while (text.length < 6) {
    const token = speech.tokens[place];
    const part = token?.kind === "digits" ? { value: token.text, end: place + 1 } : readPart(speech, place);
    if (!part || ("ordinal" in part && part.ordinal)) break;
    text += String(part.value);
    place = part.end;
  }
  return text ? { text, end: place } : undefined;
}

/** "две целых и пять десятых", "пять десятых". */
function readTenths(
  speech: Speech,
  base: number,
  end: number,
): { value: number; end: number; ordinal: boolean } | undefined {
  const { tokens } = speech;
  const own = senseOf(tokens[end], "fraction");
  if (own !== undefined) return { value: base / own, end: end + 1, ordinal: false };
  const whole = means(tokens[end], "whole") ? end + 1 : end;
  const part = readPart(speech, skip(speech, whole, "and"));
  const share = part && !part.ordinal ? senseOf(tokens[part.end], "fraction") : undefined;
  if (part && share !== undefined) return { value: base + part.value / share, end: part.end + 1, ordinal: false };
  return whole > end ? { value: base, end: whole, ordinal: false } : undefined;
}

function scaleOf(speech: Speech, at: number): number | undefined {
  const token = speech.tokens[at];
  const scale = senseOf(token, "scale", "times");
  // "5к" is five thousand, "5 к" is five and a preposition.
  return token?.text === "к" && !token.glued ? undefined : scale;
}

/** "half a million", "a couple of hundred": the place of the scale behind a number and an article. */
function skipArticleOf(speech: Speech, at: number, counted: boolean): number {
  const behind = skip(speech, at, "article");
  return counted && means(speech.tokens[behind], "scale", "times") ? behind : at;
}

/** "two thousand, five hundred", "two thousand and five". */
function overPause(speech: Speech, at: number): number {
  const { tokens } = speech;
  if (!joinsWithAnd(speech)) return at;
  const token = tokens[at];
  return (isMark(token, ",") && !means(tokens[at - 1], "times")) || means(token, "and") ? at + 1 : at;
}

function joinsWithAnd(speech: Speech): boolean {
  return speech.vocabulary.words.locale === "en";
}

/** "a hundred and five": the place behind "and" where a lower number follows. */
function overAnd(speech: Speech, at: number): number {
  const joins = joinsWithAnd(speech) && means(speech.tokens[at], "and") && startsLower(speech.tokens[at + 1]);
  return joins ? at + 1 : at;
}

function startsLower(token: Token | undefined): boolean {
  return means(token, "ten", "teen", "unit", "ordTen", "ordTeen", "ordUnit");
}

function numeral(token: Token | undefined, kinds: readonly [SenseKind, number][], below: number) {
  for (const [kind, rank] of kinds) {
    const sense = token?.senses.find((candidate) => candidate.kind === kind);
    if (sense && rank < below) {
      return { value: sense.value, feminine: sense.feminine, rank, closes: /teen|unit/iu.test(kind) };
    }
  }
  return undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
