import { join, readCount, type UnknownRecord } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const defaultTimeoutMs = 5000;

/** How long a step waits. Default: 5 seconds. */
export function readTimeout(step: UnknownRecord, path: string, { notes }: StepReading): number {
  return readCount(step["timeoutMs"] ?? defaultTimeoutMs, join(path, "timeoutMs"), "say how long to wait", notes);
}

/** Whether the client may cut a text short; left out where the step does not say. */
export function readBargeIn(step: UnknownRecord, path: string, { notes }: StepReading): { readonly bargeIn?: boolean } {
  const { bargeIn } = step;
  if (bargeIn === undefined) return {};
  if (typeof bargeIn === "boolean") return { bargeIn };
  notes.add("DEFINE_WRONG_TYPE", join(path, "bargeIn"), { expected: "true or false" });
  return {};
}

/** The confidence below which a step asks back; left out where the step does not say. */
export function readConfirmBelow(
  step: UnknownRecord,
  path: string,
  { notes }: StepReading,
): { readonly confirmBelow?: number } {
  const { confirmBelow } = step;
  if (confirmBelow === undefined) return {};
  if (typeof confirmBelow === "number" && confirmBelow > 0 && confirmBelow <= 1) return { confirmBelow };
  notes.add("DEFINE_WRONG_TYPE", join(path, "confirmBelow"), { expected: "a confidence over 0 and up to 1, e.g. 0.7" });
  return {};
}
