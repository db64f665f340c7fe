import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { RobotFunctions } from "./robot-definition.ts";

/** SHA-256 in hex of a document and the names of the functions that it needs. The order of names and keys does not matter. */
export function fingerprintOf(document: unknown, functionNames: readonly string[]): string {
  const content = canonicalJson({ document, functions: [...new Set(functionNames)].sort() });
  return createHash("sha256").update(content).digest("hex");
}

/**
 * The names of a table of functions, each with its kind: `recogniser:yesNo.yes`, `condition:large`, `inputCondition:vip`.
 *
 * Shape: without `upgradeInput`, which has done its work before a run begins.
 */
export function functionNamesOf(functions: RobotFunctions): readonly string[] {
  return [
    ...Object.keys(functions.recognisers).map((name) => `recogniser:${name}`),
    ...Object.keys(functions.conditions).map((name) => `condition:${name}`),
    ...Object.keys(functions.inputConditions).map((name) => `inputCondition:${name}`),
    ...Object.keys(functions.slotRecognisers).map((name) => `slotRecogniser:${name}`),
    ...Object.keys(functions.effects).map((type) => `effect:${type}`),
  ];
}
