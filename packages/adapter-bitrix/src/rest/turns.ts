import type { LeakyBucket } from "@callwright/core/adapter-kit";
import type { ClockPort } from "@callwright/core/ports";

/** Turns of requests to one portal under its rate limit. */
export interface Turns {
  /** Resolves when a request may go. */
  take(): Promise<void>;
  /** Waits for a turn and keeps it. */
  keep(): Promise<void>;
  /** Takes a turn that was kept; waits for one where none is left, or none that is fresh. */
  takeKept(): Promise<void>;
}

/** A turn that nobody used is given up after this: the portal's limit counts on without it. */
const freshMs = 10_000;

/** Turns of one bucket; without a bucket nothing waits. */
export function createTurns(bucket: LeakyBucket | undefined, clock: ClockPort): Turns {
  let kept: readonly number[] = [];
  const take = async () => bucket?.take();
  return {
    take,
    async keep() {
      await take();
      kept = [...kept, clock.now()];
    },
    async takeKept() {
      const [turn, ...others] = kept.filter((at) => clock.now() - at <= freshMs);
      kept = others;
      if (turn === undefined) await take();
    },
  };
}
