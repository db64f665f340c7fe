import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLeakyBucket } from "../../src/adapter-kit/leaky-bucket.ts";
import type { ClockPort } from "../../src/ports/clock.ts";

/** Time that jumps to the next sleeper when `run` is called. */
function handClock() {
  let now = 1_000_000;
  const sleepers: { atMs: number; wake: () => void }[] = [];
  const clock: ClockPort = {
    now: () => now,
    at: () => () => {},
    hold: () => () => {},
    sleep: (durationMs) => new Promise((wake) => sleepers.push({ atMs: now + durationMs, wake })),
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  async function runUntil(endMs: number): Promise<void> {
    for (;;) {
      await settle();
      const next = sleepers.sort((left, right) => left.atMs - right.atMs)[0];
      if (!next || next.atMs > endMs) return;
      sleepers.shift();
      now = next.atMs;
      next.wake();
    }
  }
  return {
    clock,
    async pass(durationMs: number) {
      const endMs = now + durationMs;
      await runUntil(endMs);
      now = endMs;
    },
    run: () => runUntil(Infinity),
  };
}

describe("createLeakyBucket", () => {
  it("lets the capacity through at once and then the drain's pace", async () => {
    const hand = handClock();
    const bucket = createLeakyBucket({ clock: hand.clock, capacity: 3, drainPerSecond: 2 });
    const times: number[] = [];
    for (let n = 0; n < 6; n += 1) void bucket.take().then(() => times.push(hand.clock.now() - 1_000_000));
    await hand.run();
    expect(times).toEqual([0, 0, 0, 500, 1000, 1500]);
  });

  it("forgets while it is quiet, but never below empty", async () => {
    const hand = handClock();
    const bucket = createLeakyBucket({ clock: hand.clock, capacity: 2, drainPerSecond: 1 });
    await bucket.take();
    await hand.pass(3_600_000);
    const before = hand.clock.now();
    const times: number[] = [];
    for (let n = 0; n < 3; n += 1) void bucket.take().then(() => times.push(hand.clock.now() - before));
    await hand.run();
    expect(times).toEqual([0, 0, 1000]);
  });

  it("never fills a vendor's bucket of the same size over its brim, in the order of asking", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 30 }),
        async (capacity, drainPerSecond, gaps) => {
          const hand = handClock();
          const bucket = createLeakyBucket({ clock: hand.clock, capacity, drainPerSecond });
          const sent: { index: number; at: number }[] = [];
          for (const [index, gap] of gaps.entries()) {
            await hand.pass(gap);
            void bucket.take().then(() => sent.push({ index, at: hand.clock.now() }));
          }
          await hand.run();
          expect(sent.map(({ index }) => index)).toEqual(gaps.map((_, index) => index));
          let level = 0;
          let at = sent[0]?.at ?? 0;
          for (const request of sent) {
            level = Math.max(0, level - ((request.at - at) / 1000) * drainPerSecond) + 1;
            at = request.at;
            // Sleeps are whole milliseconds, rounded up: two of them may come together by up to one.
            expect(level).toBeLessThanOrEqual(capacity + drainPerSecond / 1000 + 1e-6);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
