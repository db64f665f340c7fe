/** What was said about a time of day. */
export interface ClockHint {
  readonly hour: number;
  readonly minute: number;
  /** Said as one of 24 hours, so that no part of the day is needed. */
  readonly exact: boolean;
  /** Minutes counted back from the hour. */
  readonly before: number;
  /** The part of the day said with it. */
  readonly part: number | undefined;
}

const morning = 0;
const afternoon = 1;
const evening = 2;
const night = 3;
const beforeNoon = 4;

/** Hours from this one on are taken as they are when no part of the day is said, earlier ones as afternoon. */
const firstMorningHour = 8;

/** The time as "HH:MM"; `undefined` when there is no such time. */
export function toClock({ hour, minute, exact, before, part }: ClockHint): string | undefined {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  const full = exact || hour > 12 || hour === 0 ? hour % 24 : hourOfDay(hour, part);
  const total = (full * 60 + minute - before + 1440) % 1440;
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}

function hourOfDay(hour: number, part: number | undefined): number {
  const later = (hour % 12) + 12;
  switch (part) {
    case undefined:
      return hour < firstMorningHour ? later : hour;
    case morning:
    case beforeNoon:
      return hour % 12;
    case afternoon:
      return hour < firstMorningHour || hour === 12 ? later : hour;
    case evening:
      return hour === 12 ? 0 : later;
    case night:
      return hour < 6 || hour === 12 ? hour % 12 : later;
    default:
      return later;
  }
}
