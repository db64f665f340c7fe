import type { ClockPort } from "@callwright/core/ports";

/** A clock that stands still until the test moves it. */
export interface FakeClock extends ClockPort {
  /** Moves time and runs what is due, earliest first. */
  advance(durationMs: number): Promise<void>;
  /** How many pieces of work are under way. */
  held(): number;
  /** How many timers and sleepers wait. */
  timers(): number;
}

/** Starts on a Monday at 10:00 in Moscow. */
export function createFakeClock(startAt = Date.parse("2026-08-24T10:00:00+03:00")): FakeClock {
  let now = startAt;
  let held = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const at: ClockPort["at"] = (atMs, run) => {
    const timer = { at: Math.max(atMs, now), run };
    timers.push(timer);
    return () => void (timers = timers.filter((known) => known !== timer));
  };
  return {
    now: () => now,
    at,
    hold() {
      let open = true;
      held += 1;
      return () => {
        if (open) held -= 1;
        open = false;
      };
    },
    sleep: (durationMs) => new Promise((resolve) => void at(now + durationMs, resolve)),
    async advance(durationMs) {
      const until = now + durationMs;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((left, right) => left.at - right.at)[0];
        if (!due) break;
        timers = timers.filter((timer) => timer !== due);
        now = due.at;
        due.run();
        await settle();
      }
      now = until;
    },
    held: () => held,
    timers: () => timers.length,
  };
}
