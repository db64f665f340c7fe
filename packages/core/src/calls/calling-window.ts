import { Temporal } from "temporal-polyfill";

/** When people may be called, in their own zone. */
export interface CallingWindow {
  /** First minute, `HH:MM`. */
  readonly from: string;
  /** The minute it closes, `HH:MM`; earlier than `from`: it runs over midnight. */
  readonly to: string;
  /** Days on which it opens, 1 = Monday … 7 = Sunday. Default: all. */
  readonly days?: readonly number[];
}

/** 9–20 on every day, the project's default. No legal advice: check the law that applies to your calls. */
export const defaultCallingWindow: CallingWindow = { from: "09:00", to: "20:00" };

const daysToLookAhead = 9;

/** The first moment from `at` on at which the window is open in this zone; `undefined` when it never opens. */
export function nextOpening(window: CallingWindow, zone: string, at: number): number | undefined {
  const from = Temporal.PlainTime.from(window.from);
  const to = Temporal.PlainTime.from(window.to);
  const overMidnight = Temporal.PlainTime.compare(to, from) <= 0;
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  for (let ahead = -1; ahead < daysToLookAhead; ahead += 1) {
    const day = today.add({ days: ahead });
    if (window.days && !window.days.includes(day.dayOfWeek)) continue;
    const opens = day.toZonedDateTime({ timeZone: zone, plainTime: from }).epochMilliseconds;
    const closingDay = overMidnight ? day.add({ days: 1 }) : day;
    const closes = closingDay.toZonedDateTime({ timeZone: zone, plainTime: to }).epochMilliseconds;
    if (at < opens) return opens;
    if (at < closes) return at;
  }
  return undefined;
}

/** The first moment from `at` on at which the window is open in all zones at once; `undefined` when there is none within nine days. */
export function nextCommonOpening(window: CallingWindow, zones: readonly string[], at: number): number | undefined {
  const horizon = at + daysToLookAhead * 24 * 3_600_000;
  let moment = at;
  while (moment < horizon) {
    const openings = zones.map((zone) => nextOpening(window, zone, moment));
    if (openings.includes(undefined)) return undefined;
    const next = Math.max(...(openings as number[]));
    if (next === moment) return moment;
    moment = next;
  }
  return undefined;
}

/** Whether a name is an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.instant().toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
