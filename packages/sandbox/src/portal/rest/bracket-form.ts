import { emptyTree, isTree } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { fieldText } from "../field-text.ts";

const maxDepth = 12;
const maxPairs = 20_000;

/** Reads pairs with PHP bracket nesting: `fields[PHONE][0][VALUE]=…`, `select[]=ID`. Keys too deep are dropped. */
export function parseBracketForm(text: string): Tree {
  const root = emptyTree();
  let pairs = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    if (++pairs > maxPairs) break;
    const path = toPath(key);
    if (path && path.length <= maxDepth) put(root, path, value);
  }
  return collapse(root) as Tree;
}

/** Writes a tree as a form with PHP bracket nesting. Absent values are left out; `null` is an empty value. */
export function toBracketForm(tree: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(tree)) append(form, key, value);
  return form.toString();
}

function toPath(key: string): string[] | undefined {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)/.exec(key);
  if (!match?.[1]) return undefined;
  const inner = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  return [match[1], ...inner];
}

function put(root: Tree, path: readonly string[], value: string): void {
  let node = root;
  path.forEach((part, index) => {
    const key = part === "" ? nextIndex(node) : part;
    if (index === path.length - 1) {
      node[key] = value;
      return;
    }
    const child = node[key];
    if (isTree(child)) node = child;
    else node = node[key] = emptyTree();
  });
}

function nextIndex(node: Tree): string {
  const used = Object.keys(node).filter((key) => /^\d+$/.test(key));
  return String(used.length === 0 ? 0 : Math.max(...used.map(Number)) + 1);
}

/** Maps with the keys 0…n-1 in order become lists, as `json_encode` shows a PHP array. */
function collapse(value: unknown): unknown {
  if (!isTree(value)) return value;
  const keys = Object.keys(value);
  for (const key of keys) value[key] = collapse(value[key]);
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  return isList ? keys.map((key) => value[key]) : value;
}

function append(form: URLSearchParams, key: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value === "object" && value !== null) {
    for (const [inner, child] of Object.entries(value)) append(form, `${key}[${inner}]`, child);
    return;
  }
  form.append(key, typeof value === "boolean" ? (value ? "1" : "0") : fieldText(value));
}
