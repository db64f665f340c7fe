import type { Json } from "../../ports/identity.ts";
import { variableTypes } from "../input-variables.ts";
import type { JsonSchema } from "../json-types.ts";
import type { TextScope } from "./read-texts.ts";

/** A variable that values may name. */
export interface Variable {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  /** Whether a member of the input is always there. A slot may be empty on some ways, which is checked for each way. */
  readonly isAlways: boolean;
}

/** The variables of a robot or dialog: its input and its slots. */
export interface VariableScope {
  readonly variables: ReadonlyMap<string, Variable>;
  /** What texts inside values may use. */
  readonly texts: TextScope;
}

/** The variables that an input and slots give. */
export function toVariableScope(input: Json, slots: Readonly<Record<string, Json>>): VariableScope {
  const root = input as JsonSchema;
  const variables = new Map<string, Variable>();
  for (const [name, schema] of Object.entries(root.properties ?? {})) {
    const isAlways = (root.required ?? []).includes(name) || schema.default !== undefined;
    variables.set(name, { schema, root, isAlways });
  }
  for (const [name, schema] of Object.entries(slots)) {
    variables.set(name, { schema: schema as JsonSchema, root: schema as JsonSchema, isAlways: true });
  }
  return { variables, texts: { all: [...variables.keys()], types: variableTypes({ input, slots }) } };
}
