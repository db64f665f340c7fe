import { z } from "zod";
import type { Json } from "../ports/identity.ts";
import { plainPattern } from "./plain-pattern.ts";

const origins = new WeakMap<object, Json>();
const unreadable = new WeakSet();

/**
 * A schema that checks what a JSON Schema describes.
 *
 * Limits: those of `z.fromJSONSchema` (zod 4.6): no `not`, `if`, `unevaluatedProperties` or references to other documents; members
 * that an object does not name are kept, not dropped; `\p{…}` in patterns knows the characters up to U+FFFF.
 *
 * @throws Error with a sentence when the JSON Schema cannot be read.
 */
export function schemaFromJson(schema: Json): z.ZodType {
  const made = z.fromJSONSchema(prepared(schema) as Parameters<typeof z.fromJSONSchema>[0]);
  // Reading it once more makes zod build what it builds lazily, so that a broken schema is told here and not during a call.
  made.safeParse(undefined);
  origins.set(made, schema);
  return made;
}

/** A schema in place of one that cannot be read and was noted, so that nothing else is said about it. */
export function unreadableSchema(): z.ZodType {
  const made = z.unknown();
  unreadable.add(made);
  return made;
}

/** Whether a schema is one of {@link unreadableSchema}. */
export function isUnreadable(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && unreadable.has(schema);
}

/** The JSON Schema that a schema was made from by {@link schemaFromJson}; `undefined` for any other. */
export function originOfSchema(schema: unknown): Json | undefined {
  return typeof schema === "object" && schema !== null ? origins.get(schema) : undefined;
}

/**
 * The same JSON Schema in the words that `z.fromJSONSchema` understands.
 *
 * It reads patterns without the flag `u` that JSON Schema gives them, and forgets the checks of an `allOf` part that does not
 * repeat the type (zod 4.6.7, read 2026-11-27).
 */
function prepared(schema: Json | undefined, type?: Json): Json {
  if (isList(schema)) return schema.map((item) => prepared(item));
  if (typeof schema !== "object" || schema === null) return schema ?? null;
  const own = schema["type"] ?? type;
  const parts = Object.entries(schema).map(([key, value]) => {
    if (key === "pattern" && typeof value === "string") return [key, plainPattern(value)];
    if (key === "allOf" && isList(value)) return [key, value.map((part) => prepared(part, own))];
    return [key, literalKeys.has(key) ? value : prepared(value)];
  });
  const inherited = type !== undefined && schema["type"] === undefined && schema["$ref"] === undefined ? { type } : {};
  return { ...inherited, ...(Object.fromEntries(parts) as Readonly<Record<string, Json>>) };
}

/** Members whose value is data, not a schema. */
const literalKeys: ReadonlySet<string> = new Set(["default", "const", "enum", "examples", "required"]);

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
