import { z } from "zod";
import { blobMarkOf } from "./blobs/blob-schema.ts";

/** A place in a schema that is lost or cannot be written when the schema becomes JSON Schema. */
export interface SchemaProblem {
  /** Dotted path inside the value, e.g. `visit.at`; `[]` stands for an element, `*` for a record's value. */
  readonly path: string;
  /** What is there and what to write instead. */
  readonly reason: string;
}

/** A check of a schema (zod 4, `check._zod.def`). */
interface CheckDefinition {
  readonly check: string;
  readonly format?: unknown;
  readonly pattern?: unknown;
}

/** The part of zod's internals that this file reads (zod 4, `schema._zod.def`). */
export interface SchemaDefinition {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly catchall?: unknown;
  readonly element?: unknown;
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
  readonly items?: readonly unknown[];
  readonly rest?: unknown;
  readonly left?: unknown;
  readonly right?: unknown;
  readonly keyType?: unknown;
  readonly valueType?: unknown;
}

/** Whether fields may be marked with `blobText` and `blobBytes`: in results of effects alone. */
export type BlobMarks = "allowed" | "refused";

const blobsElsewhere = "blobText and blobBytes mark fields of an effect's result. Use blobRef() here.";

const lostTypes: Readonly<Record<string, string>> = {
  date: "A Date is not JSON. Use z.iso.datetime() or z.iso.date().",
  pipe: "A transform, pipe or codec is lost in JSON. Convert the value before the call.",
  transform: "A transform is lost in JSON. Convert the value before the call.",
  function: "A function is not JSON. Pass data instead.",
  custom: "A custom schema cannot be written as JSON. Use a JSON type.",
  bigint: "A bigint is not JSON. Use z.int() or a string.",
  symbol: "A symbol is not JSON. Use a string.",
  undefined: "undefined is not JSON. Use .optional() or z.null().",
  void: "void is not JSON. Leave the field out.",
  nan: "NaN is not JSON. Use z.number().nullable().",
  map: "A Map is not JSON. Use z.record().",
  set: "A Set is not JSON. Use z.array().",
  file: "A file is not JSON. Pass a reference to it.",
  promise: "A promise is not JSON. Await the value before the call.",
  success: "z.success() cannot be written as JSON. Use a JSON type.",
  catch: "A fallback given with .catch() hides wrong values and is lost in JSON. Use .default().",
};

const lostChecks: Readonly<Record<string, string>> = {
  custom: "A refinement is silently lost in JSON. Express the limit with a type, e.g. .min(), .regex() or z.enum().",
  overwrite: "A change of the value, e.g. .trim(), is silently lost in JSON. Change the value before the call.",
};

/**
 * What of a schema would be lost on the way through JSON Schema; empty when the schema survives.
 *
 * Shape: one entry per place; refinements, which `z.toJSONSchema` drops without a word, are found on the schema itself.
 */
export function schemaProblems(schema: z.ZodType, blobs: BlobMarks = "refused"): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  walk(schema, "", blobs, problems, []);
  if (problems.length === 0) {
    try {
      z.toJSONSchema(schema, { io: "input" });
    } catch (error) {
      problems.push({ path: "", reason: `${error instanceof Error ? error.message : String(error)}.` });
    }
  }
  return problems;
}

/** Whether a value is a schema of zod 4. */
export function isSchema(value: unknown): value is z.ZodType {
  return definitionOf(value) !== undefined;
}

/** Whether a value is an object schema of zod 4, of any copy of zod. */
export function isObjectSchema(value: unknown): value is z.ZodObject {
  return definitionOf(value)?.type === "object";
}

function walk(
  schema: unknown,
  path: string,
  blobs: BlobMarks,
  problems: SchemaProblem[],
  outer: readonly unknown[],
): void {
  const definition = definitionOf(schema);
  if (!definition || outer.includes(schema)) return;
  if (blobs === "refused" && blobMarkOf(schema)) {
    problems.push({ path, reason: blobsElsewhere });
    return;
  }
  const lost = lostTypes[definition.type];
  if (lost) {
    problems.push({ path, reason: lost });
    return;
  }
  for (const check of definition.checks ?? []) {
    const reason = lostChecks[check._zod.def.check] ?? flagProblem(check._zod.def);
    if (reason) problems.push({ path, reason });
  }
  for (const [name, inner] of innerSchemas(schema, definition)) {
    walk(inner, name === "" ? path : path === "" ? name : `${path}.${name}`, blobs, problems, [...outer, schema]);
  }
}

function flagProblem({ format, pattern }: CheckDefinition): string | undefined {
  if (format !== "regex" || !(pattern instanceof RegExp) || !/[ims]/.test(pattern.flags)) return undefined;
  return `The flags of ${String(pattern)} are silently lost in JSON. Write the pattern without i, m and s.`;
}

/** The schemas inside a schema, each with its name there; `[]` stands for an element, `*` for any other member. */
export function innerSchemas(schema: unknown, definition: SchemaDefinition): readonly (readonly [string, unknown])[] {
  return [
    ...Object.entries(definition.shape ?? {}),
    ["*", definition.catchall],
    ["[]", definition.element],
    ["", definition.innerType],
    ...(definition.options ?? []).map((option) => ["", option] as const),
    ...(definition.items ?? []).map((item, index) => [String(index), item] as const),
    ["[]", definition.rest],
    ["", definition.left],
    ["", definition.right],
    ["*", definition.keyType],
    ["*", definition.valueType],
    ["", definition.type === "lazy" ? (schema as { _zod: { innerType?: unknown } })._zod.innerType : undefined],
  ];
}

/** What a schema of zod 4 is made of; `undefined` for anything else. */
export function definitionOf(value: unknown): SchemaDefinition | undefined {
  if (typeof value !== "object" || value === null || !("_zod" in value)) return undefined;
  const internals = value._zod;
  if (typeof internals !== "object" || internals === null || !("def" in internals)) return undefined;
  return internals.def as SchemaDefinition;
}
