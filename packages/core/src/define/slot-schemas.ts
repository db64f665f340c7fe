import type { z } from "zod";
import type { Json } from "../ports/identity.ts";
import { schemaFromJson } from "./schema-from-json.ts";

const known = new WeakMap<object, Readonly<Record<string, z.ZodType>>>();

/**
 * Schemas that check the slots of a document, by name; made once per document.
 *
 * Limits: as {@link schemaFromJson}.
 */
export function slotSchemas(document: {
  readonly slots?: Readonly<Record<string, Json>>;
}): Readonly<Record<string, z.ZodType>> {
  const met = known.get(document);
  if (met) return met;
  const schemas = Object.fromEntries(
    Object.entries(document.slots ?? {}).map(([name, schema]) => [name, schemaFromJson(schema)]),
  );
  known.set(document, schemas);
  return schemas;
}
