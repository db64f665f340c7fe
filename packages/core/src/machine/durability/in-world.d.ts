/** A clock and a source of chance that differ from the real ones. */
export interface World {
  readonly shiftMs: number;
  readonly chance: () => number;
}
/**
 * Runs synchronous code while `Date` and `Math.random` tell what the world says, then puts the real ones back. Nothing else can
 * run meanwhile, so nobody else sees it.
 */
export declare function inWorld<Result>(world: World, run: () => Result): Result;
