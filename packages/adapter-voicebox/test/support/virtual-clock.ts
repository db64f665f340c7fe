import type { ClockPort } from "@callwright/core/ports";

/** A clock that jumps to its next timer when asked to. */
export interface VirtualClock extends ClockPort {
  set(now: number): void;
  /** Lets time pass, timer by timer, until `isDone`. Real I/O gets its turn in between. */
  runUntil(isDone: () => boolean): Promise<void>;
}

/** Begins at `start`. */
export function virtualClock(start = 1_000_000): VirtualClock {
  let now = start;
  let holds = 0;
  const timers = new Map<symbol, { readonly atMs: number; readonly run: () => void }>();
  const at = (atMs: number, run: () => void) => {
    const key = Symbol("timer");
    timers.set(key, { atMs, run });
    return () => void timers.delete(key);
  };
  const fireNext = () => {
    const next = [...timers].sort(([, a], [, b]) => a.atMs - b.atMs)[0];
    if (!next) return;
    timers.delete(next[0]);
    now = Math.max(now, next[1].atMs);
    next[1].run();
  };
  return {
    now: () => now,
    at,
    hold: () => {
      let held = true;
      holds++;
      return () => {
        if (held) holds--;
        held = false;
      };
    },
    sleep: (durationMs) => {
      holds--;
      return new Promise((resolve) => {
        at(now + durationMs, () => {
          holds++;
          resolve();
        });
      });
    },
    set: (moment) => (now = moment),
    async runUntil(isDone) {
      for (let turns = 0; !isDone(); turns++) {
        if (turns > 100_000) throw new Error("the awaited moment never came");
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (holds <= 0) fireNext();
      }
    },
  };
}
