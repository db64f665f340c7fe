import type { ClockPort, Release } from "../ports/clock.ts";

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to move, and moves only when nothing is under way. */
export interface VirtualClock extends ClockPort {
  /** Fires every timer that is due within `durationMs`, in order, letting each one's work finish, then stands at the end of it. */
  advance(durationMs: number): Promise<void>;
  /** Jumps from timer to timer until none is left; gives the time it stands at then. `untilMs` bounds it. */
  runAll(untilMs?: number): Promise<number>;
  /** Fires what is due now and resolves when nothing is under way. */
  settle(): Promise<void>;
}

/** Turns of the event loop without work after which nothing is under way. */
const quietTurns = 4;
/** Real time after which work that does not end is called stuck. */
const stuckAfterMs = 60_000;

/** A virtual clock for tests and demonstrations. @param start its first moment: ms since the epoch or an ISO date. */
export function createVirtualClock(start: number | string = "2026-03-04T07:00:00Z"): VirtualClock {
  const timers = new Set<Timer>();
  const holds = countHolds();
  let now = typeof start === "number" ? start : Date.parse(start);
  let order = 0;

  const at = (atMs: number, run: () => void): Release => {
    const timer: Timer = { atMs, order: (order += 1), run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };

  const runUntil = async (untilMs: number): Promise<void> => {
    for (;;) {
      await holds.quieten();
      const next = earliest(timers);
      if (!next || next.atMs > untilMs) return;
      timers.delete(next);
      now = Math.max(now, next.atMs);
      next.run();
    }
  };

  return {
    now: () => now,
    at,
    hold: holds.hold,
    sleep: (durationMs, waiting = 1) => {
      const wake = holds.wait(waiting);
      return new Promise((resolve) => {
        at(now + durationMs, () => {
          wake();
          resolve();
        });
      });
    },
    settle: () => runUntil(now),
    advance: async (durationMs) => {
      const end = now + durationMs;
      await runUntil(end);
      now = Math.max(now, end);
    },
    runAll: async (untilMs = Number.MAX_SAFE_INTEGER) => {
      await runUntil(untilMs);
      return now;
    },
  };
}

/** Counts work under way, and how much of it only waits for the clock. */
function countHolds() {
  let held = 0;
  let waiting = 0;
  return {
    hold: (): Release => {
      let isHeld = true;
      held += 1;
      return () => {
        if (isHeld) held -= 1;
        isHeld = false;
      };
    },
    wait: (count: number): Release => {
      waiting += count;
      return () => void (waiting -= count);
    },
    /** Resolves when nothing has been under way for some turns of the event loop. */
    quieten: async (): Promise<void> => {
      const giveUpAt = performance.now() + stuckAfterMs;
      for (let quiet = 0; quiet < quietTurns;) {
        await new Promise((resolve) => setImmediate(resolve));
        quiet = held <= waiting ? quiet + 1 : 0;
        if (performance.now() > giveUpAt)
          throw new Error(`The virtual clock waits for work that does not end (${held} holds).`);
      }
    },
  };
}

function earliest(timers: Iterable<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) {
    if (!first || timer.atMs < first.atMs || (timer.atMs === first.atMs && timer.order < first.order)) first = timer;
  }
  return first;
}
