import type { Temporal } from "temporal-polyfill";
import type { ClockHint } from "./clock-hint.ts";
import {
  dayPartAt,
  readDuration,
  readHour,
  readMinutes,
  readMinutesAndHour,
  readMinutesBehind,
} from "./clock-words.ts";
import type { Mention } from "./mentions.ts";
import { isMark, means, senseOf, skip, type Speech } from "./speech.ts";

type Found = { readonly hint: ClockHint; readonly end: number; readonly strong: boolean };

const noHint = { minute: 0, exact: false, before: 0, part: undefined } as const;

/** Everything in an utterance that says a time of day; `taken` are places that belong to dates. */
export function timeMentions(
  speech: Speech,
  now: Temporal.PlainDateTime,
  taken: ReadonlySet<number>,
): Mention<ClockHint>[] {
  const mentions: Mention<ClockHint>[] = [];
  const readers = [readRelative, readNoon, readHalf, readBefore, readPast, readWrittenTime, readHourAndMinutes];
  let at = 0;
  while (at < speech.tokens.length) {
    let found: Found | undefined;
    if (!taken.has(at)) for (const read of readers) found ??= read(speech, at, now);
    if (found) mentions.push(withPart(speech, at, found));
    at = found ? Math.max(found.end, at + 1) : at + 1;
  }
  return mentions;
}

function withPart(speech: Speech, start: number, { hint, end, strong }: Found): Mention<ClockHint> {
  const part = dayPartAt(speech, skip(speech, end, "oclock", "article"));
  const behind = part === undefined ? end : skip(speech, end, "oclock", "article") + 1;
  const led = means(speech.tokens[start - 1], "at") || means(speech.tokens[start - 2], "at");
  return {
    value: { ...hint, part: part ?? hint.part },
    start,
    end: behind,
    strong: strong || led || part !== undefined,
  };
}

/** "через полчаса", "in two hours", "за пів години", "twenty minutes from now". */
function readRelative(speech: Speech, at: number, now: Temporal.PlainDateTime): Found | undefined {
  const ahead = means(speech.tokens[at], "after");
  const duration = readDuration(speech, ahead ? at + 1 : at);
  if (!duration) return undefined;
  const behind = means(speech.tokens[duration.end], "fromNow");
  if (!ahead && !behind) return undefined;
  // "за десять хвилин восьма" counts back from an hour that follows.
  if (ahead && means(speech.tokens[at], "before") && readHour(speech, duration.end)?.ordinal) return undefined;
  const time = now.add({ minutes: duration.minutes });
  const hint = { ...noHint, hour: time.hour, minute: time.minute, exact: true };
  return { hint, end: behind ? duration.end + 1 : duration.end, strong: true };
}

function readNoon(speech: Speech, at: number): Found | undefined {
  const hour = senseOf(speech.tokens[at], "noon");
  return hour === undefined ? undefined : { hint: { ...noHint, hour, exact: true }, end: at + 1, strong: true };
}

/** "полседьмого", "wpół do ósmej", "пів на восьму", "half past three". */
function readHalf(speech: Speech, at: number): Found | undefined {
  const { tokens } = speech;
  const words = speech.vocabulary.words;
  if (means(tokens[at], "halfPast")) {
    const hour = readHour(speech, at + 1);
    if (!hour || hour.value > 12 || hour.value < 1) return undefined;
    return { hint: { ...noHint, hour: hour.value, minute: 30 }, end: hour.end, strong: true };
  }
  if (!means(tokens[at], "halfTo")) return undefined;
  const hour = readHour(speech, skip(speech, at + 1, "onto"));
  if (!hour || !hour.isOrdinalNumber || hour.value > 12 || hour.value < 1) return undefined;
  if (words.hoursAreOrdinal && !hour.ordinal) return undefined;
  return { hint: { ...noHint, hour: previousHour(hour.value), minute: 30 }, end: hour.end, strong: true };
}

