import { CallwrightError, HttpFailure, type HttpAnswer } from "@callwright/core/adapter-kit";

/**
 * What the answer to a launch means; `undefined`: accepted.
 *
 * | answer | error |
 * | --- | --- |
 * | 2xx, JSON or not | none |
 * | 429 | `VOICE_NO_LINE` |
 * | 5xx | `VOICE_ANSWER_LOST`: the vendor may have begun to dial before it failed |
 * | anything else | `VOICE_REJECTED` |
 */
export function launchErrorOf(
  run: string,
  answer: Pick<HttpAnswer, "status" | "headers">,
): CallwrightError | undefined {
  const { status } = answer;
  if (status >= 200 && status <= 299) return undefined;
  if (status === 429) {
    const retryAfterMs = retryAfterOf(answer.headers);
    return new CallwrightError("VOICE_NO_LINE", { run }, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
  if (status >= 500) return new CallwrightError("VOICE_ANSWER_LOST", { run });
  return new CallwrightError("VOICE_REJECTED", { run, status });
}

/** What a launch without an answer means: `VOICE_UNREACHABLE` when it was never sent, else `VOICE_ANSWER_LOST`. */
export function launchErrorOfFailure(run: string, error: unknown): unknown {
  if (!(error instanceof HttpFailure)) return error;
  return new CallwrightError(error.sent ? "VOICE_ANSWER_LOST" : "VOICE_UNREACHABLE", { run }, { cause: error });
}

/** A publication that came to nothing. */
export function publishFailed(robot: string, reason: string, cause?: unknown): CallwrightError {
  return new CallwrightError("VOICE_PUBLISH_FAILED", { robot, reason }, { cause });
}

/** Seconds, as RFC 9110 (section 10.2.3) allows; its other form, a date, is not used here. */
function retryAfterOf(headers: HttpAnswer["headers"]): number | undefined {
  const seconds = headers["retry-after"] ?? "";
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}
