import type { ClockPort } from "../ports/clock.ts";
/** A clock that stands still until it is told to move, and moves only when nothing is under way. */
export interface VirtualClock extends ClockPort {
    /** Fires every timer that is due within `durationMs`, in order, letting each one's work finish, then stands at the end of it. */
    advance(durationMs: number): Promise<void>;
    /** Jumps from timer to timer until none is left; gives the time it stands at then. `untilMs` bounds it. */
    runAll(untilMs?: number): Promise<number>;
    /** Fires what is due now and resolves when nothing is under way. */
    settle(): Promise<void>;
}
/** A virtual clock for tests and demonstrations. @param start its first moment: ms since the epoch or an ISO date. */
export declare function createVirtualClock(start?: number | string): VirtualClock;
