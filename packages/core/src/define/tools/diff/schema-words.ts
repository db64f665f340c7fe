import { isRecord, type UnknownRecord } from "../../readers/read-value.ts";
import { stringFormatOf } from "../string-formats.ts";

/** What a JSON Schema takes, in words, e.g. "a whole number from 1 to 5". Not every limit is told. */
export function schemaWords(schema: unknown): string {
  if (!isRecord(schema)) return JSON.stringify(schema);
  const fallback = schema["default"] === undefined ? "" : `, by default ${JSON.stringify(schema["default"])}`;
  return `${typeWords(schema)}${fallback}`;
}

/** {@link schemaWords} of two schemas; their JSON where the words do not tell them apart. */
export function schemaPair(before: unknown, after: unknown): readonly [string, string] {
  const [was, is] = [schemaWords(before), schemaWords(after)];
  if (was !== is) return [was, is];
  const [plainBefore, plainAfter] = [before, after].map((schema) => JSON.stringify(withoutDialect(schema)));
  if (plainBefore === plainAfter) return [JSON.stringify(before), JSON.stringify(after)];
  return [`${was}, ${plainBefore ?? ""}`, `${is}, ${plainAfter ?? ""}`];
}

function withoutDialect(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const { $schema: _, ...rest } = schema;
  return rest;
}

function typeWords(schema: UnknownRecord): string {
  const { type, anyOf, oneOf } = schema;
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return `one of ${schema["enum"].map((item) => JSON.stringify(item)).join(", ")}`;
  const options: unknown = anyOf ?? oneOf;
  if (Array.isArray(options)) return options.map(schemaWords).join(" or ");
  switch (type) {
    case "string":
      return textWords(schema);
    case "integer":
      return `a whole number${limits(schema)}`;
    case "number":
      return `a number${limits(schema)}`;
    case "boolean":
      return "yes or no";
    case "null":
      return "nothing";
    case "array":
      return `a list${schema["items"] === undefined ? "" : ` of ${schemaWords(schema["items"])}`}`;
    case "object":
      return objectWords(schema);
    default:
      return Object.keys(schema).length === 0 ? "anything" : JSON.stringify(schema);
  }
}

function textWords(schema: UnknownRecord): string {
  const { format, minLength, maxLength } = schema;
  const otherwise = typeof format === "string" ? `text of the format ${format}` : "text";
  const named = stringFormatOf(schema)?.words ?? otherwise;
  const least = typeof minLength === "number" ? ` of at least ${minLength} characters` : "";
  const most = typeof maxLength === "number" ? `${least ? " and" : " of"} at most ${maxLength} characters` : "";
  return `${named}${least}${most}`;
}

function limits({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: UnknownRecord): string {
  const from = isLimit(minimum) ? ` from ${minimum}` : "";
  const above = isLimit(exclusiveMinimum) ? ` above ${exclusiveMinimum}` : "";
  const to = isLimit(maximum) ? ` to ${maximum}` : "";
  const below = isLimit(exclusiveMaximum) ? ` below ${exclusiveMaximum}` : "";
  return `${from}${above}${to}${below}`;
}

// A whole number of zod has the limits of safe integers, which nobody wrote.
function isLimit(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) !== Number.MAX_SAFE_INTEGER;
}

function objectWords({ properties, additionalProperties }: UnknownRecord): string {
  const names = isRecord(properties) ? Object.keys(properties) : [];
  if (names.length > 0) return `an object with ${names.map((name) => `\`${name}\``).join(", ")}`;
  return isRecord(additionalProperties)
    ? `an object whose values are ${schemaWords(additionalProperties)}`
    : "an object";
}
