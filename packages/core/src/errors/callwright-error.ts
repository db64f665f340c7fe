import { catalog, type ErrorCode, type ErrorDetails } from "./catalog.ts";
import type { FaultSide, RetryRule } from "./catalog/entry.ts";

const brand = Symbol.for("callwright.error");

/** What may accompany an error. */
export interface CallwrightErrorOptions {
  /** The raw error of a vendor or of the platform. Kept out of logs. */
  readonly cause?: unknown;
  /** How long to wait before the same may be tried again, where the vendor told. */
  readonly retryAfterMs?: number;
}

/** The one error class of the library. Tell its kinds apart by `code`, with {@link isCallwrightError}. */
export class CallwrightError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly [brand] = true;
  override readonly name = "CallwrightError";
  readonly code: Code;
  readonly details: ErrorDetails<Code>;
  /** Who has to act. */
  readonly side: FaultSide;
  /** Whether the same may be tried again. */
  readonly retry: RetryRule;
  /** Whether the request may have taken effect. */
  readonly applied: "no" | "unknown";
  readonly retryAfterMs: number | undefined;

  constructor(code: Code, details: ErrorDetails<Code>, options: CallwrightErrorOptions = {}) {
    const row = catalog[code];
    super((row.message as (details: unknown) => string)(details));
    this.code = code;
    this.details = details;
    this.side = row.side;
    this.retry = row.retry;
    this.applied = row.applied ?? "no";
    this.retryAfterMs = options.retryAfterMs;
    if (options.cause !== undefined) {
      Object.defineProperty(this, "cause", { value: options.cause, enumerable: false });
    }
  }

  /** Safe to log: code, message and details, without the raw cause. */
  toJSON(): {
    readonly name: string;
    readonly code: Code;
    readonly message: string;
    readonly details: ErrorDetails<Code>;
  } {
    return { name: this.name, code: this.code, message: this.message, details: this.details };
  }
}

/** Whether a value is an error of this library, of one code if given; holds across duplicate installs. */
export function isCallwrightError<Code extends ErrorCode = ErrorCode>(
  value: unknown,
  code?: Code,
): value is CallwrightError<Code> {
  if (typeof value !== "object" || value === null || !(brand in value)) return false;
  return code === undefined || (value as { code?: unknown }).code === code;
}
