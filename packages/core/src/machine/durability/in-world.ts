/** A clock and a source of chance that differ from the real ones. */
export interface World {
  readonly shiftMs: number;
  readonly chance: () => number;
}

/**
 * Runs synchronous code while `Date` and `Math.random` tell what the world says, then puts the real ones back. Nothing else can
 * run meanwhile, so nobody else sees it.
 */
export function inWorld<Result>(world: World, run: () => Result): Result {
  const RealDate = globalThis.Date;
  const realRandom = Math.random;
  globalThis.Date = shiftedDate(RealDate, world.shiftMs);
  Math.random = world.chance;
  try {
    return run();
  } finally {
    globalThis.Date = RealDate;
    Math.random = realRandom;
  }
}

function shiftedDate(RealDate: DateConstructor, shiftMs: number): DateConstructor {
  return new Proxy(RealDate, {
    construct: (target, args: readonly unknown[]) =>
      args.length === 0 ? new target(target.now() + shiftMs) : (Reflect.construct(target, args) as Date),
    apply: (target) => new target(target.now() + shiftMs).toString(),
    get: (target, name, receiver) =>
      name === "now" ? () => target.now() + shiftMs : (Reflect.get(target, name, receiver) as unknown),
  });
}
