import type { Json } from "../../ports/identity.ts";
import { builtInEffects } from "../built-in-effects.ts";
import type { EffectDefinition } from "../effect-definition.ts";
import { isSchema } from "../schema-survives-json.ts";
import { addEffect, type FunctionTable } from "./function-table.ts";
import { createNotes, type Notes } from "./notes.ts";
import { readSchema } from "./read-input.ts";
import { isRecord, join } from "./read-value.ts";

const typePattern = /^[a-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)*$/;
/** Namespaces of the effects that drive a dialog. */
const reserved = /^(voice|model)\./;

/** Reads the effects that a definition lists. */
export function readEffects(value: unknown, functions: FunctionTable, notes: Notes): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    notes.add("DEFINE_WRONG_TYPE", "effects", { expected: "a list of effects, made with defineEffect" });
    return;
  }
  value.forEach((effect: unknown, index) => readEffect(effect, `effects[${index}]`, functions, notes));
}

/** JSON Schemas of an effect's input and result; empty where they do not survive JSON. */
export function readEffectSchemas(effect: EffectDefinition): { readonly input: Json; readonly output: Json } {
  const unheard = createNotes();
  return {
    input: readSchema(effect.input, "", unheard) ?? {},
    output: readSchema(effect.output, "", unheard, "allowed") ?? {},
  };
}

/** JSON Schemas of the effects of a definition, those of its dialogs among them, by type. */
export function effectDocuments({
  effects,
}: FunctionTable): Readonly<Record<string, { readonly input: Json; readonly output: Json }>> {
  return Object.fromEntries([...effects].map(([type, effect]) => [type, readEffectSchemas(effect)]));
}

/** Whether a value is what `defineEffect` gives. */
function isEffect(value: unknown): value is EffectDefinition {
  return (
    isRecord(value) &&
    value["kind"] === "effect" &&
    typeof value["type"] === "string" &&
    isSchema(value["input"]) &&
    isSchema(value["output"])
  );
}

function readEffect(effect: unknown, path: string, functions: FunctionTable, notes: Notes): void {
  if (!isEffect(effect)) {
    notes.add("DEFINE_WRONG_TYPE", path, { expected: "an effect, made with defineEffect" });
    return;
  }
  const { type } = effect;
  if (Object.hasOwn(builtInEffects, type)) {
    notes.add("DEFINE_DUPLICATE_EFFECT", path, { name: type });
    return;
  }
  if (!typePattern.test(type) || reserved.test(type)) {
    const rule = 'names parted by dots, e.g. "visits.book"; voice and model belong to the library';
    notes.add("DEFINE_ID_INVALID", join(path, "type"), { name: type, rule });
  }
  readSchema(effect.input, join(path, "input"), notes);
  readSchema(effect.output, join(path, "output"), notes, "allowed");
  addEffect(functions, effect, path, notes);
}
