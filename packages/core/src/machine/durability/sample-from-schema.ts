import { z } from "zod";
import type { Json } from "../../ports/identity.ts";
import { pick } from "./seeded-random.ts";

/** Some value of a schema, for walks: its shape is right, its limits (lengths, patterns) may not be. */
export function sampleFromSchema(schema: z.ZodType, random: () => number): Json {
  return sample(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, random, 0);
}

interface JsonSchema {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly format?: string;
}

/** Recursive schemas end here. */
const maxDepth = 8;

function sample(schema: JsonSchema, random: () => number, depth: number): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(schema.enum, random) ?? null;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && depth < maxDepth) return sample(pick(choices, random) ?? {}, random, depth + 1);
  if (schema.allOf && depth < maxDepth) return mergeAll(schema.allOf.map((part) => sample(part, random, depth + 1)));
  switch (schema.type) {
    case "string":
      return schema.format?.startsWith("date") ? "2026-03-02T10:00:00Z" : (pick(["text", "42", "да"], random) ?? "");
    case "integer":
    case "number":
      return Math.floor(random() * 100);
    case "boolean":
      return random() < 0.5;
    case "array":
      return schema.items && depth < maxDepth ? [sample(schema.items, random, depth + 1)] : [];
    case "object":
      return depth < maxDepth ? sampleObject(schema, random, depth) : {};
    default:
      return null;
  }
}

function sampleObject(schema: JsonSchema, random: () => number, depth: number): Json {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [name, sample(field, random, depth + 1)]),
  );
}

function mergeAll(parts: readonly Json[]): Json {
  return Object.assign({}, ...parts.filter((part) => typeof part === "object" && part !== null)) as Json;
}
