import type { ValueDocument } from "./document.ts";

const oneVariable = /^\{([^{}:]+)\}$/;

/**
 * A value of a document with its variables filled in: `"{x}"` is the variable's value, a string with more is a text.
 *
 * Shape: a variable without a value gives `undefined`; inside an object its member is left out, inside a list it is `null`, in a text it is nothing.
 * Default: a text takes each variable as JavaScript writes it; `fill` speaks formats too.
 */
export function resolveValue(
  value: ValueDocument,
  variables: Readonly<Record<string, unknown>>,
  fill: (words: string, variables: Readonly<Record<string, unknown>>) => string = fillPlainly,
): unknown {
  if (typeof value === "string") {
    const name = oneVariable.exec(value)?.[1];
    if (name !== undefined) return valueOf(name, variables);
    return /[{}]/.test(value) ? fill(value, variables) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => resolveValue(item, variables, fill) ?? null);
  const members = Object.entries(value).map(([name, item]) => [
    name,
    item === undefined ? undefined : resolveValue(item, variables, fill),
  ]);
  return Object.fromEntries(members.filter(([, item]) => item !== undefined));
}

function fillPlainly(words: string, variables: Readonly<Record<string, unknown>>): string {
  return words.replace(/\{([^{}:]+)[^{}]*\}/g, (_, name: string) => {
    const value = valueOf(name, variables);
    return ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
  });
}

function valueOf(name: string, variables: Readonly<Record<string, unknown>>): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

function isList(value: ValueDocument): value is readonly ValueDocument[] {
  return Array.isArray(value);
}
