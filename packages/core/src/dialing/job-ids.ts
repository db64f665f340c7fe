import { createHash, randomBytes } from "node:crypto";
import type { AccountId, JobId, RunId } from "../ports/identity.ts";

/** The job of a CRM's request: the same token gives the same job, for ever. */
export function jobOfRequest(account: AccountId, token: string): JobId {
  return `crm-${digest(account, token)}`;
}

/** The job of a call through the API: the same idempotency key gives the same job. */
export function jobOfCall(account: AccountId, idempotencyKey: string | undefined): JobId {
  return `api-${nameOf(account, idempotencyKey)}`;
}

/** A run that the host starts itself: the same idempotency key gives the same run. */
export function runOfStart(account: AccountId, idempotencyKey: string | undefined): RunId {
  return `run-${nameOf(account, idempotencyKey)}`;
}

function nameOf(account: AccountId, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? randomBytes(12).toString("hex") : digest(account, idempotencyKey);
}

/** The run of a job's attempt, counted from 1. */
export function attemptRun(job: JobId, number: number): RunId {
  return `${job}:${number}`;
}

/** The run that writes an attempt into the CRM's call history. */
export function logRun(attempt: RunId): RunId {
  return `${attempt}:log`;
}

/** The run that asks a person about an attempt whose result is unknown. */
export function noticeRun(attempt: RunId): RunId {
  return `${attempt}:notice`;
}

/** The run that tells the CRM how a job ended. */
export function endRun(job: JobId): RunId {
  return `${job}:end`;
}

/** Key of a job's timer. */
export function jobTimer(job: JobId): string {
  return `job:${job}`;
}

/** A hash that tells whether two requests ask for the same. */
export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);
}
