import type { Json } from "../../ports/identity.ts";
import { jsonSchemaSchema } from "../json-schema-schema.ts";
import type { Notes } from "../readers/notes.ts";
import { isRecord } from "../readers/read-value.ts";
import { schemaFromJson, unreadableSchema } from "../schema-from-json.ts";

/** A schema that checks what a JSON Schema describes; anything else as it is, for the readers to refuse. */
export function toSchema(json: unknown, path: string, notes: Notes): unknown {
  if (!isRecord(json)) return json;
  const shape = jsonSchemaSchema.safeParse(json);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    const reason = `It is no JSON Schema: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}.`;
    notes.add("DEFINE_SCHEMA_NOT_JSON", path, { reason });
    return unreadableSchema();
  }
  try {
    return schemaFromJson(json as Json);
  } catch (error) {
    const reason = `${error instanceof Error ? error.message : String(error)}.`;
    notes.add("DEFINE_SCHEMA_NOT_JSON", path, { reason });
    return unreadableSchema();
  }
}
