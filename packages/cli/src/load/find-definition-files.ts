import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../usage-error.ts";

const skippedFolders = new Set(["node_modules", "dist", "coverage"]);
const module = /\.[cm]?[jt]sx?$/;
const notModule = /(\.d\.[cm]?ts|\.(test|spec|test-d)\.[cm]?[jt]sx?)$/;

/**
 * The files below some paths that define robots or dialogs, in the order of their names: modules that call `defineRobot` or
 * `defineDialog`, and JSON documents.
 *
 * Only these are ever imported, so that checking a folder does not start the servers that lie in it.
 */
export function findDefinitionFiles(paths: readonly string[], cwd: string): readonly string[] {
  const found = new Set<string>();
  for (const given of paths) {
    const full = path.resolve(cwd, given);
    const stats = statSync(full, { throwIfNoEntry: false });
    if (!stats) throw new UsageError(`There is no file or folder ${given}.`);
    for (const file of stats.isDirectory() ? filesBelow(full) : [full]) if (defines(file)) found.add(file);
  }
  return [...found].sort();
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory())
      return skippedFolders.has(entry.name) || entry.name.startsWith(".") ? [] : filesBelow(full);
    return entry.isFile() ? [full] : [];
  });
}

function defines(file: string): boolean {
  if (file.endsWith(".json")) return isDocument(readFileSync(file, "utf8"));
  if (!module.test(file) || notModule.test(file)) return false;
  return /\bdefine(Robot|Dialog)\s*\(/.test(readFileSync(file, "utf8"));
}

function isDocument(text: string): boolean {
  try {
    const value = JSON.parse(text) as { readonly kind?: unknown; readonly format?: unknown } | null;
    return value !== null && (value.kind === "robot" || value.kind === "dialog") && "format" in value;
  } catch {
    return false;
  }
}
