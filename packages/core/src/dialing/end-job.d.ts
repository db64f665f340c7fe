import type { StopReason } from "../calls/index.ts";
import type { Work } from "../engine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
/** How a job ends: with an outcome, or stopped for a reason before one. */
export type JobEnd = {
    readonly outcome: string;
    readonly data: Json;
} | {
    readonly stop: StopReason;
};
/** Decides the end of a job and starts the run that tells the CRM, in the same transaction. */
export declare function endJob(parts: DialingParts, job: JobRow, end: JobEnd, work: Work): JobRow;
