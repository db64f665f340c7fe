// Type-checks every block fenced as ```ts in README.md and docs/**/*.md; ```ts ignore is skipped.
// A block whose first line is a comment with a path (`// robots/visit-reminder.ts`) gets that name, so that other
// blocks of the same page can import it. Lines in messages are lines of the page.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findBlocks } from "./find-blocks.mjs";
import { root } from "./workspace-packages.mjs";

const scratch = path.join(root, ".docs-check");
const sources = new Map();

rmSync(scratch, { recursive: true, force: true });
for (const page of pages()) writeBlocks(page);
if (sources.size === 0) {
  console.log("No block to check.");
} else {
  process.exitCode = check();
}
rmSync(scratch, { recursive: true, force: true });

function pages() {
  const inDocs = existsSync(path.join(root, "docs")) ? readdirSync(path.join(root, "docs"), { recursive: true }) : [];
  return ["README.md", ...inDocs.map((name) => path.join("docs", name))]
    .filter((name) => name.endsWith(".md") && existsSync(path.join(root, name)))
    .sort();
}

function writeBlocks(page) {
  const folder = page.replace(/\.md$/, "").split(path.sep).join("--");
  for (const { name, line, code } of findBlocks(readFileSync(path.join(root, page), "utf8"))) {
    const file = path.join(folder, name ?? `block-${line}.ts`);
    if (sources.has(file)) throw new Error(`${page}:${line}: a second block is named ${name}.`);
    sources.set(file, page);
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    writeFileSync(path.join(scratch, file), `${"\n".repeat(line - 1)}${code}\nexport {};\n`);
  }
}

function check() {
  const settings = {
    extends: "../tsconfig.json",
    compilerOptions: { rootDir: "..", noUnusedLocals: false },
    files: [...sources.keys()],
    include: [],
  };
  writeFileSync(path.join(scratch, "tsconfig.json"), JSON.stringify(settings));
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const result = spawnSync(process.execPath, [compiler, "-p", scratch, "--pretty", "false"], {
    cwd: scratch,
    encoding: "utf8",
  });
  const output = result.stdout.replace(/^([^\s(][^(\n]*)\(/gm, (whole, file) =>
    sources.has(path.normalize(file)) ? `${sources.get(path.normalize(file))}(` : whole,
  );
  console.log(output.trim() || `${sources.size} blocks compile.`);
  return result.status === 0 ? 0 : 1;
}
