/** Parameters of a request as one tree; made without a prototype, so that no key of a request reaches one. */
export type Tree = Record<string, unknown>;

/** An empty tree. */
export function emptyTree(): Tree {
  return Object.create(null) as Tree;
}

/** The value of the first of `names` that the request carries. */
export function valueOf(params: Tree, ...names: readonly string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(params, name) && params[name] !== undefined) return params[name];
  }
  return undefined;
}

/** A scalar as text; nothing for a list, a map and an absent value. */
export function textOf(params: Tree, ...names: readonly string[]): string | undefined {
  return toText(valueOf(params, ...names));
}

/** A whole number, or nothing when the value is absent or not a whole number. */
export function integerOf(params: Tree, ...names: readonly string[]): number | undefined {
  const text = textOf(params, ...names)?.trim();
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A map; an empty list is an empty map because PHP cannot tell them apart. */
export function mapOf(params: Tree, ...names: readonly string[]): Tree | undefined {
  const value = valueOf(params, ...names);
  if (Array.isArray(value)) return value.length === 0 ? emptyTree() : listToMap(value);
  return isTree(value) ? value : undefined;
}

/** A list; a map with numeric keys is a list with gaps, and a scalar is a list of one. */
export function listOf(params: Tree, ...names: readonly string[]): readonly unknown[] | undefined {
  const value = valueOf(params, ...names);
  return value === undefined || value === null || value === "" ? undefined : toList(value);
}

/** The values of a list, of a map, or a single value as a list. */
export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isTree(value) ? Object.values(value) : [value];
}

/** A scalar as PHP would print it. */
export function toText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  return undefined;
}

/** Whether the value is a map. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listToMap(list: readonly unknown[]): Tree {
  const map = emptyTree();
  list.forEach((value, index) => (map[String(index)] = value));
  return map;
}
