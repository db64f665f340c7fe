import type { z } from "zod";
import { CallwrightError } from "../errors/index.ts";
import { builtInEffects } from "./built-in-effects.ts";
import { capabilities, type Capability, type EffectDefinition, type RepeatClass } from "./effect-definition.ts";
import { createNotes, type Notes } from "./readers/notes.ts";
import { isRecord, noteAbsentOr, noteUnknownKeys, readCount, type UnknownRecord } from "./readers/read-value.ts";
import { isObjectSchema, isSchema, schemaProblems, type BlobMarks } from "./schema-survives-json.ts";
import type { CheckEffect, EffectSource, NoErrors } from "./types/effect-source.ts";
import type { SchemaLike } from "./types/schema-like.ts";
import type { Declared } from "./types/known-names.ts";

const effectKeys = [
  "type",
  "input",
  "output",
  "error",
  "repeat",
  "timeoutMs",
  "retryDelaysMs",
  "onFailure",
  "vendor",
  "capability",
  "cost",
  "perform",
  "reconcile",
  "compensate",
];
const repeatClasses: readonly unknown[] = ["idempotent", "may-repeat", "marked", "at-most-once"];
const typeRule = "letters, digits, dots and hyphens, beginning with a letter";
const defaultTimeoutMs = 10_000;

/**
 * A request to the outside that robots (`act`, `converse`) and flows may ask for by its type.
 *
 * Default: 10 seconds for a try, no further tries, and a failure is told (`onFailure: "tell"`).
 * Limits: input and output that survive JSON; `marked` and `at-most-once` need `reconcile`.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once; most of them do not compile.
 * @example
 * const bookVisit = defineEffect({
 *   type: "visits.book",
 *   input: z.object({ at: z.string() }),
 *   output: z.object({ id: z.string() }),
 *   repeat: "idempotent",
 *   perform: async ({ at }, { key }) => ({ id: `${key}-${at}` }),
 * });
 */
export function defineEffect<
  const Type extends string,
  Input extends z.ZodObject,
  Output extends SchemaLike,
  const Repeat extends string,
  Key extends string,
  Failure extends SchemaLike = NoErrors,
  const Needs extends string = string,
>(
  definition: EffectSource<Type, Input, Output, Repeat, Failure, Needs> & Declared<Key> & CheckEffect<Key, Repeat>,
): EffectDefinition<Type, z.output<Input>, z.output<Output>, z.input<Input>, z.output<Failure>, z.input<Output>> {
  const notes = createNotes();
  const source: unknown = definition;
  const read = readEffect(isRecord(source) ? source : {}, notes);
  if (notes.mistakes.length > 0)
    throw new CallwrightError("DEFINE_INVALID", { id: read.type, mistakes: notes.mistakes });
  return read as EffectDefinition<
    Type,
    z.output<Input>,
    z.output<Output>,
    z.input<Input>,
    z.output<Failure>,
    z.input<Output>
  >;
}

function readEffect(source: UnknownRecord, notes: Notes): EffectDefinition {
  noteUnknownKeys(source, effectKeys, "", "An effect", notes);
  const { input, output, error, repeat, onFailure = "tell", perform, reconcile, timeoutMs = defaultTimeoutMs } = source;
  noteSchema(input, isObjectSchema, "input", "an object schema of zod, e.g. z.object({ at: z.string() })", notes);
  noteSchema(output, isSchema, "output", "a schema of zod, e.g. z.object({ id: z.string() })", notes, "allowed");
  if (error !== undefined) noteSchema(error, isSchema, "error", "a schema of zod", notes);
  noteRepeat(repeat, reconcile, notes);
  if (onFailure !== "tell" && onFailure !== "park") {
    notes.add("DEFINE_WRONG_TYPE", "onFailure", { expected: '"tell" or "park"' });
  }
  if (typeof perform !== "function") noteAbsentOr(perform, "perform", "carry the effect out", "a function", notes);
  return {
    kind: "effect",
    type: readType(source["type"], notes),
    input: input as z.ZodType,
    output: output as z.ZodType,
    ...(error === undefined ? {} : { error: error as z.ZodType }),
    timeoutMs: readCount(timeoutMs, "timeoutMs", "say how long one try may take", notes),
    repeat: repeat as RepeatClass,
    retryDelaysMs: readDelays(source["retryDelaysMs"], notes),
    onFailure: onFailure as "tell" | "park",
    ...readNeeds(source, notes),
    perform: perform as EffectDefinition["perform"],
    ...readFunctions(source, notes),
  };
}

