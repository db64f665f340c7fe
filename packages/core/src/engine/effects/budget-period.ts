import { Temporal } from "temporal-polyfill";

/** How long a budget lasts before it is full again. */
export type BudgetPeriod = "day" | "month";

/** The day or month of a moment, in a zone. */
export function periodAround(at: number, period: BudgetPeriod, zone: string): { startsAt: number; endsAt: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const first = period === "day" ? day : day.with({ day: 1 });
  const next = first.add(period === "day" ? { days: 1 } : { months: 1 });
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  return { startsAt: startOf(first), endsAt: startOf(next) };
}
