import { z } from "zod";
import type { Json } from "../../ports/identity.ts";
import { jsonTypesOf, type JsonSchema } from "../json-types.ts";
import { isUnreadable, originOfSchema } from "../schema-from-json.ts";
import { isObjectSchema, isSchema, schemaProblems, type BlobMarks } from "../schema-survives-json.ts";
import type { Notes } from "./notes.ts";
import { join, noteAbsentOr } from "./read-value.ts";

/** JSON Schemas of schemas that were read before. */
const written = new WeakMap<z.ZodType, Json>();

/** Reads the input: an object schema that survives JSON. Gives its JSON Schema, or `undefined` with mistakes noted. */
export function readInput(value: unknown, notes: Notes): Json | undefined {
  if (isUnreadable(value)) return undefined;
  if (isObjectSchema(value) || isObjectOrigin(originOfSchema(value))) return readSchema(value, "input", notes);
  const meaning = "say what a call is given, with z.object({}) for nothing";
  noteAbsentOr(value, "input", meaning, "an object schema of zod 4, e.g. z.object({ … })", notes);
  return undefined;
}

/** JSON Schema of a schema, or `undefined` with a mistake noted for each place that JSON would lose. */
export function readSchema(value: unknown, path: string, notes: Notes, blobs: BlobMarks = "refused"): Json | undefined {
  if (isUnreadable(value)) return undefined;
  if (!isSchema(value)) {
    noteAbsentOr(value, path, "give a schema", "a schema of zod 4", notes);
    return undefined;
  }
  const known = originOfSchema(value) ?? written.get(value);
  if (known !== undefined) return known;
  const problems = schemaProblems(value, blobs);
  for (const { path: place, reason } of problems) {
    notes.add("DEFINE_SCHEMA_NOT_JSON", place === "" ? path : join(path, place), { reason });
  }
  if (problems.length > 0) return undefined;
  const json = JSON.parse(JSON.stringify(z.toJSONSchema(value, { io: "input" }))) as Json;
  written.set(value, json);
  return json;
}

function isObjectOrigin(origin: Json | undefined): boolean {
  if (typeof origin !== "object" || origin === null) return false;
  const types = jsonTypesOf(origin as JsonSchema, origin as JsonSchema);
  return types?.size === 1 && types.has("object");
}
