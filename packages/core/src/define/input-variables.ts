import type { RobotDocument } from "./document.ts";

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

/** The part of an object's JSON Schema that names its properties. */
interface ObjectSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, PropertySchema>>;
}

/** The properties that a robot's input has, at its top level. */
export function inputVariables(document: Pick<RobotDocument, "input">): readonly string[] {
  return Object.keys((document.input as ObjectSchema).properties ?? {});
}

/** Those of the input's properties that texts may use: strings, numbers and booleans that are always there. */
export function spokenVariables(document: Pick<RobotDocument, "input">): readonly string[] {
  const schema = document.input as ObjectSchema;
  return Object.entries(schema.properties ?? {})
    .filter(([name, property]) => (schema.required ?? []).includes(name) || property.default !== undefined)
    .filter(([, property]) => isSpoken(property, schema))
    .map(([name]) => name);
}

function isSpoken(property: PropertySchema, root: ObjectSchema): boolean {
  if (property.$ref !== undefined) {
    const target = root.$defs?.[property.$ref.replace("#/$defs/", "")];
    return target !== undefined && isSpoken(target, root);
  }
  if (property.const !== undefined) return isSpokenValue(property.const);
  if (property.enum) return property.enum.every(isSpokenValue);
  const choices = property.anyOf ?? property.oneOf;
  if (choices) return choices.every((choice) => isSpoken(choice, root));
  if (property.allOf) return property.allOf.some((part) => isSpoken(part, root));
  return ["string", "number", "integer", "boolean"].includes(property.type as string);
}

function isSpokenValue(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
