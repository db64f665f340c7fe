import type { DialogDefinition, RobotDefinition } from "@callwright/core";

/** A robot or a sub-dialog. */
export type Definition = RobotDefinition | DialogDefinition;

/** The definitions among the exports of a module, by the name of the export. */
export function definitionsIn(module: Readonly<Record<string, unknown>>): readonly Definition[] {
  return Object.values(module).filter(isDefinition);
}

/** The name under which a module exports a definition. */
export function exportNameOf(module: Readonly<Record<string, unknown>>, definition: Definition): string | undefined {
  return Object.keys(module).find((name) => module[name] === definition);
}

/** Whether a value is a robot. */
export function isRobot(definition: Definition): definition is RobotDefinition {
  return definition.kind === "robot";
}

function isDefinition(value: unknown): value is Definition {
  if (typeof value !== "object" || value === null) return false;
  const { kind, document, functions } = value as Partial<Definition>;
  return (kind === "robot" || kind === "dialog") && typeof document === "object" && typeof functions === "object";
}
