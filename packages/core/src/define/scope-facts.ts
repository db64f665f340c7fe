import type { FlatDocument } from "./flat-document.ts";

/** What a condition sees. */
export interface ConditionFacts {
  readonly input: unknown;
  readonly slots: Readonly<Record<string, unknown>>;
}

/** What a condition of a step with this scope sees: the robot's input and slots, or those of the sub-dialog alone. */
export function scopeFacts(document: FlatDocument, scope: string | undefined, facts: ConditionFacts): ConditionFacts {
  if (scope === undefined) {
    const own = Object.entries(facts.slots).filter(([name]) => !name.includes("."));
    return { input: facts.input, slots: Object.fromEntries(own) };
  }
  const { inputs, slots } = document.scopes[scope] ?? { inputs: [], slots: [] };
  const taken = (names: readonly string[]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(names.map((name) => [name, facts.slots[`${scope}.${name}`]]));
  return { input: taken(inputs), slots: taken(slots) };
}
