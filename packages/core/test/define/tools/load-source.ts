import { runInThisContext } from "node:vm";
import { z } from "zod";
import { defineDialog, defineRobot, schemaFromJson } from "../../../src/define/index.ts";
import { grammar } from "../../../src/phrases/grammar/index.ts";
import * as phrases from "../../../src/phrases/index.ts";
import * as functions from "./functions.ts";

const modules: Readonly<Record<string, object>> = {
  "@callwright/core": { defineRobot, defineDialog, schemaFromJson },
  "@callwright/core/phrases": { ...phrases, grammar },
  zod: { z },
  "./functions.ts": functions,
};

/** What a generated file exports; its imports are answered from the sources of this package. */
export function loadSource(source: string): Readonly<Record<string, unknown>> {
  const exported: string[] = [];
  const body = source
    .replaceAll(/^import \* as (\w+) from "([^"]+)";$/gm, 'const $1 = load("$2");')
    .replaceAll(/^import (\{[^}]+\}) from "([^"]+)";$/gm, 'const $1 = load("$2");')
    .replaceAll(/^export const (\w+)/gm, (_, name: string) => {
      exported.push(name);
      return `const ${name}`;
    });
  const run = runInThisContext(`(load) => { ${body}\nreturn { ${exported.join(", ")} }; }`) as (
    load: (name: string) => object,
  ) => Readonly<Record<string, unknown>>;
  return run((name) => {
    const found = modules[name];
    if (!found) throw new Error(`the generated file imports ${name}`);
    return found;
  });
}
