import { type CallFacts, type StopReason } from "../calls/index.ts";
import { type DialingParts } from "../dialing/index.ts";
import type { RunEngine } from "../engine/index.ts";
import type { JobId, Json, RunId } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
/** Why a call waits for a person. */
export interface ParkedError {
    readonly code: string;
    readonly message: string;
    /** The run to be retried, resolved or cancelled. */
    readonly run: RunId;
}
/** How a call came out. `parked`: a person is needed; ask again after that. */
export type CallResult<Outcome extends string = string> = {
    readonly status: "ended";
    readonly outcome: Outcome;
    readonly data: Json;
    readonly facts: CallFacts;
} | {
    readonly status: "stopped";
    readonly reason: StopReason;
    readonly explanation: Json;
} | {
    readonly status: "cancelled";
} | {
    readonly status: "failed" | "parked";
    readonly error: ParkedError;
};
/** A call that was asked for: a job and its attempts. */
export interface CallHandle<Outcome extends string = string> {
    readonly id: JobId;
    /** Where it stands now, with what the gate said last. */
    status(): Promise<JobRow>;
    /** Resolves when the outcome was told to the CRM, when the call was stopped, or when a person is needed. */
    result(): Promise<CallResult<Outcome>>;
    /** Dials no more. A call that is ringing cannot be taken back from every vendor; what it does is still recorded. */
    cancel(): Promise<void>;
}
/** A handle for a job of the store. */
export declare function createCallHandle<Outcome extends string>(id: JobId, { dialing, runs }: {
    readonly dialing: DialingParts;
    readonly runs: RunEngine;
}): CallHandle<Outcome>;
