import type { AccountId, JobId, RunId } from "../ports/identity.ts";
/** The job of a CRM's request: the same token gives the same job, for ever. */
export declare function jobOfRequest(account: AccountId, token: string): JobId;
/** The job of a call through the API: the same idempotency key gives the same job. */
export declare function jobOfCall(account: AccountId, idempotencyKey: string | undefined): JobId;
/** The run of a job's attempt, counted from 1. */
export declare function attemptRun(job: JobId, number: number): RunId;
/** The run that writes an attempt into the CRM's call history. */
export declare function logRun(attempt: RunId): RunId;
/** The run that asks a person about an attempt whose result is unknown. */
export declare function noticeRun(attempt: RunId): RunId;
/** The run that tells the CRM how a job ended. */
export declare function endRun(job: JobId): RunId;
/** Key of a job's timer. */
export declare function jobTimer(job: JobId): string;
/** A hash that tells whether two requests ask for the same. */
export declare function digest(...parts: readonly string[]): string;
