import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { catalog } from "../../src/index.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const here = path.dirname(fileURLToPath(import.meta.url));

/** Every test file of the workspace but those of this folder, which name codes without throwing them. */
function testFiles(): readonly string[] {
  return ["packages", "examples"]
    .flatMap((group) => readdirSync(path.join(root, group)).map((name) => path.join(root, group, name, "test")))
    .flatMap(filesIn)
    .filter((file) => /\.(ts|txt)$/.test(file) && path.dirname(file) !== here);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

it("each code of the catalogue is met by a test", () => {
  const words = new Set(
    testFiles().flatMap((file) => readFileSync(file, "utf8").match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []),
  );
  expect(Object.keys(catalog).filter((code) => !words.has(code))).toEqual([]);
});
