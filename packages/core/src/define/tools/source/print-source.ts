import { printKey, type Source, type SourceEntry } from "./source-tree.ts";

const width = 120;
/** A string goes to a line of its own only behind a key that is longer than this. */
const shortKey = 4;

/** Source as text, laid out as prettier would with 120 columns. `column`: where it begins; `after`: characters that must follow it. */
export function printSource(source: Source, indent: number, column: number, after: number): string {
  const flat = flatText(source);
  if (flat !== undefined && column + flat.length + after <= width) return flat;
  switch (source.kind) {
    case "text":
      return source.text;
    case "list":
      return block(
        "[",
        source.items.map((item) => printSource(item, indent + 2, indent + 2, 1)),
        "]",
        indent,
      );
    case "object":
      return block(
        "{",
        source.entries.map((entry) => printEntry(entry, indent + 2)),
        "}",
        indent,
      );
    case "call":
      return printCall(source, indent, column);
  }
}

function printCall(source: Source & { readonly kind: "call" }, indent: number, column: number): string {
  const { callee, args, suffix } = source;
  const [only] = args;
  if (args.length === 1 && only && (only.kind === "object" || only.kind === "list" || only.kind === "call")) {
    const hugged = printSource(only, indent, column + callee.length + 1, suffix.length + 1);
    return `${callee}(${hugged})${suffix}`;
  }
  return `${block(
    `${callee}(`,
    args.map((arg) => printSource(arg, indent + 2, indent + 2, 1)),
    ")",
    indent,
  )}${suffix}`;
}

function printEntry({ key, value, comment }: SourceEntry, indent: number): string {
  const name = printKey(key);
  const above = comment === undefined ? "" : `// ${comment}\n${" ".repeat(indent)}`;
  const column = indent + name.length + 2;
  if (value.kind === "text" && value.isString && name.length > shortKey && column + value.text.length + 1 > width) {
    return `${above}${name}:\n${" ".repeat(indent + 2)}${value.text}`;
  }
  return `${above}${name}: ${printSource(value, indent, column, 1)}`;
}

function block(open: string, parts: readonly string[], close: string, indent: number): string {
  if (parts.length === 0) return `${open}${close}`;
  const margin = " ".repeat(indent + 2);
  return `${open}\n${parts.map((part) => `${margin}${part},\n`).join("")}${" ".repeat(indent)}${close}`;
}

/** The source on one line; `undefined` where it cannot stand there. */
function flatText(source: Source): string | undefined {
  switch (source.kind) {
    case "text":
      return source.text;
    case "list": {
      if (isTable(source.items)) return undefined;
      const items = allOf(source.items.map(flatText));
      return items && `[${items.join(", ")}]`;
    }
    case "object": {
      if (source.entries.some((entry) => entry.comment !== undefined)) return undefined;
      const values = allOf(source.entries.map((entry) => flatText(entry.value)));
      if (!values) return undefined;
      if (values.length === 0) return "{}";
      return `{ ${values.map((value, index) => `${printKey(source.entries[index]?.key ?? "")}: ${value}`).join(", ")} }`;
    }
    case "call": {
      const args = allOf(source.args.map(flatText));
      return args && `${source.callee}(${args.join(", ")})${source.suffix}`;
    }
  }
}

// prettier breaks a list whose elements are all objects, or all lists, of more than one member.
function isTable(items: readonly Source[]): boolean {
  const sizes = items.map((item) =>
    item.kind === "object" ? item.entries.length : item.kind === "list" ? item.items.length : 0,
  );
  const [first] = items;
  return items.length > 1 && sizes.every((size) => size > 1) && items.every((item) => item.kind === first?.kind);
}

function allOf(parts: readonly (string | undefined)[]): readonly string[] | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length === parts.length ? present : undefined;
}
