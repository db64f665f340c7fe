import { Temporal } from "temporal-polyfill";
import type { PlainEvent } from "../../machine/index.ts";

/** A timer of the robot's machine. */
export interface CallTimer {
  readonly name: string;
  readonly event: PlainEvent;
}

interface SetTimer extends CallTimer {
  readonly dueAt: number;
}

/** The time of one simulated call, and the timers that wait for it. It stands still until it is told to move. */
export class CallClock {
  readonly #zone: string;
  readonly #timers = new Map<string, SetTimer>();
  #now: number;

  /** @param start ISO date-time; without an offset it is wall-clock time in the zone */
  constructor(start: string, zone: string) {
    this.#zone = zone;
    this.#now = toMs(start, zone);
  }

  /** Ms since the epoch. */
  get now(): number {
    return this.#now;
  }

  /** Date and time on the client's wall clock, e.g. `2026-03-04T10:00`. */
  get wallClock(): string {
    const here = Temporal.Instant.fromEpochMilliseconds(this.#now).toZonedDateTimeISO(this.#zone);
    return here.toPlainDateTime().toString({ smallestUnit: "minute" });
  }

  set(timer: CallTimer, delayMs: number): void {
    this.#timers.delete(timer.name);
    this.#timers.set(timer.name, { ...timer, dueAt: this.#now + delayMs });
  }

  cancel(name: string): void {
    this.#timers.delete(name);
  }

  /** Takes the next timer that is due until then, and goes to its moment; without one it goes to the end. */
  next(until: number): CallTimer | undefined {
    let first: SetTimer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.dueAt <= until && (!first || timer.dueAt < first.dueAt)) first = timer;
    }
    this.#now = Math.max(this.#now, first?.dueAt ?? until);
    if (first) this.#timers.delete(first.name);
    return first;
  }
}

function toMs(start: string, zone: string): number {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/i.test(start)) return Temporal.Instant.from(start).epochMilliseconds;
    return Temporal.PlainDateTime.from(start).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    throw new Error(
      `simulateCall needs now as an ISO date-time such as "2026-03-04T10:00", and timeZone as "Europe/Warsaw"; it was given "${start}" and "${zone}".`,
      { cause: error },
    );
  }
}
