import { z } from "zod";
import type { Json } from "../../../ports/identity.ts";
import { canonicalJson } from "../../canonical-json.ts";
import { isRecord, type UnknownRecord } from "../../readers/read-value.ts";
import { schemaFromJson } from "../../schema-from-json.ts";
import { schemaProblems } from "../../schema-survives-json.ts";
import { stringFormatOf } from "../string-formats.ts";
import { call, inline, list, literal, text, withSuffix, type Source, type SourceEntry } from "./source-tree.ts";

/** A schema of zod twice: as source, and made. */
interface Written {
  readonly source: Source;
  readonly schema: z.ZodType;
}

/** What stands above a schema that has no form of its own in zod. */
export const foreignSchemaComment = "This schema has no form of its own in zod.";

/**
 * A JSON Schema as the source of a zod schema, whose own JSON Schema is the same.
 *
 * Shape: `foreign` where zod has no form for it; then it is handed to `schemaFromJson`, or is `z.json()` where that cannot read it.
 */
export function schemaSource(schema: unknown): { readonly source: Source; readonly foreign: boolean } {
  return member(schema, {});
}

function member(schema: unknown, defs: UnknownRecord): Written & { readonly foreign: boolean } {
  const written = write(schema, defs);
  if (written && (isWriting(written.schema, schema) || isReference(schema))) return { ...written, foreign: false };
  const read = attempt(() => schemaFromJson(schema as Json));
  if (!read) return { source: text("z.json()"), schema: z.json(), foreign: true };
  return { source: call("schemaFromJson", [literal(schema)]), schema: read, foreign: true };
}

function write(schema: unknown, defs: UnknownRecord): Written | undefined {
  if (!isRecord(schema)) return undefined;
  const { $schema: _, $defs, default: fallback, description, ...rest } = schema;
  const inner = { ...defs, ...(isRecord($defs) ? $defs : {}) };
  const written = writeType(rest, inner);
  if (!written) return undefined;
  const described = description === undefined ? written : describe(written, description);
  return fallback === undefined || !described ? described : withDefault(described, fallback);
}

function writeType(schema: UnknownRecord, defs: UnknownRecord): Written | undefined {
  const { type, anyOf, $ref } = schema;
  if (isAnyJson(schema, "#")) return simple("z.json()", z.json());
  if (typeof $ref === "string")
    return isAnyJson(definition($ref, defs), $ref) ? simple("z.json()", z.json()) : undefined;
  if (Array.isArray(anyOf)) return writeUnion(anyOf, defs);
  if (Array.isArray(type))
    return writeUnion(
      type.map((one: unknown) => ({ ...schema, type: one })),
      defs,
    );
  if ("const" in schema) return writeLiteral(schema["const"]);
  if (Array.isArray(schema["enum"])) return writeEnum(schema["enum"]);
  switch (type) {
    case "string":
      return writeString(schema);
    case "integer":
    case "number":
      return writeNumber(schema);
    case "boolean":
      return simple("z.boolean()", z.boolean());
    case "null":
      return simple("z.null()", z.null());
    case "array":
      return writeArray(schema, defs);
    case "object":
      return writeObject(schema, defs);
    default:
      return Object.keys(schema).length === 0 ? simple("z.unknown()", z.unknown()) : undefined;
  }
}

function writeUnion(options: readonly unknown[], defs: UnknownRecord): Written | undefined {
  const written = options.map((option) => write(option, defs));
  if (!written.every((option) => option !== undefined)) return undefined;
  const [first, second] = written;
  const last = options.at(-1);
  if (first && second && written.length === 2 && isRecord(last) && last["type"] === "null") {
    return { source: withSuffix(first.source, ".nullable()"), schema: first.schema.nullable() };
  }
  const schemas = written.map((option) => option.schema);
  return { source: call("z.union", [list(written.map((option) => option.source))]), schema: z.union(schemas) };
}

function writeLiteral(value: unknown): Written | undefined {
  if (typeof value === "object" && value !== null) return undefined;
  return { source: call("z.literal", [literal(value)]), schema: z.literal(value as string) };
}

function writeEnum(values: readonly unknown[]): Written | undefined {
  if (values.length === 0) return undefined;
  if (values.every((value) => typeof value === "string")) {
    return { source: call("z.enum", [literal(values)]), schema: z.enum(values as [string, ...string[]]) };
  }
  return { source: call("z.literal", [literal(values)]), schema: z.literal(values as string[]) };
}

function writeString(schema: UnknownRecord): Written | undefined {
  const { minLength, maxLength, pattern } = schema;
  const format = stringFormatOf(schema);
  let made = format?.schema ?? z.string();
  let suffix = "";
  if (typeof minLength === "number")
    [made, suffix] = [(made as z.ZodString).min(minLength), `${suffix}.min(${minLength})`];
  if (typeof maxLength === "number")
    [made, suffix] = [(made as z.ZodString).max(maxLength), `${suffix}.max(${maxLength})`];
  if (!format && typeof pattern === "string") {
    const regex = attempt(() => new RegExp(pattern));
    if (regex?.source !== pattern) return undefined;
    [made, suffix] = [(made as z.ZodString).regex(regex), `${suffix}.regex(/${pattern}/)`];
  }
  return simple(`${format?.source ?? "z.string()"}${suffix}`, made);
}

