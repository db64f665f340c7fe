import type { Json } from "../ports/identity.ts";
import type { RobotDocument } from "./document.ts";
import type { SpokenType } from "./texts/text-formats.ts";

/** The part of JSON Schema that decides whether a value can be spoken. */
interface PropertySchema {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly PropertySchema[];
  readonly oneOf?: readonly PropertySchema[];
  readonly allOf?: readonly PropertySchema[];
  readonly default?: unknown;
  readonly $ref?: string;
}

/** The part of a schema that names properties, and those that others refer to. */
interface RootSchema extends PropertySchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, PropertySchema>>;
}

/** What texts see of a robot. */
export type SpokenDocument = Pick<RobotDocument, "input" | "slots">;

/** The properties that a robot's input has, at its top level. */
export function inputVariables(document: Pick<RobotDocument, "input">): readonly string[] {
  return Object.keys((document.input as RootSchema).properties ?? {});
}

/** Those of the input's properties that texts may use: strings, numbers and booleans that are always there. */
export function spokenVariables(document: Pick<RobotDocument, "input">): readonly string[] {
  return [...variableTypes({ input: document.input }).keys()];
}

/**
 * The variables that texts may use, and the types of value that each can have.
 *
 * Shape: properties of the input that are always there, and slots, which go before a property of the same name.
 */
export function variableTypes(document: SpokenDocument): ReadonlyMap<string, readonly SpokenType[]> {
  const types = new Map<string, readonly SpokenType[]>();
  const root = document.input as RootSchema;
  for (const [name, property] of Object.entries(root.properties ?? {})) {
    const isThere = (root.required ?? []).includes(name) || property.default !== undefined;
    const spoken = spokenTypes(property, root);
    if (isThere && spoken) types.set(name, spoken);
  }
  for (const [name, schema] of Object.entries(document.slots ?? {})) {
    types.delete(name);
    const spoken = spokenTypesOf(schema);
    if (spoken) types.set(name, spoken);
  }
  return types;
}

/** The types that a value of a schema can have; `undefined` when some of its values cannot be spoken. */
export function spokenTypesOf(schema: Json): readonly SpokenType[] | undefined {
  return spokenTypes(schema as PropertySchema, schema as RootSchema);
}

function spokenTypes(property: PropertySchema, root: RootSchema): readonly SpokenType[] | undefined {
  if (property.$ref !== undefined) {
    const target = root.$defs?.[property.$ref.replace("#/$defs/", "")];
    return target && spokenTypes(target, root);
  }
  if (property.const !== undefined) return allOf([typeOf(property.const)]);
  if (property.enum) return allOf(property.enum.map(typeOf));
  const choices = property.anyOf ?? property.oneOf;
  if (choices) return allOf(choices.map((choice) => spokenTypes(choice, root)));
  if (property.allOf) return property.allOf.map((part) => spokenTypes(part, root)).find((types) => types !== undefined);
  const types = Array.isArray(property.type) ? (property.type as readonly unknown[]) : [property.type];
  return allOf(types.map((type) => (type === "integer" ? "number" : isSpokenType(type) ? type : undefined)));
}

function allOf(types: readonly (SpokenType | readonly SpokenType[] | undefined)[]): readonly SpokenType[] | undefined {
  const known = types.filter((type) => type !== undefined).flatMap((type) => type);
  return types.includes(undefined) ? undefined : [...new Set(known)];
}

function typeOf(value: unknown): SpokenType | undefined {
  const type = typeof value;
  return isSpokenType(type) ? type : undefined;
}

function isSpokenType(type: unknown): type is SpokenType {
  return type === "string" || type === "number" || type === "boolean";
}
