import { CallwrightError } from "../../errors/index.ts";
import type { EffectRow } from "../../ports/rows.ts";
import { inRealTime } from "../in-real-time.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";

/** The result, unless it takes longer than the declaration allows. @throws EFFECT_TIMED_OUT */
export function inTime<Result>(
  { timeoutMs }: EffectDeclaration,
  { run, type: effect }: EffectRow,
  performing: Promise<Result>,
): Promise<Result> {
  return inRealTime(performing, timeoutMs, () => new CallwrightError("EFFECT_TIMED_OUT", { run, effect, timeoutMs }));
}