function writeNumber({ type, ...limits }: UnknownRecord): Written {
  const words = {
    minimum: "min",
    exclusiveMinimum: "gt",
    maximum: "max",
    exclusiveMaximum: "lt",
    multipleOf: "multipleOf",
  } as const;
  let made: z.ZodNumber = type === "integer" ? z.int() : z.number();
  let suffix = "";
  for (const [limit, word] of Object.entries(words)) {
    const value = limits[limit];
    if (typeof value !== "number" || (type === "integer" && Math.abs(value) === Number.MAX_SAFE_INTEGER)) continue;
    [made, suffix] = [made[word](value), `${suffix}.${word}(${value})`];
  }
  return simple(`${type === "integer" ? "z.int()" : "z.number()"}${suffix}`, made);
}

function writeArray(
  { items, prefixItems, minItems, maxItems }: UnknownRecord,
  defs: UnknownRecord,
): Written | undefined {
  if (Array.isArray(prefixItems)) {
    const written = prefixItems.map((item: unknown) => write(item, defs));
    if (!written.every((item) => item !== undefined)) return undefined;
    const schemas = written.map((item) => item.schema) as [z.ZodType, ...z.ZodType[]];
    return { source: call("z.tuple", [list(written.map((item) => item.source))]), schema: z.tuple(schemas) };
  }
  const element = write(items, defs);
  if (!element) return undefined;
  let made = z.array(element.schema);
  let suffix = "";
  if (typeof minItems === "number") [made, suffix] = [made.min(minItems), `.min(${minItems})`];
  if (typeof maxItems === "number") [made, suffix] = [made.max(maxItems), `${suffix}.max(${maxItems})`];
  return { source: call("z.array", [element.source], suffix), schema: made };
}

function writeObject(schema: UnknownRecord, defs: UnknownRecord): Written | undefined {
  const { properties, required, additionalProperties, propertyNames } = schema;
  if (propertyNames !== undefined) return writeRecord(propertyNames, additionalProperties, defs);
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  const entries: SourceEntry[] = [];
  const shape: Record<string, z.ZodType> = {};
  for (const [key, property] of Object.entries(isRecord(properties) ? properties : {})) {
    const { source, schema: made, foreign } = member(withDefs(property, defs), defs);
    const optional = !needed.has(key) && !(isRecord(property) && property["default"] !== undefined);
    shape[key] = optional ? made.optional() : made;
    const value = optional ? withSuffix(source, ".optional()") : source;
    entries.push({ key, value, ...(foreign ? { comment: foreignSchemaComment } : {}) });
  }
  const source: Source = { kind: "object", entries };
  if (additionalProperties === undefined) return { source: call("z.object", [source]), schema: z.object(shape) };
  if (additionalProperties === false)
    return { source: call("z.strictObject", [source]), schema: z.strictObject(shape) };
  if (isRecord(additionalProperties) && Object.keys(additionalProperties).length === 0) {
    return { source: call("z.looseObject", [source]), schema: z.looseObject(shape) };
  }
  return undefined;
}

function writeRecord(names: unknown, values: unknown, defs: UnknownRecord): Written | undefined {
  const key = write(names, defs);
  const value = write(values, defs);
  if (!key || !value) return undefined;
  return {
    source: call("z.record", [key.source, value.source]),
    schema: z.record(key.schema as z.ZodString, value.schema),
  };
}

function describe({ source, schema }: Written, description: unknown): Written | undefined {
  if (typeof description !== "string") return undefined;
  return { source: withSuffix(source, `.describe(${inline(description)})`), schema: schema.describe(description) };
}

function withDefault({ source, schema }: Written, fallback: unknown): Written {
  return { source: withSuffix(source, `.default(${inline(fallback)})`), schema: schema.default(fallback) };
}

function simple(source: string, schema: z.ZodType): Written {
  return { source: text(source), schema };
}

// Alone, what is behind a reference is written without one.
function isReference(schema: unknown): boolean {
  return isRecord(schema) && typeof schema["$ref"] === "string";
}

function definition(ref: string, defs: UnknownRecord): unknown {
  return defs[ref.replace("#/$defs/", "")] ?? null;
}

function isWriting(made: z.ZodType, schema: unknown): boolean {
  if (schemaProblems(made).length > 0) return false;
  const json = attempt(() => z.toJSONSchema(made, { io: "input" }));
  return json !== undefined && canonicalJson(withoutDialect(json)) === canonicalJson(withoutDialect(schema));
}

function withoutDialect(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const { $schema: _, ...rest } = schema;
  return rest;
}

/** A schema that is complete in itself. */
function withDefs(schema: unknown, defs: UnknownRecord): unknown {
  if (!isRecord(schema) || !JSON.stringify(schema).includes('"$ref"')) return schema;
  return { ...schema, $defs: defs };
}

const anyJson = canonicalJson(withoutDialect(z.toJSONSchema(z.json(), { io: "input" })));

function isAnyJson(schema: unknown, ref: string): boolean {
  return canonicalJson(withoutDialect(schema)).replaceAll(`"${ref}"`, '"#"') === anyJson;
}

function attempt<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
