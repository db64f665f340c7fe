import { Temporal } from "temporal-polyfill";

/** What was said about a date. */
export interface DateHint {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  /** 1 = Monday. */
  readonly weekday?: number | undefined;
  /** Weeks from this one that the weekday lies in; absent: the next such day after today. */
  readonly week?: number | undefined;
  /** A date counted from today. */
  readonly date?: string | undefined;
}

const keys = ["year", "month", "day", "weekday", "week", "date"] as const;

/** Both hints as one; `undefined` when they contradict each other. */
export function mergeHints(first: DateHint, second: DateHint): DateHint | undefined {
  const clash = keys.some((key) => first[key] !== undefined && second[key] !== undefined && first[key] !== second[key]);
  if (clash) return undefined;
  return Object.fromEntries(keys.map((key) => [key, second[key] ?? first[key]]));
}

/** The date that fits everything said; `undefined` when none does or too little was said. */
export function toDate(hint: DateHint, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const date = hint.date === undefined ? calendarDate(hint, today) : Temporal.PlainDate.from(hint.date);
  if (!date || !fits(hint, date, today)) return undefined;
  return date;
}

function calendarDate(hint: DateHint, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const { year, month, day, weekday, week } = hint;
  if (day !== undefined) return dayOfMonth(day, month, year, today);
  if (weekday === undefined || year !== undefined) return undefined;
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  if (week === undefined) return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
  const date = monday.add({ days: week * 7 + weekday - 1 });
  if (week === 0 && Temporal.PlainDate.compare(date, today) < 0) return date.add({ weeks: 1 });
  return date;
}

function dayOfMonth(
  day: number,
  month: number | undefined,
  year: number | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  if (year !== undefined) return month === undefined ? undefined : toPlainDate(year, month, day);
  // A 29th of February may be up to eight years away, a 31st of any month up to two months.
  const tries = month === undefined ? 3 : 9;
  for (let ahead = 0; ahead < tries; ahead += 1) {
    const when = today.with({ day: 1 }).add(month === undefined ? { months: ahead } : { years: ahead });
    const date = toPlainDate(when.year, month ?? when.month, day);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return undefined;
}

function fits(hint: DateHint, date: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  if (hint.weekday !== undefined && hint.weekday !== date.dayOfWeek) return false;
  if (hint.day !== undefined && hint.day !== date.day) return false;
  if (hint.month !== undefined && hint.day !== undefined && hint.month !== date.month) return false;
  if (hint.week === undefined || hint.day !== undefined || hint.date === undefined) return true;
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: hint.week });
  const days = monday.until(date).days;
  return days >= 0 && days < 7;
}

/** The date, or `undefined` when the calendar has no such day. */
export function toPlainDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1 || year < 1 || year > 9999) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day <= first.daysInMonth ? first.with({ day }) : undefined;
}
