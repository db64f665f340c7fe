import type { ClockPort } from "../ports/clock.ts";

/** The longest wait that a timer of Node takes at once: 2^31 − 1 ms. */
const longestWaitMs = 2_147_483_647;

/** The real clock. @param offsetMs added to the present, for trials at another hour of the day. */
export function systemClock(offsetMs = 0): ClockPort {
  const now = () => Date.now() + offsetMs;
  const at = (atMs: number, run: () => void) => {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const leftMs = atMs - now();
      timer = setTimeout(() => (leftMs > longestWaitMs ? wait() : run()), Math.min(Math.max(0, leftMs), longestWaitMs));
    };
    wait();
    return () => clearTimeout(timer);
  };
  return {
    now,
    at,
    hold: () => () => undefined,
    sleep: (durationMs) => new Promise((resolve) => void at(now() + durationMs, resolve)),
  };
}
