import type { Work } from "../engine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { JobRow, TimerRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
/** Takes up a job that is due: finds out whom to call, asks the gate, and starts an attempt, waits, or stops. */
export declare function dispatchJob(parts: DialingParts, timer: TimerRow, work: Work): Promise<void>;
/** Lets a job wait and says why. */
export declare function waitUntil(job: JobRow, until: number, gate: Json, work: Work): void;
