import type { ClockPort } from "../ports/clock.ts";
/** The real clock. @param offsetMs added to the present, for trials at another hour of the day. */
export declare function systemClock(offsetMs?: number): ClockPort;
