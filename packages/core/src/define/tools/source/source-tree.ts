/** A piece of source: text as it stands, an object, a list, or a call with what follows it. */
export type Source =
  | { readonly kind: "text"; readonly text: string; readonly isString?: true }
  | { readonly kind: "object"; readonly entries: readonly SourceEntry[] }
  | { readonly kind: "list"; readonly items: readonly Source[] }
  | { readonly kind: "call"; readonly callee: string; readonly args: readonly Source[]; readonly suffix: string };

/** One member of an object. */
export interface SourceEntry {
  readonly key: string;
  readonly value: Source;
  /** A line above it. */
  readonly comment?: string;
}

/** Text as it stands. */
export function text(words: string): Source {
  return { kind: "text", text: words };
}

/** A list. */
export function list(items: readonly Source[]): Source {
  return { kind: "list", items };
}

/** An object; absent values are left out. */
export function object(entries: Readonly<Record<string, Source | undefined>>): Source {
  return {
    kind: "object",
    entries: Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
  };
}

/** A call, e.g. of `z.object`; `suffix` stands behind it, e.g. `.optional()`. */
export function call(callee: string, args: readonly Source[] = [], suffix = ""): Source {
  return { kind: "call", callee, args, suffix };
}

/** The same source with something behind it, e.g. `.optional()`. */
export function withSuffix(source: Source, suffix: string): Source {
  if (source.kind === "call") return { ...source, suffix: `${source.suffix}${suffix}` };
  return source.kind === "text" ? text(`${source.text}${suffix}`) : source;
}

/** Whether a function is called anywhere in it. */
export function callsFunction(source: Source, name: string): boolean {
  if (source.kind === "object") return source.entries.some(({ value }) => callsFunction(value, name));
  if (source.kind === "list") return source.items.some((item) => callsFunction(item, name));
  return source.kind === "call" && (source.callee === name || source.args.some((arg) => callsFunction(arg, name)));
}

/** A JSON value as source. */
export function literal(value: unknown): Source {
  if (typeof value === "string") return { kind: "text", text: quote(value), isString: true };
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value === "object" && value !== null) {
    return object(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)])));
  }
  return text(JSON.stringify(value));
}

/** A string in the quotes that need fewer escapes, double ones by default. */
export function quote(words: string): string {
  const escaped = JSON.stringify(words);
  const doubles = words.split('"').length;
  if (doubles <= words.split("'").length) return escaped;
  return `'${escaped.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A JSON value as source on one line. */
export function inline(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${inline(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** The key of a member, in quotes only where it needs them. */
export function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}
