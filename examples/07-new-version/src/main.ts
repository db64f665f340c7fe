import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newVersion } from "./routine.ts";

const folder = mkdtempSync(join(tmpdir(), "new-version-"));
try {
  const path = join(folder, "calls.db");
  await newVersion({ path, journals: 2_000, open: 200, print: (line) => console.log(line) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