/** "без четверти восемь", "za pięć ósma", "за чверть восьма", "ten to five". */
function readBefore(speech: Speech, at: number): Found | undefined {
  const { tokens } = speech;
  const { minutesStandFirst, hoursAreOrdinal } = speech.vocabulary.words;
  const leads = !minutesStandFirst && means(tokens[at], "before");
  const minutes = minutesStandFirst || leads ? readMinutes(speech, leads ? at + 1 : at) : undefined;
  if (leads) {
    const whole = minutes && readHour(speech, minutes.end);
    const { value, minute, end } = whole
      ? { value: whole, minute: minutes.value, end: whole.end }
      : (readMinutesAndHour(speech, at + 1) ?? { value: undefined, minute: 0, end: 0 });
    if (!value || value.value > 24 || value.value < 1 || value.ordinal !== hoursAreOrdinal) return undefined;
    return { hint: { ...noHint, hour: value.value, before: minute }, end, strong: true };
  }
  if (!minutes || !means(tokens[minutes.end], "before")) return undefined;
  const hour = readHour(speech, minutes.end + 1);
  if (!hour || hour.isOrdinalNumber || hour.value > 24 || hour.value < 1) return undefined;
  return { hint: { ...noHint, hour: hour.value, before: minutes.value }, end: hour.end, strong: true };
}

/** "ten past five", "kwadrans po siódmej", "чверть на восьму", "десять минут пятого". */
function readPast(speech: Speech, at: number): Found | undefined {
  const { tokens } = speech;
  const { hoursAreOrdinal, minutesStandFirst } = speech.vocabulary.words;
  const minutes = readMinutes(speech, at);
  if (!minutes) return undefined;
  const past = means(tokens[minutes.end], "past");
  const onto = senseOf(tokens[minutes.end], "onto");
  const hour = readHour(speech, past || onto !== undefined ? minutes.end + 1 : minutes.end);
  if (!hour || hour.value < 1 || hour.value > 24) return undefined;
  if (past && (hour.ordinal || !hoursAreOrdinal) && (!hour.isOrdinalNumber || hoursAreOrdinal)) {
    return { hint: { ...noHint, hour: hour.value, minute: minutes.value }, end: hour.end, strong: true };
  }
  if (onto === 2 && hour.ordinal) {
    return { hint: { ...noHint, hour: hour.value, before: minutes.value }, end: hour.end, strong: true };
  }
  const begun = hoursAreOrdinal
    ? onto === 1 && hour.ordinal
    : !minutesStandFirst && !past && minutes.named && hour.isOrdinalNumber;
  if (!begun || hour.value > 12) return undefined;
  return { hint: { ...noHint, hour: previousHour(hour.value), minute: minutes.value }, end: hour.end, strong: true };
}

/** "15:30", "15.30", "1530". */
function readWrittenTime(speech: Speech, at: number): Found | undefined {
  const { tokens } = speech;
  const first = tokens[at];
  if (first?.kind !== "digits") return undefined;
  const [, mark, second, fourth] = [first, tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  if (second?.kind === "digits" && second.glued && mark?.kind === "mark" && /^[:.-]$/u.test(mark.text)) {
    if (second.text.length !== 2 || first.text.length > 2) return undefined;
    // Seconds may follow, as in "15:30:00".
    const end = mark.text === ":" && isMark(fourth, ":") && tokens[at + 4]?.kind === "digits" ? at + 5 : at + 3;
    return { hint: written(first.text, second.text), end, strong: mark.text === ":" };
  }
  if (!/^\d{3,4}$/u.test(first.text)) return undefined;
  return { hint: written(first.text.slice(0, -2), first.text.slice(-2)), end: at + 1, strong: false };
}

function written(hour: string, minute: string): ClockHint {
  const exact = hour.startsWith("0") && hour.length === 2;
  return { ...noHint, hour: Number(hour), minute: Number(minute), exact };
}

/** "three fifteen", "в пять часов", "п'ятнадцята тридцять", "ноль семь тридцать". */
function readHourAndMinutes(speech: Speech, at: number): Found | undefined {
  const hour = readHour(speech, at);
  if (!hour || (hour.isOrdinalNumber && !hour.ordinal)) return undefined;
  // Where hours are ordinals, "dwie godziny" is a length of time.
  const isLength = speech.vocabulary.words.hoursAreOrdinal && hour.named && !hour.ordinal;
  if (isLength && speech.tokens[at]?.kind === "word" && !means(speech.tokens[at], "oclock")) return undefined;
  const minutes = readMinutesBehind(speech, hour.end, hour.named);
  const hint = { ...noHint, hour: hour.value, minute: minutes?.value ?? 0, exact: hour.exact };
  return { hint, end: minutes?.end ?? hour.end, strong: hour.named || hour.ordinal || minutes !== undefined };
}

function previousHour(hour: number): number {
  return hour === 1 ? 12 : hour - 1;
}
