import type { ClockPort } from "../ports/clock.ts";

/** How fast a bucket fills and drains. */
export interface LeakyBucketSettings {
  readonly clock: ClockPort;
  /** How many requests may go at once after a quiet time. */
  readonly capacity: number;
  /** How many more per second after that. */
  readonly drainPerSecond: number;
}

/** Spaces requests so that a vendor's limit is never exceeded. */
export interface LeakyBucket {
  /** Resolves when one request may go, in the order of asking. */
  take(): Promise<void>;
}

/**
 * A bucket for one limit of one vendor. Each `take` adds one; more than `capacity` wait until enough has drained.
 *
 * Effects: waits on the clock's `sleep`.
 */
export function createLeakyBucket(settings: LeakyBucketSettings): LeakyBucket {
  const { clock, capacity, drainPerSecond } = settings;
  let level = 0;
  let levelAt = clock.now();

  return {
    async take() {
      const now = clock.now();
      level = Math.max(0, level - (Math.max(0, now - levelAt) / 1000) * drainPerSecond);
      levelAt = now;
      // The place is taken before waiting: every caller sleeps for its own time, and nobody overtakes.
      level += 1;
      const waitMs = Math.ceil(((level - capacity) / drainPerSecond) * 1000);
      if (waitMs > 0) await clock.sleep(waitMs);
    },
  };
}
