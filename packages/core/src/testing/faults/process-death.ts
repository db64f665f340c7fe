import type { FaultPoint } from "../../engine/index.ts";

/**
 * Where a process dies: at the n-th time that one life passes a fault point, or, from outside, that long after the beginning of
 * the world.
 */
export type ProcessDeath = { readonly point: FaultPoint; readonly hit: number } | { readonly afterMs: number };

/** A death in words, e.g. `at commit:written #3`. */
export function tellDeath(death: ProcessDeath): string {
  return "point" in death ? `at ${death.point} #${death.hit}` : `from outside after ${death.afterMs} ms`;
}
