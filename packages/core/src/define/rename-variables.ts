import type { Json } from "../ports/identity.ts";

/** Words whose variables are called by new names; formats stay: `{amount:money}` becomes `{where.amount:money}`. */
export function renameVariables(words: string, rename: (name: string) => string): string {
  return words.replace(/\{([^{}:]+)(?=[:}])/g, (_, name: string) => `{${rename(name)}`);
}

/** A value whose variables are called by new names, at any depth. */
export function renameValueVariables(value: Json, rename: (name: string) => string): Json {
  if (typeof value === "string") return renameVariables(value, rename);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => renameValueVariables(item, rename));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, item === undefined ? null : renameValueVariables(item, rename)]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
