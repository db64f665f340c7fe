import type { RobotFunctions } from "../robot-definition.ts";
import type { Notes } from "./notes.ts";
import { readNamed } from "./read-head.ts";
import { join, type UnknownRecord } from "./read-value.ts";

/** Reads both tables of conditions. A name stands in one of them. */
export function readConditions(
  source: UnknownRecord,
  notes: Notes,
): Pick<RobotFunctions, "conditions" | "inputConditions"> {
  const conditions = readConditionTable(source["conditions"], "conditions", notes);
  const inputConditions = readConditionTable(source["inputConditions"], "inputConditions", notes);
  for (const name of Object.keys(inputConditions)) {
    if (Object.hasOwn(conditions, name))
      notes.add("DEFINE_DUPLICATE_CONDITION", join("inputConditions", name), { name });
  }
  return { conditions, inputConditions };
}

/** Reads a table of conditions. */
export function readConditionTable(value: unknown, path: string, notes: Notes): Record<string, () => boolean> {
  if (value === undefined) return {};
  const table: Record<string, () => boolean> = {};
  for (const [name, condition] of readNamed(value, path, "give functions by name", notes)) {
    if (typeof condition === "function") table[name] = condition as () => boolean;
    else notes.add("DEFINE_WRONG_TYPE", join(path, name), { expected: "a function that gives true or false" });
  }
  return table;
}
