import type { EffectDefinition, RobotDefinition } from "../define/index.ts";
import type { EffectDeclaration } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import { startRunEffect, type Flow } from "../machine/index.ts";

/**
 * The effects that the host brings: its own and those of its robots, each once.
 *
 * @throws ENGINE_SETTINGS_INVALID when two different effects have one type, or one has the type of a built-in effect
 */
export function ownEffects(
  given: readonly EffectDefinition[],
  definitions: readonly (RobotDefinition | Flow)[],
  builtIn: readonly EffectDeclaration[],
): readonly EffectDeclaration[] {
  const reserved = new Set([startRunEffect, ...builtIn.map(({ type }) => type)]);
  const effects = new Map<string, EffectDefinition>();
  const problems = new Set<string>();
  for (const effect of [...given, ...definitions.flatMap(effectsOf)]) {
    const known = effects.get(effect.type);
    if (reserved.has(effect.type))
      problems.add(`effects: "${effect.type}" is the type of a built-in effect; rename yours`);
    else if (known && known !== effect)
      problems.add(`effects: two different effects have the type "${effect.type}"; rename one of them`);
    effects.set(effect.type, effect);
  }
  if (problems.size > 0) throw new CallwrightError("ENGINE_SETTINGS_INVALID", { problems: [...problems] });
  return [...effects.values()];
}

/** The effects that a robot brings with it. */
export function effectsOf(definition: RobotDefinition | Flow): readonly EffectDefinition[] {
  return "document" in definition ? Object.values(definition.functions.effects) : [];
}
