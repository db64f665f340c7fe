import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  // Inside the repository, so that the tests of the fixture find vitest.
  mkdirSync(path.join(root, "node_modules/.cache"), { recursive: true });
  folder = mkdtempSync(path.join(root, "node_modules/.cache/count-reporter-"));
  const reporter = path.join(root, "scripts/count-reporter.ts");
  writeFileSync(
    path.join(folder, "vitest.config.ts"),
    `import { CountReporter } from ${JSON.stringify(reporter)};
     export default { test: { include: ["*.test.ts"], exclude: [], reporters: [new CountReporter()] } };`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The last line and the exit code of a run over one test file. */
function runOver(code: string): { lastLine: string | undefined; status: number | null } {
  writeFileSync(path.join(folder, "a.test.ts"), `import { expect, it } from "vitest";\n${code}`);
  const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
  const { stdout, status } = spawnSync(process.execPath, [vitest, "run", "--root", folder], {
    encoding: "utf8",
    cwd: folder,
  });
  return { lastLine: stdout.trimEnd().split("\n").at(-1), status };
}

it.each([
  ["passes", `it("a", () => {}); it.skip("b", () => {});`, "1 passed, 0 failed, 1 skipped", 0],
  ["a failed test", `it("a", () => { expect(1).toBe(2); }); it("b", () => {});`, "1 passed, 1 failed", 1],
  [
    "an error outside of tests",
    `it("a", async () => { void Promise.reject(new Error("late")); });`,
    "1 passed, 1 failed",
    1,
  ],
  ["a file that does not load", `throw new Error("no");`, "0 passed, 1 failed", 1],
  ["no test that ran", `it.skip("a", () => {});`, "0 passed, 0 failed, 1 skipped", 1],
])("closes a run with %s", (_, code, lastLine, status) => {
  expect(runOver(code)).toEqual({ lastLine, status });
});
