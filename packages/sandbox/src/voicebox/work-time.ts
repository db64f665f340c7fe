import type { ClockPort, Release } from "@callwright/core/ports";

/** The time of one piece of work that goes on and pauses. It holds the clock except while it pauses. */
export interface WorkTime {
  now(): number;
  /** Resolves after `durationMs`; the clock is held again before anything else can run. */
  pause(durationMs: number): Promise<void>;
  /** Lets go of the clock for good. */
  done(): void;
}

/** Starts work. A pause that is under way when `stopped` fires never ends. */
export function beginWork(clock: ClockPort, stopped: AbortSignal): WorkTime {
  let release: Release = clock.hold();
  return {
    now: () => clock.now(),
    pause(durationMs) {
      return new Promise((resolve) => {
        const cancel = clock.at(clock.now() + durationMs, () => {
          stopped.removeEventListener("abort", cancel);
          release = clock.hold();
          resolve();
        });
        stopped.addEventListener("abort", cancel, { once: true });
        if (stopped.aborted) cancel();
        release();
      });
    },
    done: () => release(),
  };
}
