import type { Json } from "../ports/identity.ts";
import { canonicalJson } from "./canonical-json.ts";
import { followRef, jsonTypesOf, listedValues, type JsonSchema } from "./json-types.ts";
import { schemaFromJson } from "./schema-from-json.ts";

/** A schema, and the one that its references lead into. */
export interface PlacedSchema {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}

/** How much of what one schema allows another takes: all of it, only what keeps to the rule in words, or nobody can tell. */
export type SchemaCover = "all" | "unknown" | { readonly only: string };

type Rules = Readonly<Record<string, Json | undefined>>;

const maxDepth = 20;
/** Members of a schema that allow and refuse nothing. */
const remarks: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$defs",
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Whether a schema takes every value that another allows, as far as the two JSON Schemas tell. */
export function schemaCover(taken: PlacedSchema, given: PlacedSchema, depth = 0): SchemaCover {
  if (depth > maxDepth) return "unknown";
  const to = followRef(taken.schema, taken.root);
  const from = followRef(given.schema, given.root);
  const keywords = rulesOf(to);
  if (keywords.length === 0 || isSame({ ...taken, schema: to }, { ...given, schema: from })) return "all";
  const listed = listedValues(from, given.root);
  if (listed) return coverOfValues(to, taken.root, listed);
  const ways = from.anyOf ?? from.oneOf;
  if (ways) return worst(ways.map((schema) => schemaCover(taken, { ...given, schema }, depth + 1)));
  const choices = to.anyOf ?? to.oneOf;
  if (choices) {
    const open = choices.filter((schema) => mayMeet({ ...taken, schema }, { ...given, schema: from }));
    const covers = open.map((schema) => schemaCover({ ...taken, schema }, given, depth + 1));
    if (covers.includes("all")) return "all";
    return (covers.length === 1 ? covers[0] : undefined) ?? "unknown";
  }
  return worst(
    keywords.map((keyword) => keywordCover(keyword, { ...taken, schema: to }, { ...given, schema: from }, depth)),
  );
}

function keywordCover(keyword: string, taken: PlacedSchema, given: PlacedSchema, depth: number): SchemaCover {
  const to = taken.schema as Rules;
  const from = given.schema as Rules;
  const rule = to[keyword];
  if (canonicalJson(rule) === canonicalJson(from[keyword])) return "all";
  const only = { only: `${keyword} ${JSON.stringify(rule)}` };
  // What an allOf says beside is not looked into: it may keep to the rule.
  const otherwise = from["allOf"] === undefined ? only : "unknown";
  const isWorded = from["format"] !== undefined || from["pattern"] !== undefined;
  switch (keyword) {
    case "type":
      return typeCover(taken, given);
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return keepsBound(keyword, rule, from) ? "all" : otherwise;
    case "minLength":
    case "maxLength":
      if (keepsBound(keyword, rule, from)) return "all";
      return isWorded ? "unknown" : otherwise;
    case "multipleOf":
      return Number.isInteger(Number(from[keyword]) / Number(rule)) ? "all" : otherwise;
    case "format":
      return from[keyword] === undefined && isWorded ? "unknown" : otherwise;
    case "pattern":
      return isWorded ? "unknown" : otherwise;
    case "enum":
    case "const":
      return jsonTypesOf(given.schema, given.root)?.has("boolean") === true ? "unknown" : otherwise;
    case "allOf": {
      const type = taken.schema.type === undefined ? {} : { type: taken.schema.type };
      const parts = taken.schema.allOf ?? [];
      return worst(parts.map((part) => schemaCover({ ...taken, schema: { ...type, ...part } }, given, depth + 1)));
    }
    case "items":
      return schemaCover(
        { ...taken, schema: taken.schema.items ?? {} },
        { ...given, schema: given.schema.items ?? {} },
        depth + 1,
      );
    case "additionalProperties":
      return rule === true || canonicalJson(rule) === "{}" ? "all" : "unknown";
    default:
      return "unknown";
  }
}

function typeCover(taken: PlacedSchema, given: PlacedSchema): SchemaCover {
  const allowed = jsonTypesOf({ type: taken.schema.type ?? null }, taken.root);
  const types = jsonTypesOf(given.schema, given.root);
  const only = { only: `type ${JSON.stringify(taken.schema.type)}` };
  if (!types || !allowed) return only;
  if ([...types].some((type) => !allowed.has(type))) return only;
  return taken.schema.type === "integer" ? only : "all";
}

/** Whether a bound of the given schema is at least as narrow. */
function keepsBound(keyword: string, rule: Json | undefined, from: Rules): boolean {
  const bound = Number(rule);
  const isLower = /^(min|exclusiveMin)/.test(keyword);
  const keeps = (other: string, isOpen: boolean): boolean => {
    const own = from[other];
    if (typeof own !== "number") return false;
    if (own === bound) return isOpen;
    return isLower ? own > bound : own < bound;
  };
  if (!/imum$/i.test(keyword)) return keeps(keyword, true);
  const closed = isLower ? "minimum" : "maximum";
  const open = isLower ? "exclusiveMinimum" : "exclusiveMaximum";
  return keeps(closed, keyword === closed) || keeps(open, true);
}

function coverOfValues(to: JsonSchema, root: JsonSchema, values: readonly Json[]): SchemaCover {
  try {
    const shared = root.$defs === undefined ? {} : { $defs: root.$defs };
    const schema = schemaFromJson({ ...to, ...shared } as Json);
    const refused = values.find((value) => !schema.safeParse(value).success);
    return refused === undefined ? "all" : { only: `values unlike ${JSON.stringify(refused)}` };
  } catch {
    return "unknown";
  }
}

function rulesOf(schema: JsonSchema): readonly string[] {
  return Object.entries(schema).flatMap(([name, rule]) => (remarks.has(name) || rule === undefined ? [] : [name]));
}

function isSame(taken: PlacedSchema, given: PlacedSchema): boolean {
  const plain = ({ schema }: PlacedSchema): string =>
    canonicalJson(Object.fromEntries(Object.entries(schema).filter(([name]) => !remarks.has(name))));
  const words = plain(taken);
  if (words !== plain(given)) return false;
  return !words.includes('"$ref"') || canonicalJson(taken.root) === canonicalJson(given.root);
}

function mayMeet(taken: PlacedSchema, given: PlacedSchema): boolean {
  const types = jsonTypesOf(given.schema, given.root);
  const allowed = jsonTypesOf(taken.schema, taken.root);
  return !types || !allowed || [...types].some((type) => allowed.has(type));
}

function worst(covers: readonly SchemaCover[]): SchemaCover {
  return covers.find((cover) => typeof cover === "object") ?? covers.find((cover) => cover === "unknown") ?? "all";
}