function noteRepeat(repeat: unknown, reconcile: unknown, notes: Notes): void {
  if (!repeatClasses.includes(repeat)) {
    const expected = '"idempotent", "may-repeat", "marked" or "at-most-once"';
    noteAbsentOr(
      repeat,
      "repeat",
      "say what may be done when nobody knows whether it was carried out",
      expected,
      notes,
    );
  }
  if (reconcile === undefined && (repeat === "marked" || repeat === "at-most-once")) {
    const meaning = `"${repeat}" looks up whether an interrupted try was carried out`;
    notes.add("DEFINE_MISSING", "reconcile", { name: "reconcile", meaning });
  }
}

/** Whom an effect asks, and what for. */
function readNeeds(
  { vendor, capability }: UnknownRecord,
  notes: Notes,
): Pick<EffectDefinition, "vendor" | "capability"> {
  if (vendor !== undefined && (typeof vendor !== "string" || !/^[A-Za-z][A-Za-z0-9-]*$/.test(vendor))) {
    notes.add("DEFINE_WRONG_TYPE", "vendor", { expected: "a name of letters, digits and hyphens, e.g. bank" });
  }
  if (capability !== undefined && !(capabilities as readonly unknown[]).includes(capability)) {
    notes.add("DEFINE_WRONG_TYPE", "capability", { expected: `one of ${capabilities.join(", ")}` });
  }
  return {
    ...(vendor === undefined ? {} : { vendor: vendor as string }),
    ...(capability === undefined ? {} : { capability: capability as Capability }),
  };
}

type OptionalFunctions = Pick<EffectDefinition, "cost" | "reconcile" | "compensate">;

/** The functions that an effect may leave out. */
function readFunctions(source: UnknownRecord, notes: Notes): OptionalFunctions {
  const given = ["cost", "reconcile", "compensate"].filter((name) => source[name] !== undefined);
  for (const name of given) {
    if (typeof source[name] !== "function") notes.add("DEFINE_WRONG_TYPE", name, { expected: "a function" });
  }
  return Object.fromEntries(given.map((name) => [name, source[name]]));
}

function readType(type: unknown, notes: Notes): string {
  if (typeof type !== "string") {
    noteAbsentOr(type, "type", "name the effect, e.g. visits.book", "a string", notes);
    return "";
  }
  if (!/^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*$/.test(type)) {
    notes.add("DEFINE_ID_INVALID", "type", { name: type, rule: typeRule });
  } else if (Object.hasOwn(builtInEffects, type)) {
    notes.add("DEFINE_ID_INVALID", "type", { name: type, rule: `${typeRule}; no type of a built-in effect` });
  }
  return type;
}

function readDelays(value: unknown, notes: Notes): readonly number[] {
  if (value === undefined) return [];
  const isDelay = (delay: unknown): delay is number =>
    typeof delay === "number" && Number.isSafeInteger(delay) && delay >= 0;
  if (Array.isArray(value) && value.every(isDelay)) return value;
  notes.add("DEFINE_WRONG_TYPE", "retryDelaysMs", { expected: "a list of whole numbers of milliseconds from 0" });
  return [];
}

function noteSchema(
  value: unknown,
  fits: (value: unknown) => value is z.ZodType,
  path: string,
  expected: string,
  notes: Notes,
  blobs: BlobMarks = "refused",
): void {
  if (!fits(value)) {
    noteAbsentOr(value, path, "the schema of the effect's values", expected, notes);
    return;
  }
  for (const problem of schemaProblems(value, blobs)) {
    notes.add("DEFINE_SCHEMA_NOT_JSON", problem.path === "" ? path : `${path}.${problem.path}`, problem);
  }
}
