import path from "node:path";
import type { DefinitionCode } from "@callwright/core";
import { definitionsIn } from "./definitions-in.ts";
import { importModule } from "./import-module.ts";

/** The functions of every definition that a module exports, as the code of stored documents; none without a module. */
export async function codeIn(module: string | undefined, cwd: string): Promise<DefinitionCode> {
  if (module === undefined) return {};
  const merged: Record<string, object> = {};
  for (const { id, kind, functions } of definitionsIn(await importModule(path.resolve(cwd, module)))) {
    for (const [table, entries] of Object.entries(functions) as [string, object][]) {
      const scoped = kind === "dialog" && table === "conditions" ? prefixed(id, entries) : entries;
      merged[table] = typeof scoped === "function" ? scoped : { ...merged[table], ...scoped };
    }
  }
  return merged;
}

function prefixed(dialog: string, conditions: object): object {
  return Object.fromEntries(Object.entries(conditions).map(([name, condition]) => [`${dialog}.${name}`, condition]));
}
