import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileErrors, declarationErrors } from "./compile-errors.ts";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The code of the `@example` in a file's docstring. */
function exampleIn(file: string): string {
  const docstring = /@example\n([\s\S]*?)\*\//.exec(readFileSync(pathOf(`../../src/define/${file}`), "utf8"))?.[1];
  if (docstring === undefined) throw new Error(`${file} has no example`);
  return docstring.replace(/^ \* ?/gm, "").trim();
}

const header = [
  'import { yesNo } from "@callwright/core/phrases";',
  'import { z } from "zod";',
  'import { defineDialog, defineEffect, defineRecogniser, defineRobot, outcomeRules } from "../../src/define/index.ts";',
  'import { visitReminder } from "./good-robots.ts";',
].join("\n");

const files = ["define-robot.ts", "define-dialog.ts", "define-effect.ts", "define-recogniser.ts", "outcome-rules.ts"];

describe("the example of each entry point", () => {
  it("compiles", { timeout: 120_000 }, () => {
    const used =
      "export const parts = [defineDialog, defineEffect, defineRecogniser, defineRobot, outcomeRules, yesNo, z, visitReminder];";
    const examples = files.map((file) => `{\n${exampleIn(file)}\n}`);
    expect(compileErrors(pathOf("generated-examples.ts"), [header, used, ...examples].join("\n"))).toEqual([]);
  });

  it("has a type that declarations of other packages can name", { timeout: 120_000 }, () => {
    const examples = files.slice(0, -1).map((file) => exampleIn(file).replace(/^const /gm, "export const "));
    const text = [header.replace("../../src/define/index.ts", "@callwright/core"), ...examples].join("\n");
    expect(declarationErrors(pathOf("../../../../examples/generated-examples.ts"), text)).toEqual([]);
  });
});
