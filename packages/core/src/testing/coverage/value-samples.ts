import type { Json } from "../../ports/identity.ts";

/** Values that the code of a robot compares with, so that samples lie on both sides of them. */
export interface SampleHints {
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
}

/** The part of JSON Schema that samples are made from. */
export interface SampledSchema {
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly SampledSchema[];
  readonly oneOf?: readonly SampledSchema[];
  readonly allOf?: readonly SampledSchema[];
  readonly properties?: Readonly<Record<string, SampledSchema>>;
  readonly required?: readonly string[];
  readonly items?: SampledSchema;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly default?: Json;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SampledSchema>>;
}

/** Recursive schemas end here. */
const maxDepth = 6;

/** Values of one object that are tried; beyond, members vary one at a time. */
const maxCombinations = 32;

/**
 * Values of a JSON Schema that are worth trying, the plainest first: all of an enum, both booleans, numbers at and beside each
 * boundary and hint, objects in all combinations where those are few, else with one member changed at a time.
 *
 * Limits: patterns and some limits are not looked at, so a value may not fit; whoever takes them checks.
 */
export function valueSamples(schema: Json, hints: SampleHints): readonly Json[] {
  const root = schema as SampledSchema;
  return distinct(samplesOf(root, { hints, root, depth: 0 }));
}

interface Sampling {
  readonly hints: SampleHints;
  readonly root: SampledSchema;
  readonly depth: number;
}

function samplesOf(schema: SampledSchema, sampling: Sampling): readonly Json[] {
  const inner = { ...sampling, depth: sampling.depth + 1 };
  if (inner.depth > maxDepth) return [];
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  if (schema.$ref !== undefined) return samplesOf(resolveRef(schema.$ref, sampling.root), inner);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((choice) => samplesOf(choice, inner));
  if (schema.allOf) return samplesOf(merged(schema.allOf), inner);
  if (typeof schema.type !== "string") {
    const types = schema.type ?? ["string", "number", "boolean", "null"];
    return types.flatMap((type) => samplesOf({ ...schema, type }, inner));
  }
  return [...(schema.default === undefined ? [] : [schema.default]), ...samplesOfType(schema, inner)];
}

function samplesOfType(schema: SampledSchema, sampling: Sampling): readonly Json[] {
  switch (schema.type) {
    case "string":
      return strings(schema, sampling.hints);
    case "integer":
    case "number":
      return numbers(schema, sampling.hints);
    case "boolean":
      return [false, true];
    case "null":
      return [null];
    case "array": {
      const items = schema.items ? samplesOf(schema.items, sampling) : [];
      const [first] = items;
      if (first === undefined) return [[]];
      const shortest = Array.from({ length: schema.minItems ?? 0 }, () => first);
      return [shortest, ...items.map((item) => [...shortest.slice(1), item])];
    }
    case "object":
      return objects(schema, sampling);
    default:
      return [];
  }
}

function numbers(schema: SampledSchema, hints: SampleHints): readonly number[] {
  const step = schema.type === "integer" ? 1 : 0.5;
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -Infinity : schema.exclusiveMinimum + step);
  const high = schema.maximum ?? (schema.exclusiveMaximum === undefined ? Infinity : schema.exclusiveMaximum - step);
  const hinted = hints.numbers.flatMap((value) => [value - 1, value, value + 1]);
  const all = [1, 0, low, high, -1, 10, ...hinted, 1_000, 1_000_000];
  return all.filter(
    (value) =>
      // zod bounds integers by what a number can hold exactly: a bound of the type, not of the thing.
      Math.abs(value) < Number.MAX_SAFE_INTEGER &&
      value >= low &&
      value <= high &&
      (schema.type === "number" || Number.isInteger(value)),
  );
}

/** A string of each format that JSON Schema made by zod can name. */
const byFormat: Readonly<Record<string, readonly string[]>> = {
  date: ["2026-12-04", "2027-01-31"],
  time: ["15:00:00", "15:00", "09:30"],
  "date-time": ["2026-12-04T15:00:00Z"],
  duration: ["PT1H"],
  email: ["anna@example.com"],
  uri: ["https://example.com/"],
  uuid: ["3f2b8c1e-5d4a-4f6b-9a7c-1e2d3c4b5a69"],
  e164: ["+79161234567", "+380441234567", "+48221234567", "+442071234567"],
  ipv4: ["192.0.2.1"],
};

function strings(schema: SampledSchema, hints: SampleHints): readonly string[] {
  const known = byFormat[schema.format ?? ""];
  if (known) return [...known, ...hints.strings];
  const { minLength = 0, maxLength = Infinity } = schema;
  const plain = ["Anna", "15:00", "2026-12-04", "42", "1234", "a", ...hints.strings, "+79161234567"];
  return plain.map((text) => text.padEnd(minLength, "a").slice(0, maxLength));
}

function objects(schema: SampledSchema, sampling: Sampling): readonly Json[] {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const values = samplesOf(member, sampling);
    return { name, values: required.has(name) ? values : [...values, undefined] };
  });
  const count = members.reduce((product, { values }) => product * Math.max(1, values.length), 1);
  if (count <= maxCombinations) return combinations(members);
  const plain = Object.fromEntries(members.map(({ name, values }) => [name, values[0]]));
  const changed = members.flatMap(({ name, values }) => values.slice(1).map((value) => ({ ...plain, [name]: value })));
  return [plain, ...switches(members, plain), ...changed].map(withoutAbsent);
}

interface Member {
  readonly name: string;
  readonly values: readonly (Json | undefined)[];
}

/** All combinations of the members with few values, booleans above all; the others stay plain. */
function switches(members: readonly Member[], plain: Readonly<Record<string, Json | undefined>>): readonly object[] {
  const few = members.filter(({ values }) => values.length > 1 && values.length <= 4).slice(0, 5);
  const count = few.reduce((product, { values }) => product * values.length, 1);
  return few.length > 1 && count <= maxCombinations * 2
    ? combinations(few).map((changed) => ({ ...plain, ...(changed as object) }))
    : [];
}

function combinations(members: readonly Member[]): readonly Json[] {
  let all: readonly Readonly<Record<string, Json | undefined>>[] = [{}];
  for (const { name, values } of members)
    all = values.flatMap((value) => all.map((known) => ({ ...known, [name]: value })));
  return all.map(withoutAbsent);
}

function withoutAbsent(members: object): Json {
  return Object.fromEntries(Object.entries(members as Record<string, Json | undefined>).filter(isPresent));
}

function isPresent(entry: [string, Json | undefined]): entry is [string, Json] {
  return entry[1] !== undefined;
}

function merged(parts: readonly SampledSchema[]): SampledSchema {
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Record<string, SampledSchema>;
  const required = parts.flatMap((part) => part.required ?? []);
  return { ...(Object.assign({}, ...parts) as SampledSchema), properties, required };
}

function resolveRef(ref: string, root: SampledSchema): SampledSchema {
  const name = ref.replace(/^#\/\$defs\//, "");
  return ref === "#" ? root : (root.$defs?.[name] ?? {});
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
