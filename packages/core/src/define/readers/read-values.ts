import type { Json } from "../../ports/identity.ts";
import type { ValueDocument } from "../document.ts";
import { followRef, jsonTypesOf, listedValues, type JsonSchema } from "../json-types.ts";
import { schemaCover } from "../schema-cover.ts";
import { schemaFromJson } from "../schema-from-json.ts";
import { checkText } from "./read-texts.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";
import type { Variable } from "./variable-scope.ts";

const oneVariable = /^\{([^{}:]+)\}$/;
const maxDepth = 20;

/** Whom values are for: the schema of an object, and what it is called in sentences, e.g. `The input of "visits.book"`. */
export interface ValueTarget {
  readonly schema: Json;
  readonly owner: string;
  /**
   * What is a mistake because nobody tells of it during the call: `refusable` a variable that can be what the schema refuses,
   * `uncertain` also one, or a text, that may be. Default: neither; whoever is given the value tells.
   */
  readonly strict?: "refusable" | "uncertain";
}

/** Reads the members of an object that values with variables make, and checks them against its schema. */
export function readValues(
  value: unknown,
  path: string,
  target: ValueTarget,
  reading: StepReading,
): Readonly<Record<string, ValueDocument>> {
  const root = target.schema as JsonSchema;
  const shape = followRef(root, root);
  if (value !== undefined && !isRecord(value)) {
    noteAbsentOr(value, path, "", "an object with a value for each name", reading.notes);
    return {};
  }
  const given = value ?? {};
  const members = shape.properties;
  if (members) {
    if (shape.additionalProperties === undefined || shape.additionalProperties === false) {
      noteUnknownKeys(given, Object.keys(members), path, target.owner, reading.notes);
    }
    for (const name of shape.required ?? []) {
      if (given[name] !== undefined || members[name]?.default !== undefined) continue;
      reading.notes.add("DEFINE_MISSING", join(path, name), { name, meaning: `${lowerFirst(target.owner)} needs it` });
    }
  }
  const place: Place = { schema: root, root, depth: 0, strict: target.strict };
  const values = Object.entries(given).map(([name, item]): readonly [string, ValueDocument] => [
    name,
    readOne(item, join(path, name), memberOf(place, name), reading),
  ]);
  return Object.fromEntries(values);
}

interface Place {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  readonly depth: number;
  /** Whether the value may be left out. */
  readonly isOptional?: boolean;
  readonly strict: ValueTarget["strict"];
}

function memberOf({ schema, root, depth, strict }: Place, name: string): Place {
  const shape = followRef(schema, root);
  const member = shape.properties?.[name] ?? {};
  const isOptional = member.default !== undefined || !(shape.required ?? []).includes(name);
  return { schema: member, root, depth: depth + 1, isOptional, strict };
}

function readOne(value: unknown, path: string, place: Place, reading: StepReading): ValueDocument {
  const { schema, root, depth, strict } = place;
  if (typeof value === "string" && /[{}]/.test(value)) return readWords(value, path, place, reading);
  if (isPlain(value)) {
    checkLiteral(value, path, place, reading);
    return value;
  }
  if (Array.isArray(value) && depth < maxDepth) {
    const item = { schema: followRef(schema, root).items ?? {}, root, depth: depth + 1, strict };
    return value.map((each: unknown, index) => readOne(each, `${path}[${index}]`, item, reading));
  }
  if (isPlainObject(value) && depth < maxDepth) {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(
      members.map(([name, item]) => [name, readOne(item, join(path, name), memberOf(place, name), reading)]),
    );
  }
  reading.notes.add("DEFINE_WRONG_TYPE", path, {
    expected: "JSON: a text, a number, true, false, null, a list or an object",
  });
  return null;
}

function readWords(words: string, path: string, place: Place, reading: StepReading): string {
  const { schema, root } = place;
  const { variables, notes, locales } = reading;
  if (!variables) return words;
  const name = oneVariable.exec(words)?.[1];
  const variable = name === undefined ? undefined : variables.variables.get(name);
  if (name !== undefined && variable) {
    const reason = unfit(name, variable, place) ?? tooWide(words, variable, path, place);
    if (reason !== undefined) notes.add("DEFINE_VALUE_UNFIT", path, { reason });
    return words;
  }
  checkText(words, locales, path, variables.texts, notes);
  if (name === undefined && jsonTypesOf(schema, root)?.has("string") === false) {
    notes.add("DEFINE_VALUE_UNFIT", path, { reason: "a text is given where a text is not taken" });
  } else if (name === undefined && place.strict === "uncertain") {
    const reason = tooWide("the text", { schema: { type: "string" }, root: {} }, path, place);
    if (reason !== undefined) notes.add("DEFINE_VALUE_UNFIT", path, { reason });
  }
  return words;
}

/** Why a value is wider than its member where that must not be; `undefined` when it is not. */
function tooWide(
  what: string,
  given: Pick<Variable, "schema" | "root">,
  path: string,
  { schema, root, strict }: Place,
): string | undefined {
  if (strict === undefined) return undefined;
  const cover = schemaCover({ schema, root }, given);
  if (cover === "all") return undefined;
  const member = `"${path.slice(path.lastIndexOf(".") + 1)}"`;
  if (cover !== "unknown") return `${what} can be what ${member} refuses, which takes only ${cover.only}`;
  const types = jsonTypesOf(given.schema, given.root);
  if (strict === "refusable" || !types || types.has("object") || types.has("array")) return undefined;
  return `${what} may be what ${member} refuses. Give both the same schema`;
}

/** Why the value of a variable does not fit; `undefined` when it may. */
function unfit(name: string, variable: Variable, { schema, root, isOptional }: Place): string | undefined {
  if (!variable.isAlways && !isOptional) return `{${name}} may be absent. Give it a default`;
  const given = jsonTypesOf(variable.schema, variable.root);
  const taken = jsonTypesOf(schema, root);
  const foreign = given && taken ? [...given].find((type) => !taken.has(type)) : undefined;
  if (foreign !== undefined && taken) return `{${name}} can be ${foreign}, but ${[...taken].join(" or ")} is taken`;
  const values = listedValues(schema, root);
  if (!values) return undefined;
  const listed = listedValues(variable.schema, variable.root);
  const other = listed?.find((value) => !values.includes(value));
  if (listed && other === undefined) return undefined;
  return `{${name}} can be ${other === undefined ? "anything" : JSON.stringify(other)}, but only ${values.map((value) => JSON.stringify(value)).join(", ")} is taken`;
}

function checkLiteral(value: Json, path: string, { schema, root }: Place, { notes }: StepReading): void {
  const types = jsonTypesOf(schema, root);
  if (types === undefined && Object.keys(schema).length === 0) return;
  try {
    const shared = root.$defs === undefined ? {} : { $defs: root.$defs };
    const parsed = schemaFromJson({ ...schema, ...shared } as Json).safeParse(value);
    if (parsed.success) return;
    notes.add("DEFINE_VALUE_UNFIT", path, { reason: lowerFirst(parsed.error.issues[0]?.message ?? "it is refused") });
  } catch {
    // What zod cannot read back from JSON Schema is checked when the value is used.
  }
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
