import type { CallwrightError } from "../errors/index.ts";

/** Why a step of a dialog failed, in the words of the code that threw: a test's data are made up, so they may be quoted. */
export function failureWords(error: CallwrightError<"FLOW_STEP_FAILED">): string {
  const { cause, details } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : details.reason;
}
