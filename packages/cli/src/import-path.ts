import path from "node:path";

/** How one file imports another: a relative path with forward slashes. */
export function importPath(from: string, to: string): string {
  const relative = path.relative(path.dirname(from), to).split(path.sep).join("/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}
