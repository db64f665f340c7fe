import type { z } from "zod";
import { fingerprintOf, functionNamesOf } from "../fingerprint.ts";
import { readRobot } from "../readers/read-robot.ts";
import { isRecord, join, type UnknownRecord } from "../readers/read-value.ts";
import type { RobotDefinition } from "../robot-definition.ts";
import { conditionsNamed, effectNamed, type Lookup } from "./named-code.ts";
import { parseDialogs } from "./parse-dialog.ts";
import { toSchema } from "./to-schema.ts";
import { each, localesOf, toHearing, toSharedSource, whenGiven } from "./to-source.ts";

/** A robot from its document; mistakes are noted. */
export function parseRobot(document: UnknownRecord, lookup: Lookup): RobotDefinition {
  const { book, notes } = lookup;
  const effects = whenGiven(document, "effects", (effects) => toEffects(effects, lookup));
  const dialogs = parseDialogs(document["dialogs"], lookup, []);
  const { source, generated } = toSharedSource(document, { ...lookup, dialogs, locales: localesOf(document) });
  const whole: UnknownRecord = {
    ...source,
    ...whenGiven(document, "outcomes", (outcomes) =>
      each(outcomes, "outcomes", (it, path) => toOutcome(it, path, lookup)),
    ),
    ...effects,
    ...whenGiven(document, "digressions", (digressions) =>
      each(digressions, "digressions", (digression, path) => toHearing(digression, path, lookup)),
    ),
    conditions: conditionsNamed(document["conditions"], "conditions", book.condition, notes),
    inputConditions: conditionsNamed(document["inputConditions"], "inputConditions", book.inputCondition, notes),
    ...(book.upgradeInput ? { upgradeInput: book.upgradeInput } : {}),
  };
  const read = readRobot(whole, notes, generated);
  return {
    kind: "robot",
    id: read.document.id,
    version: read.document.version,
    document: read.document,
    functions: read.functions,
    fingerprint: fingerprintOf(read.document, functionNamesOf(read.functions)),
    input: source["input"] as z.ZodType,
    outcomeNames: Object.keys(read.document.outcomes),
  };
}

function toOutcome(outcome: unknown, path: string, { notes }: Lookup): unknown {
  if (!isRecord(outcome)) return outcome;
  return { ...outcome, ...whenGiven(outcome, "data", (data) => toSchema(data, join(path, "data"), notes)) };
}

function toEffects(effects: unknown, lookup: Lookup): unknown {
  if (!isRecord(effects)) return effects;
  return Object.entries(effects).map(([type, schemas]) => effectNamed(type, join("effects", type), schemas, lookup));
}
