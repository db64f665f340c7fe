import type { Json } from "../ports/identity.ts";
import { followRef, type JsonSchema } from "./json-types.ts";

/** Whether every result of an effect has a member, by the JSON Schema of its output. */
export function isAlwaysInResult(output: Json, member: string): boolean {
  const root = output as JsonSchema;
  const { required = [], properties } = followRef(root, root);
  return required.includes(member) || properties?.[member]?.default !== undefined;
}
