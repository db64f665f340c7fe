import { z } from "zod";
import type { Json } from "../../ports/identity.ts";
import { isObjectSchema, isSchema, schemaProblems } from "../schema-survives-json.ts";
import type { Notes } from "./notes.ts";
import { join, noteAbsentOr } from "./read-value.ts";

/** Reads the input: an object schema that survives JSON. Gives its JSON Schema, or `undefined` with mistakes noted. */
export function readInput(value: unknown, notes: Notes): Json | undefined {
  if (isObjectSchema(value)) return readSchema(value, "input", notes);
  const meaning = "say what a call is given, with z.object({}) for nothing";
  noteAbsentOr(value, "input", meaning, "an object schema of zod 4, e.g. z.object({ … })", notes);
  return undefined;
}

/** JSON Schema of a schema, or `undefined` with a mistake noted for each place that JSON would lose. */
export function readSchema(value: unknown, path: string, notes: Notes): Json | undefined {
  if (!isSchema(value)) {
    noteAbsentOr(value, path, "give a schema", "a schema of zod 4", notes);
    return undefined;
  }
  const problems = schemaProblems(value);
  for (const { path: place, reason } of problems) {
    notes.add("DEFINE_SCHEMA_NOT_JSON", place === "" ? path : join(path, place), { reason });
  }
  return problems.length > 0 ? undefined : (JSON.parse(JSON.stringify(z.toJSONSchema(value, { io: "input" }))) as Json);
}
