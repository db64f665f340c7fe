import type { Json } from "../ports/identity.ts";

/** The part of JSON Schema that checks of definitions look at. */
export interface JsonSchema {
  readonly type?: Json;
  readonly format?: Json;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: Json;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A type of JSON values; whole numbers are numbers. */
export type JsonType = "string" | "number" | "boolean" | "null" | "object" | "array";

/** A schema with its reference followed, as far as it leads into the root. */
export function followRef(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema;
  for (let turns = 0; typeof current.$ref === "string" && turns < 10; turns += 1) {
    if (current.$ref === "#") return root;
    const target = root.$defs?.[current.$ref.replace("#/$defs/", "")];
    if (!target) return {};
    current = target;
  }
  return current;
}

/** The types that values of a schema have; `undefined` when any value may fit. */
export function jsonTypesOf(given: JsonSchema, root: JsonSchema): ReadonlySet<JsonType> | undefined {
  const schema = followRef(given, root);
  if (schema.const !== undefined) return new Set([typeOf(schema.const)]);
  if (schema.enum) return new Set(schema.enum.map(typeOf));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const types = choices.map((choice) => jsonTypesOf(choice, root));
    return types.includes(undefined) ? undefined : new Set(types.flatMap((each) => [...(each ?? [])]));
  }
  const names: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  const types = names.map((name) => (name === "integer" ? "number" : name)).filter((name) => name !== undefined);
  if (types.length > 0) return new Set(types as JsonType[]);
  return schema.allOf?.map((part) => jsonTypesOf(part, root)).find((each) => each !== undefined);
}

/** The only values that a schema takes, where it lists them. */
export function listedValues(given: JsonSchema, root: JsonSchema): readonly Json[] | undefined {
  const schema = followRef(given, root);
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  const lists = (schema.anyOf ?? schema.oneOf)?.map((choice) => listedValues(choice, root));
  return lists === undefined || lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

/** The type of a JSON value. */
function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as JsonType;
}
