import type { StopReason } from "../calls/index.ts";
import type { Work } from "../engine/index.ts";
import type { AccountId, JobId, Json, Subject } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
/** A call to be made. */
export interface NewJob {
    readonly id: JobId;
    readonly account: AccountId;
    readonly robot: string;
    readonly origin: JobRow["origin"];
    readonly input: Json;
    readonly texts: Readonly<Record<string, string>> | null;
    /** E.164; `null`: looked up when the job is due. */
    readonly phone: string | null;
    readonly timeZone: string | null;
    readonly subject: Subject | null;
    readonly requestToken: string | null;
    readonly notBefore: number | null;
    readonly fingerprint: string;
    /** Set: the job cannot be dialed and ends at once with this reason. */
    readonly stop?: StopReason;
}
/** Writes a new job and its timer. Its first dialing is tried as soon as the transaction is committed. */
export declare function planJob(parts: DialingParts, job: NewJob, work: Work): JobRow;
