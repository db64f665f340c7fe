import type { z } from "zod";
import { builtInEffects } from "../built-in-effects.ts";
import { readDialog } from "../readers/read-dialog.ts";
import { notesAt } from "../readers/notes.ts";
import { isRecord, type UnknownRecord } from "../readers/read-value.ts";
import type { DialogDefinition } from "../robot-definition.ts";
import { conditionsNamed, effectNamed, type Lookup } from "./named-code.ts";
import { localesOf, toSharedSource } from "./to-source.ts";

const maxDepth = 20;

/** A dialog from its document; mistakes are noted. `outer`: ids of the dialogs that it lies in; absent: it lies in nothing. */
export function parseDialog(document: UnknownRecord, lookup: Lookup, outer?: readonly string[]): DialogDefinition {
  const { book, notes } = lookup;
  const id = typeof document["id"] === "string" ? document["id"] : "";
  const dialogs = parseDialogs(document["dialogs"], lookup, [...(outer ?? []), id]);
  const { source, generated } = toSharedSource(document, { ...lookup, dialogs, locales: localesOf(document) });
  const findCondition = (name: string): ReturnType<typeof book.condition> =>
    book.condition(`${id}.${name}`) ?? (outer === undefined ? book.condition(name) : undefined);
  const conditions = conditionsNamed(document["conditions"], "conditions", findCondition, notes);
  const whole: UnknownRecord = {
    ...source,
    conditions,
    effects: [...effectsIn(document["steps"])].map(([type, path]) => effectNamed(type, path, undefined, lookup)),
  };
  const read = readDialog(whole, notes, generated);
  return {
    kind: "dialog",
    id: read.document.id,
    document: read.document,
    functions: read.functions,
    input: source["input"] as z.ZodType,
    slots: isRecord(source["slots"]) ? source["slots"] : {},
    exitNames: read.document.exits,
  };
}

/** The dialogs of a document, by id. */
export function parseDialogs(
  value: unknown,
  lookup: Lookup,
  outer: readonly string[],
): ReadonlyMap<string, DialogDefinition> {
  const dialogs = new Map<string, DialogDefinition>();
  if (value === undefined) return dialogs;
  if (!isRecord(value)) {
    lookup.notes.add("DEFINE_WRONG_TYPE", "dialogs", { expected: "an object: id → dialog" });
    return dialogs;
  }
  for (const [id, dialog] of Object.entries(value)) {
    const notes = notesAt(lookup.notes, `dialogs.${id}`);
    if (!isRecord(dialog) || dialog["kind"] !== "dialog" || dialog["format"] !== 1) {
      notes.add("DEFINE_DOCUMENT_FORMAT", "", { found: "it is no dialog" });
    } else if (outer.includes(id) || outer.length > maxDepth) {
      notes.add("DEFINE_DIALOG_RECURSION", "id", { name: id });
    } else dialogs.set(id, parseDialog(dialog, { ...lookup, notes }, outer));
  }
  return dialogs;
}

/** Types of effects that steps ask for, each with its place. Dialogs do not list theirs: the robot that uses them does. */
function effectsIn(steps: unknown): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const [name, step] of Object.entries(isRecord(steps) ? steps : {})) {
    if (!isRecord(step)) continue;
    const { act, effects } = step;
    const asked: readonly unknown[] = [act, ...(Array.isArray(effects) ? (effects as readonly unknown[]) : [])];
    for (const type of asked) {
      if (typeof type !== "string" || types.has(type) || Object.hasOwn(builtInEffects, type)) continue;
      types.set(type, `steps.${name}.${act === undefined ? "effects" : "act"}`);
    }
  }
  return types;
}
