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
export declare function createLeakyBucket(settings: LeakyBucketSettings): LeakyBucket;
