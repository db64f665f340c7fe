import { isSayable } from "./sayable-error.ts";

/** XState says which guard threw, then quotes what it threw (xstate 5.33). */
const guardPrefix = /^Unable to evaluate guard (?:'[\w.:-]{1,100}' )?in transition for event '[\w.:-]{1,200}'/;
const plainName = /^[A-Za-z]\w{0,60}$/;
const frame = /^\s+at .*?([\w.-]+):(\d+):\d+\)?$/m;

/**
 * What of somebody else's error may be told: its name, and the line of code that threw it.
 *
 * Its message may not: code quotes what it was given, e.g. what a person said. The whole error stays the `cause`.
 */
export function reasonOf(error: unknown): string {
  if (isSayable(error)) return error.message;
  if (!(error instanceof Error)) return `something that is no error (${typeof error})`;
  const [guard] = guardPrefix.exec(error.message) ?? [];
  if (guard !== undefined) return guard;
  const name = plainName.test(error.name) ? error.name : "Error";
  const [, file, line] = frame.exec(error.stack ?? "") ?? [];
  return file === undefined ? name : `${name} at ${file}:${line ?? ""}`;
}
