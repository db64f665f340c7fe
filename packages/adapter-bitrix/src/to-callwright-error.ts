import { CallwrightError, isCallwrightError, redactText } from "@callwright/core/adapter-kit";
import type { AccountId } from "@callwright/core/ports";
import type { ForeignAnswer, RestRefusal } from "./rest/rest-answer.ts";
import { vendorSentence } from "./vendor-sentence.ts";

/** What was asked of whom, for the error's sentence. */
export interface RequestName {
  readonly account: AccountId;
  readonly operation: string;
}

type Target =
  | "CRM_BUSY"
  | "CRM_OVERLOADED"
  | "CRM_TOKEN_REVOKED"
  | "CRM_ACCESS_DENIED"
  | "CRM_NOT_FOUND"
  | "CRM_ANSWER_LOST"
  | "CRM_ANSWER_UNKNOWN"
  | "CRM_REJECTED";

interface Row {
  /** Vendor codes in lower case; any when absent. */
  readonly codes?: readonly string[];
  /** Matches the text in lower case, without tags and dots at its end. */
  readonly text?: RegExp;
  readonly from?: number;
  readonly to?: number;
  /** Only answers that are not in the form of the REST interface. */
  readonly foreign?: true;
  readonly becomes: Target;
  readonly wait?: "second" | "reset";
}

/**
 * Every refusal of Bitrix24 as an error of ours: the first row that fits.
 *
 * Source: pages on error codes and limits of the REST documentation and of the methods used, read 2026-08-21. Codes of
 * the classic methods are often empty; then the text decides, and its dot at the end comes and goes.
 */
const table: readonly Row[] = [
  { codes: ["query_limit_exceeded"], becomes: "CRM_BUSY", wait: "second" },
  { codes: ["operation_time_limit"], becomes: "CRM_BUSY", wait: "reset" },
  { codes: ["overload_limit"], becomes: "CRM_OVERLOADED" },
  { codes: ["expired_token", "no_auth_found", "invalid_token", "authorization_error"], becomes: "CRM_TOKEN_REVOKED" },
  { codes: ["application_not_found", "error_oauth", "portal_deleted"], becomes: "CRM_TOKEN_REVOKED" },
  {
    codes: ["insufficient_scope", "invalid_credentials", "access_denied", "wrong_auth_type"],
    becomes: "CRM_ACCESS_DENIED",
  },
  { codes: ["user_access_error", "allowed_only_intranet_user", "access_error"], becomes: "CRM_ACCESS_DENIED" },
  { codes: ["method_confirm_waiting", "method_confirm_denied", "payment_required"], becomes: "CRM_ACCESS_DENIED" },
  { codes: ["", "0"], text: /^(access denied|application context required)/, becomes: "CRM_ACCESS_DENIED" },
  { codes: ["not_found", "owner_not_found"], becomes: "CRM_NOT_FOUND" },
  {
    codes: ["", "0", "error_core"],
    text: /^((item|element|activity|lead|deal|contact|company|trigger) (is )?)?not found$/,
    becomes: "CRM_NOT_FOUND",
  },
  { codes: ["", "0", "error_core"], text: /^call (\S+ )?is not found/, becomes: "CRM_NOT_FOUND" },
  { foreign: true, from: 429, to: 429, becomes: "CRM_BUSY", wait: "second" },
  { foreign: true, from: 500, to: 599, becomes: "CRM_ANSWER_LOST" },
  { foreign: true, becomes: "CRM_ANSWER_UNKNOWN" },
  { codes: ["internal_server_error", "error_unexpected_answer"], becomes: "CRM_ANSWER_LOST" },
  { from: 500, to: 599, becomes: "CRM_ANSWER_LOST" },
];
const otherwise: Row = { becomes: "CRM_REJECTED" };

/** When the method's budget is said to be used up but not until when: its window moves on by the minute. */
const defaultResetMs = 60_000;

/** The error for an answer that is no result. Total; `now` settles how long to wait. */
export function toCallwrightError(
  answer: RestRefusal | ForeignAnswer,
  { account, operation }: RequestName,
  now: number,
): CallwrightError {
  const code = answer.kind === "refusal" ? answer.code : "";
  const text = answer.kind === "refusal" ? normalise(answer.text) : "";
  const row = table.find((candidate) => fits(candidate, answer, code.toLowerCase(), text)) ?? otherwise;
  const { status } = answer;
  const problem = { account, operation, status, ...(code === "" ? {} : { vendorCode: toVendorCode(code) }) };
  switch (row.becomes) {
    case "CRM_TOKEN_REVOKED":
      return new CallwrightError("CRM_TOKEN_REVOKED", { account });
    case "CRM_BUSY":
      return new CallwrightError("CRM_BUSY", problem, {
        retryAfterMs: row.wait === "reset" ? untilReset(answer, now) : 1000,
      });
    case "CRM_ANSWER_UNKNOWN":
      return new CallwrightError("CRM_ANSWER_UNKNOWN", {
        ...problem,
        problems: ["it is not an answer of the REST interface"],
      });
    case "CRM_REJECTED":
      return new CallwrightError("CRM_REJECTED", { ...problem, reason: toReason(answer) });
    default:
      return new CallwrightError(row.becomes, problem);
  }
}

/** The error for a request that got no answer at all. `failure` is what the HTTP client threw. */
export function toTransportError(failure: unknown, { account, operation }: RequestName): CallwrightError {
  const told = callwrightErrorIn(failure);
  if (told) return told;
  const wasSent = !(typeof failure === "object" && failure !== null && "sent" in failure && failure.sent === false);
  return new CallwrightError(
    wasSent ? "CRM_ANSWER_LOST" : "CRM_UNREACHABLE",
    { account, operation },
    { cause: failure },
  );
}

/** An error of ours behind a failure: a recording that was too large broke its own upload. */
function callwrightErrorIn(failure: unknown): CallwrightError | undefined {
  for (let error = failure; error instanceof Error; error = error.cause) if (isCallwrightError(error)) return error;
  return undefined;
}

function fits(row: Row, answer: RestRefusal | ForeignAnswer, code: string, text: string): boolean {
  if (row.foreign && answer.kind !== "foreign") return false;
  if (row.codes && (answer.kind === "foreign" || !row.codes.includes(code))) return false;
  if (row.text && !row.text.test(text)) return false;
  return answer.status >= (row.from ?? 0) && answer.status <= (row.to ?? 999);
}

function untilReset(answer: RestRefusal | ForeignAnswer, now: number): number {
  const resetAt = answer.kind === "refusal" ? answer.resetAt : undefined;
  return resetAt === undefined ? defaultResetMs : Math.max(1000, resetAt - now);
}

function withoutTags(text: string): string {
  return text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function normalise(text: string): string {
  return withoutTags(text)
    .toLowerCase()
    .replace(/[.!]+$/, "");
}

/** Codes are words; `redactText` would take the long ones for tokens. */
function toVendorCode(code: string): string {
  return /^[A-Za-z_]{1,80}$/.test(code) ? code : redactText(code).slice(0, 80);
}

function toReason(answer: RestRefusal | ForeignAnswer): string {
  const text = answer.kind === "refusal" ? vendorSentence(withoutTags(answer.text)) : "";
  return text === "" ? "no reason was given." : text;
}
