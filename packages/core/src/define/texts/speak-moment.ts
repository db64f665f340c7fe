import { Temporal } from "temporal-polyfill";

/** A wall-clock date, a time, or both. */
interface Moment {
  readonly date: Temporal.PlainDate | null;
  readonly time: Temporal.PlainTime | null;
}

/** Word between a date and a time. Intl leaves it out or in by version. */
const atTime: Readonly<Record<string, (time: Temporal.PlainTime) => string>> = {
  ru: () => " в ",
  // 11 begins with a vowel: об одинадцятій.
  uk: (time) => (time.hour === 11 ? " об " : " о "),
  pl: () => " o ",
  en: () => " at ",
};

/** The written form of a time, e.g. `15:00` or `3:00 PM`; `undefined` for what is no time. */
export function speakTime(value: string, locale: string, timeZone: string | null): string | undefined {
  const { time } = readMoment(value, timeZone);
  return time === null ? undefined : writeTime(time, locale);
}

/** The written form of a day, e.g. `5 декабря` or `December 5`; `undefined` for what is no date. */
export function speakDate(value: string, locale: string, timeZone: string | null): string | undefined {
  const { date } = readMoment(value, timeZone);
  return date === null ? undefined : writeDate(date, locale);
}

/** The written form of a day and a time, e.g. `5 декабря в 15:00`; the day alone for a date without a time. */
export function speakDateTime(value: string, locale: string, timeZone: string | null): string | undefined {
  const { date, time } = readMoment(value, timeZone);
  if (date === null) return undefined;
  if (time === null) return writeDate(date, locale);
  const between = atTime[new Intl.Locale(locale).language]?.(time) ?? " ";
  return writeDate(date, locale) + between + writeTime(time, locale);
}

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/;
const dateTimePattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/i;

function readMoment(value: string, timeZone: string | null): Moment {
  const written = value.trim();
  if (datePattern.test(written)) return { date: Temporal.PlainDate.from(written, strict), time: null };
  if (timePattern.test(written))
    return { date: null, time: Temporal.PlainTime.from(written.replace(/^\d:/, "0$&"), strict) };
  const parts = dateTimePattern.exec(written);
  if (!parts) return { date: null, time: null };
  const wall = Temporal.PlainDateTime.from(`${parts[1] ?? ""}T${parts[2] ?? ""}`, strict);
  // Without an offset it is the client's wall clock already; without a zone the one that the value was written for is kept.
  const shown =
    parts[3] === undefined || timeZone === null
      ? wall
      : Temporal.Instant.from(written.replace(" ", "T")).toZonedDateTimeISO(timeZone);
  return {
    date: Temporal.PlainDate.from({ year: shown.year, month: shown.month, day: shown.day }),
    time: Temporal.PlainTime.from({ hour: shown.hour, minute: shown.minute }),
  };
}

const strict = { overflow: "reject" } as const;

function writeDate(date: Temporal.PlainDate, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "long" });
  return format.format(Date.UTC(date.year, date.month - 1, date.day));
}

function writeTime(time: Temporal.PlainTime, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", timeStyle: "short" });
  return format.format(Date.UTC(2026, 0, 1, time.hour, time.minute));
}
