import { z } from "zod";
import type { EffectDeclaration } from "../engine/index.ts";

const types = [
  "voice.launch",
  "voice.lookup",
  "crm.readItem",
  "crm.readField",
  "crm.fireTrigger",
  "crm.moveItem",
  "crm.createTodo",
  "crm.completeRequest",
  "callLog.open",
  "callLog.close",
  "callLog.link",
  "callLog.attachRecording",
  "callLog.attachTranscript",
] as const;

/** What effects of the library cost, by type, in the units of the accounts' budgets. */
export type EffectCosts = Readonly<Partial<Record<(typeof types)[number], number>>>;

/** What may be given as costs. */
export const effectCostsSchema = z.partialRecord(z.enum(types), z.number().min(0));

/** The effects of the library with their costs. */
export function withCosts(
  effects: readonly EffectDeclaration[],
  costs: EffectCosts = {},
): readonly EffectDeclaration[] {
  const known: Readonly<Record<string, number>> = costs;
  return effects.map((effect) => {
    const cost = known[effect.type];
    return cost === undefined ? effect : { ...effect, cost: () => cost };
  });
}
