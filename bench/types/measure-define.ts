import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { generateRobots } from "./generate-robots.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const robots = 10;
const steps = 100;
const rounds = 3;

const compilerOptions = ts.convertCompilerOptionsFromJson(
  (
    ts.parseConfigFileTextToJson("tsconfig.json", readFileSync(join(root, "tsconfig.json"), "utf8")).config as {
      compilerOptions: object;
    }
  ).compilerOptions,
  root,
).options;

/** Type-checks a text as if it stood in this folder. */
function check(text: string): { readonly instantiations: number; readonly checkMs: number; readonly errors: number } {
  const fileName = join(here, "generated-robots.ts");
  const disk = ts.createCompilerHost(compilerOptions);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === fileName || disk.fileExists(name),
    readFile: (name) => (name === fileName ? text : disk.readFile(name)),
    getSourceFile: (name, languageVersion, ...rest) =>
      name === fileName
        ? ts.createSourceFile(name, text, languageVersion)
        : disk.getSourceFile(name, languageVersion, ...rest),
  };
  const program = ts.createProgram([fileName], compilerOptions, host);
  const file = program.getSourceFile(fileName);
  const startedAt = performance.now();
  const errors = program.getSemanticDiagnostics(file);
  const checkMs = performance.now() - startedAt;
  for (const error of errors.slice(0, 3)) console.error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  return { instantiations: program.getInstantiationCount(), checkMs, errors: errors.length };
}

/** The same text checked several times: counts of the last round, the shortest time. */
function measure(text: string): { readonly instantiations: number; readonly checkMs: number; readonly errors: number } {
  const results = Array.from({ length: rounds }, () => check(text));
  const last = results.at(-1) ?? { instantiations: 0, checkMs: 0, errors: 0 };
  return { ...last, checkMs: Math.round(Math.min(...results.map((result) => result.checkMs))) };
}

const limit = 400_000;
const empty = measure(generateRobots(0, steps, "defined"));
const annotated = measure(generateRobots(robots, steps, "annotated"));
const defined = measure(generateRobots(robots, steps, "defined"));
for (const [subject, result] of Object.entries({
  "imports only": empty,
  "annotated by hand": annotated,
  defineRobot: defined,
})) {
  console.log(JSON.stringify({ bench: "types", subject, robots: result === empty ? 0 : robots, steps, ...result }));
}
const ratio = Math.round((defined.checkMs / annotated.checkMs) * 100) / 100;
console.log(
  JSON.stringify({ bench: "types", subject: "ratio", time: ratio, limit, within: defined.instantiations <= limit }),
);
if (defined.errors + annotated.errors > 0 || defined.instantiations > limit) process.exitCode = 1;
