import { ESLint } from "eslint";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "callwright-circles-")));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Names of the rules that the repository's own lint breaks for these files. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<(string | null)[]> {
  for (const [name, code] of Object.entries(files)) writeFileSync(path.join(folder, name), code);
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: path.join(root, "eslint.config.js") });
  const results = await eslint.lintFiles(Object.keys(files));
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

it("reports files that import each other", async () => {
  expect(
    await brokenRules({
      "a.mjs": `import { b } from "./b.mjs";\nexport const a = () => b;\n`,
      "b.mjs": `import { c } from "./c.mjs";\nexport const b = () => c;\n`,
      "c.mjs": `import { a } from "./a.mjs";\nexport const c = () => a;\n`,
    }),
  ).toEqual(["import-x/no-cycle", "import-x/no-cycle", "import-x/no-cycle"]);
}, 30_000);

it("reports default exports and `export *`", async () => {
  expect(
    await brokenRules({
      "d.mjs": `export default 1;\n`,
      "e.mjs": `export * from "./d.mjs";\n`,
    }),
  ).toEqual(["no-restricted-syntax", "no-restricted-syntax"]);
}, 30_000);
