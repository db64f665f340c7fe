import type { RobotDocument } from "../document.ts";
import { filledSlots, globalUses, usesOf } from "../readers/slot-uses.ts";

/** Slots that a robot fills and uses nowhere. None where it has conditions, which are code and may look at any slot. */
export function unusedSlots(document: RobotDocument): readonly string[] {
  if (document.conditions.length > 0) return [];
  const filled = filledSlots(document);
  const uses = Object.entries(document.steps).flatMap(([name, step]) => {
    const own = "collect" in step ? `steps.${name}.readBack ${step.collect}` : "";
    return usesOf(step, `steps.${name}`, document.texts).filter((use) => `${use.path} ${use.name}` !== own);
  });
  const used = new Set([...uses, ...globalUses(document)].map(({ name }) => name));
  return Object.keys(document.slots ?? {}).filter((name) => filled.has(name) && !used.has(name));
}
