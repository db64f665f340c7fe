import { CallwrightError } from "../../errors/index.ts";
import type { EffectRow } from "../../ports/rows.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";

/**
 * The result, unless it takes longer than the declaration allows.
 *
 * Measured on the real clock on purpose: a request that hangs must fail although a virtual clock stands still.
 */
export async function inTime<Result>(
  declaration: EffectDeclaration,
  effect: EffectRow,
  performing: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const { timeoutMs } = declaration;
      reject(new CallwrightError("EFFECT_TIMED_OUT", { run: effect.run, effect: effect.type, timeoutMs }));
    }, declaration.timeoutMs);
  });
  try {
    return await Promise.race([performing, late]);
  } finally {
    clearTimeout(timer);
  }
}
