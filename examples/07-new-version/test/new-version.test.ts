import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { newVersion } from "../src/routine.ts";

const folder = mkdtempSync(join(tmpdir(), "new-version-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("publishes version 2 while runs of version 1 are open, and takes it back", async () => {
  const lines: string[] = [];
  const path = join(folder, "calls.db");
  const left = await newVersion({ path, journals: 100, open: 80, print: (line) => lines.push(line) });
  const text = lines.join("\n");
  expect(text).toContain("visit-reminder@2: 100 runs replayed, 80 the same, 20 differ, 0 cannot be replayed");
  expect(text).toContain("feedback@1 → @2: 40 runs, 38 would be migrated, 2 refused, 0 skipped");
  expect(text).toContain("feedback@1 → @2: 40 runs, 38 migrated, 2 refused, 0 skipped");
  expect(text).toContain("visit-reminder@1 → @2: 40 runs, 0 would be migrated, 40 refused");
  expect(text).toContain("outcomes of the calls: 8 no, 8 unclear, 24 yes");
  expect(text).toContain("retry: 2 runs, 2 done, 0 refused, 0 skipped");
  expect(left).toEqual({ "feedback@1 running": 21 });
});
