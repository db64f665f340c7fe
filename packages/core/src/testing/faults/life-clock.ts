import type { Release } from "../../ports/clock.ts";
import type { VirtualClock } from "../virtual-clock.ts";

/** How far the machine's clock is off the world's time. Several lives share it. */
export interface WallClock {
  shiftMs: number;
}

/** The clock of one life. */
export interface LifeClock {
  readonly clock: VirtualClock;
  /** From now on nothing of this life is woken, and the world's clock no longer waits for it. */
  stop(): void;
}

/**
 * The world's clock as one life sees it. A jump of the machine's clock changes what `now` tells; what waits already goes on
 * waiting as long as it had to, as a timer of the platform does.
 */
export function createLifeClock(world: VirtualClock, wall: WallClock): LifeClock {
  let stopped = false;
  let held = 0;
  let waiting = 0;
  let release: Release | undefined;
  const update = () => {
    const isBusy = !stopped && held > waiting;
    if (isBusy) release ??= world.hold();
    else {
      release?.();
      release = undefined;
    }
  };
  const now = () => world.now() + wall.shiftMs;
  const after = (durationMs: number, run: () => void) =>
    world.at(world.now() + Math.max(0, durationMs), () => {
      if (!stopped) run();
    });
  const clock: VirtualClock = {
    ...world,
    now,
    at: (atMs, run) => after(atMs - now(), run),
    hold: () => {
      let isHeld = true;
      held += 1;
      update();
      return () => {
        if (isHeld) held -= 1;
        isHeld = false;
        update();
      };
    },
    sleep: (durationMs, count = 1) => {
      waiting += count;
      update();
      return new Promise((resolve) => {
        after(durationMs, () => {
          waiting -= count;
          update();
          resolve();
        });
      });
    },
  };
  const stop = () => {
    stopped = true;
    update();
  };
  return { clock, stop };
}
