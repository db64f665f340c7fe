import { readPart, readQuantity, type NumberPart } from "./number-phrase.ts";
import { isMark, means, senseOf, skip, type Speech } from "./speech.ts";
import { readWritten } from "./written-number.ts";

/** An hour as it was said. */
export interface SpokenHour {
  readonly value: number;
  readonly end: number;
  /** Said as the ordinal that names hours in this language ("piąta"). */
  readonly ordinal: boolean;
  /** Said as any ordinal. */
  readonly isOrdinalNumber: boolean;
  /** A word for "hour" stands with it. */
  readonly named: boolean;
  /** Said in 24 hours: "ноль семь". */
  readonly exact: boolean;
}

/** The hour said at this place. */
export function readHour(speech: Speech, at: number): SpokenHour | undefined {
  const { tokens } = speech;
  const start = skip(speech, at, "oclock", "at");
  const led = start > at && means(tokens[start - 1], "oclock", "at") && means(tokens[at], "oclock");
  const part = readWritten(speech, start, false) ?? readPart(speech, start) ?? readZero(speech, start);
  if (means(tokens[at], "oneOclock") && (!part || !means(tokens[at + 1], "at"))) {
    return { value: 1, end: at + 1, ordinal: false, isOrdinalNumber: false, named: true, exact: false };
  }
  if (!part) return undefined;
  if (!Number.isInteger(part.value) || (start > at && !led)) return undefined;
  const zero = part.value === 0 && tokens[start]?.kind === "word" ? readPart(speech, part.end) : undefined;
  // "Zero nine hundred" is 09:00.
  const spoken = zero && zero.value % 100 === 0 ? { ...zero, value: zero.value / 100 } : zero;
  const isDigit = spoken && (!spoken.ordinal || spoken.feminine) && spoken.value >= 1 && spoken.value <= 9;
  const digit = isDigit ? spoken : undefined;
  const { value, end } = digit ?? part;
  const named = means(tokens[end], "oclock", "oneOclock");
  const { hoursAreOrdinal } = speech.vocabulary.words;
  const ordinal =
    hoursAreOrdinal && (digit ?? part).ordinal && ((digit ?? part).feminine || tokens[start]?.kind === "digits");
  return {
    value: value >= 100 && value <= 2400 && value % 100 === 0 ? value / 100 : value,
    end: named ? end + 1 : end,
    ordinal,
    isOrdinalNumber: (digit ?? part).ordinal,
    named: named || led,
    exact: digit !== undefined || (tokens[start]?.text.startsWith("0") ?? false),
  };
}

/** Minutes said before their hour: "ten", "quarter", "двадцать минут". */
export function readMinutes(speech: Speech, at: number): { value: number; end: number; named: boolean } | undefined {
  const { tokens } = speech;
  const start = skip(speech, at, "article");
  const quarter = senseOf(tokens[start], "quarter");
  if (quarter !== undefined)
    return start === at || means(tokens[start - 1], "article")
      ? { value: quarter, end: start + 1, named: true }
      : undefined;
  const part = start === at ? (readWritten(speech, at, false) ?? readPart(speech, at)) : undefined;
  if (!part || part.ordinal || !Number.isInteger(part.value) || part.value < 1 || part.value > 59) return undefined;
  const named = senseOf(tokens[part.end], "span") === 1;
  return { value: part.value, end: named ? part.end + 1 : part.end, named };
}

/** Minutes and the hour behind them that sound like one number: "без двадцати | четыре", "за двадцять | четверта". */
export function readMinutesAndHour(
  speech: Speech,
  at: number,
): { value: Pick<SpokenHour, "value" | "ordinal">; minute: number; end: number } | undefined {
  const part = readPart(speech, at);
  const [minute, hour, ...rest] = part?.pieces ?? [];
  if (!part || minute === undefined || hour === undefined || rest.length > 0 || minute >= 60) return undefined;
  const named = means(speech.tokens[part.end], "oclock");
  return {
    value: { value: hour, ordinal: part.ordinal && part.feminine },
    minute,
    end: named ? part.end + 1 : part.end,
  };
}

/** Minutes said behind their hour: "thirty", "ноль пять", "oh five", "ноль ноль", "пять минут". */
export function readMinutesBehind(
  speech: Speech,
  at: number,
  hourNamed: boolean,
): { value: number; end: number } | undefined {
  const { tokens } = speech;
  const start = hourNamed || means(tokens[at], "and") ? skip(speech, at, "and") : at;
  const token = tokens[start];
  if (isMark(token, ",")) return undefined;
  if (token?.kind === "digits" && token.text.length === 2 && isMark(tokens[start + 1], ":")) return undefined;
  const first = readWritten(speech, start, false) ?? readPart(speech, start) ?? readZero(speech, start);
  if (!first || first.ordinal || !Number.isInteger(first.value) || first.value > 59) return undefined;
  const isMinutes = (end: number) => senseOf(tokens[end], "span") === 1;
  const close = (value: number, end: number) => ({ value, end: isMinutes(end) ? end + 1 : end });
  if (first.value === 0 && token?.kind === "word") {
    const second = readPart(speech, first.end) ?? readZero(speech, first.end);
    return second && !second.ordinal && second.value <= 9 ? close(second.value, second.end) : undefined;
  }
  // "Five, six" are two hours, "five ten" is one time.
  const twoDigits = first.value >= 10 || (token?.kind === "digits" && token.text.length === 2);
  return twoDigits || isMinutes(first.end) ? close(first.value, first.end) : undefined;
}

/** A length of time in minutes: "half an hour", "полтора часа", "two hours and ten minutes". */
export function readDuration(speech: Speech, at: number): { minutes: number; end: number } | undefined {
  const { tokens } = speech;
  const start = skip(speech, at, "article", "link");
  const ready = senseOf(tokens[start], "halfHour");
  if (ready !== undefined) return { minutes: ready, end: start + 1 };
  const quarter = senseOf(tokens[start], "quarter");
  if (quarter !== undefined) {
    const behind = skip(speech, start + 1, "link", "article");
    return { minutes: quarter, end: senseOf(tokens[behind], "span") === 60 ? behind + 1 : start + 1 };
  }
  const count = readQuantity(speech, start);
  const unitAt = skip(speech, count ? count.end : start, "article", "link");
  const unit = senseOf(tokens[unitAt], "span");
  if (unit === undefined || count?.ordinal) return undefined;
  const part = senseOf(tokens[unitAt + 1], "withPart");
  const minutes = (count?.value ?? 1) * unit + ((part ?? 0) / 100) * unit;
  const end = part === undefined ? unitAt + 1 : unitAt + 2;
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 1440) return undefined;
  const rest = unit === 60 ? readMinutes(speech, skip(speech, end, "and")) : undefined;
  // "Через час двадцать": two digits need no word for minutes.
  return rest && (rest.named || rest.value >= 10) ? { minutes: minutes + rest.value, end: rest.end } : { minutes, end };
}

/** "Oh" said for zero. */
function readZero(speech: Speech, at: number): NumberPart | undefined {
  const zero = means(speech.tokens[at], "oh");
  return zero ? { value: 0, end: at + 1, ordinal: false, feminine: false, pieces: [0] } : undefined;
}

/** The part of the day named at this place, through a preposition: "in the morning", "утра". */
export function dayPartAt(speech: Speech, at: number): number | undefined {
  return senseOf(speech.tokens[at], "dayPart");
}
