import type { Json } from "../../ports/identity.ts";
import type { ActDocument } from "../document.ts";
import { builtInEffectDocuments } from "../built-in-effect-documents.ts";
import { followRef, jsonTypesOf, type JsonSchema } from "../json-types.ts";
import { noteUnknownName } from "./known-lists.ts";
import { readEffectSchemas } from "./read-effects.ts";
import { readHungUp, readNext, readOptionalText, readSlotName } from "./read-step-names.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, readCount, type UnknownRecord } from "./read-value.ts";
import { readValues } from "./read-values.ts";
import type { StepReading } from "./step-reading.ts";

const actKeys = ["act", "with", "into", "timeoutMs", "filler", "next", "failed", "hungUp"];
const defaultTimeoutMs = 10_000;

/** Reads a step that performs an effect. It waits as long as the effect does, where it says nothing itself. */
export function readAct(step: UnknownRecord, path: string, reading: StepReading): ActDocument {
  const { notes, functions } = reading;
  noteUnknownKeys(step, actKeys, path, "An act step", notes);
  const type = readEffectType(step["act"], join(path, "act"), reading);
  const schemas = schemasOf(type, reading);
  const owner = `The input of "${type}"`;
  const timeoutMs = step["timeoutMs"] ?? functions.effects.get(type)?.timeoutMs ?? defaultTimeoutMs;
  return {
    act: type,
    with: readValues(step["with"], join(path, "with"), { schema: schemas?.input ?? {}, owner }, reading),
    ...readInto(step["into"], join(path, "into"), { type, output: schemas?.output }, reading),
    timeoutMs: readCount(timeoutMs, join(path, "timeoutMs"), "say how long to wait", notes),
    ...readOptionalText(step, "filler", path, reading),
    next: readNext(step["next"], join(path, "next"), reading),
    failed: readNext(step["failed"], join(path, "failed"), reading),
    ...readHungUp(step, path, reading),
  };
}

/** Reads the type of an effect that is built in or listed. */
export function readEffectType(value: unknown, path: string, { known, notes }: StepReading): string {
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_EFFECT", value, known.effects, path, notes);
    return value;
  }
  noteAbsentOr(value, path, "name an effect", 'the type of an effect, e.g. "crm.readField"', notes);
  return "";
}

function schemasOf(
  type: string,
  { functions }: StepReading,
): { readonly input: Json; readonly output: Json } | undefined {
  const effect = functions.effects.get(type);
  return builtInEffectDocuments[type] ?? (effect && readEffectSchemas(effect));
}

/** An effect whose result is read, and the JSON Schema of it. */
interface Result {
  readonly type: string;
  readonly output: Json | undefined;
}

function readInto(
  value: unknown,
  path: string,
  result: Result,
  reading: StepReading,
): { readonly into?: NonNullable<ActDocument["into"]> } {
  if (value === undefined) return {};
  const root = (result.output ?? {}) as JsonSchema;
  if (!isRecord(value)) {
    if (typeof value !== "string") {
      const expected = "the name of a slot, or an object: slot → member of the result";
      reading.notes.add("DEFINE_WRONG_TYPE", path, { expected });
      return {};
    }
    const into = readSlotName(value, path, reading);
    checkFits(into, root, root, path, reading);
    return { into };
  }
  const members = followRef(root, root).properties;
  const into = Object.entries(value).map(([slot, member]): readonly [string, string] => {
    const place = join(path, slot);
    readSlotName(slot, place, reading);
    if (typeof member !== "string") {
      reading.notes.add("DEFINE_WRONG_TYPE", place, { expected: "the name of a member of the result" });
      return [slot, ""];
    }
    if (result.output !== undefined && !members?.[member]) {
      const owner = `The result of "${result.type}"`;
      reading.notes.add("DEFINE_UNKNOWN_KEY", place, { owner, name: member, known: Object.keys(members ?? {}) });
    } else checkFits(slot, members?.[member] ?? {}, root, place, reading);
    return [slot, member];
  });
  return { into: Object.fromEntries(into) };
}

/** Notes a result that the slot never takes. One that it takes only sometimes is told by `failed` during the call. */
function checkFits(
  slot: string,
  given: JsonSchema,
  root: JsonSchema,
  path: string,
  { slots, notes }: StepReading,
): void {
  const schema = slots[slot] as JsonSchema | undefined;
  const types = jsonTypesOf(given, root);
  const taken = schema && jsonTypesOf(schema, schema);
  if (!types || !taken || [...types].some((type) => taken.has(type))) return;
  const reason = `the result is ${[...types].join(" or ")}, but the slot takes ${[...taken].join(" or ")}`;
  notes.add("DEFINE_SLOT_TYPE", path, { name: slot, reason });
}
