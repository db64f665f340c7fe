import type { Json } from "../../ports/identity.ts";

/** A value that JSON cannot hold, and where it is. */
export class NotJson extends Error {
  readonly path: string;
  readonly found: string;

  constructor(path: string, found: string) {
    super(`${path} holds ${found}, which JSON cannot keep`);
    this.path = path;
    this.found = found;
  }
}

/**
 * A copy of a value as plain JSON: exactly what `JSON.parse(JSON.stringify(value))` gives for values that JSON keeps whole.
 *
 * Shape: fields that are `undefined` are left out. Everything else that JSON would change or lose is refused.
 * @throws NotJson with the path, e.g. `context.visit.at`.
 */
export function toPlainJson(value: unknown, path: string): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) throw new NotJson(path, String(value));
      return value === 0 ? 0 : value;
    case "object":
      return value === null ? null : fromObject(value, path);
    default:
      throw new NotJson(path, typeof value === "undefined" ? "undefined" : `a ${typeof value}`);
  }
}

function fromObject(value: object, path: string): Json {
  if (Array.isArray(value)) return Array.from(value, (item, index) => toPlainJson(item, `${path}[${index}]`));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotJson(path, `a ${className(value)}`);
  const copy: Record<string, Json> = {};
  for (const name of Object.keys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[name];
    if (item === undefined) continue;
    // A plain assignment to this name would change the prototype instead of adding a field.
    if (name === "__proto__") throw new NotJson(path, 'a field named "__proto__"');
    copy[name] = toPlainJson(item, `${path}.${name}`);
  }
  return copy;
}

function className(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : "object of a class";
}
