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
  const copy = copied(value);
  if (copy === refused) throw placeOf(value, path) ?? new NotJson(path, "a value that changes while it is read");
  return copy;
}

/**
 * A frozen copy like {@link toPlainJson} makes it, which shares with `before` whatever has not changed.
 *
 * Shape: `before` was made by this function. What is the very same object there is taken over without a look at it: it is frozen, so
 * nobody can have changed it. `undefined` for what JSON cannot keep.
 */
export function keptPlain(value: unknown, before: unknown): Json | undefined {
  const copy = kept(value, before);
  return copy === refused ? undefined : copy;
}

/** Stands for a value that JSON cannot keep. */
const refused = Symbol("refused");

function copied(value: unknown): Json | typeof refused {
  if (typeof value !== "object" || value === null) return plainAtom(value);
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const given of value) {
      const item = copied(given);
      if (item === refused) return refused;
      list.push(item);
    }
    return list;
  }
  if (!isPlainObject(value)) return refused;
  const copy: Record<string, Json> = {};
  for (const name of Object.keys(value)) {
    const given = (value as Readonly<Record<string, unknown>>)[name];
    if (given === undefined) continue;
    const item = name === "__proto__" ? refused : copied(given);
    if (item === refused) return refused;
    copy[name] = item;
  }
  return copy;
}

function kept(value: unknown, before: unknown): Json | typeof refused {
  if (typeof value !== "object" || value === null) return plainAtom(value);
  if (value === before) return value as Json;
  const known = (typeof before === "object" && before !== null ? before : nothing) as Readonly<Record<string, unknown>>;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const item = kept(value[index], known[index]);
      if (item === refused) return refused;
      list.push(item);
    }
    return Object.freeze(list);
  }
  if (!isPlainObject(value)) return refused;
  const copy: Record<string, Json> = {};
  for (const name of Object.keys(value)) {
    const given = (value as Readonly<Record<string, unknown>>)[name];
    if (given === undefined) continue;
    const item = name === "__proto__" ? refused : kept(given, known[name]);
    if (item === refused) return refused;
    copy[name] = item;
  }
  return Object.freeze(copy);
}

const nothing: Readonly<Record<string, unknown>> = {};

function plainAtom(value: unknown): Json | typeof refused {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) return refused;
      return value === 0 ? 0 : value;
    default:
      return value === null ? null : refused;
  }
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Where in a value the first thing stands that JSON cannot keep. */
function placeOf(value: unknown, path: string): NotJson | undefined {
  if (typeof value !== "object" || value === null) {
    if (plainAtom(value) !== refused) return undefined;
    const isNumber = typeof value === "number" || value === undefined;
    return new NotJson(path, isNumber ? String(value) : `a ${typeof value}`);
  }
  if (Array.isArray(value)) {
    return firstOf(Array.from(value, (item, index) => () => placeOf(item, `${path}[${index}]`)));
  }
  if (!isPlainObject(value)) return new NotJson(path, `a ${className(value)}`);
  return firstOf(
    Object.entries(value).map(([name, item]) => () => {
      // A plain assignment to this name would change the prototype instead of adding a field.
      if (name === "__proto__") return new NotJson(path, 'a field named "__proto__"');
      return item === undefined ? undefined : placeOf(item, `${path}.${name}`);
    }),
  );
}

function firstOf(looks: readonly (() => NotJson | undefined)[]): NotJson | undefined {
  for (const look of looks) {
    const found = look();
    if (found) return found;
  }
  return undefined;
}

function className(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : "object of a class";
}
