import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { generateRobots, type StepKinds } from "./generate-robots.ts";

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

interface Cost {
  readonly instantiations: number;
  /** Processor time of the check. */
  readonly checkMs: number;
  readonly errors: number;
}

/** Type-checks a text as if it stood in this folder. */
function check(text: string): Cost {
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
  const startedAt = process.cpuUsage();
  const errors = program.getSemanticDiagnostics(file);
  const used = process.cpuUsage(startedAt);
  for (const error of errors.slice(0, 3)) console.error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  const checkMs = (used.user + used.system) / 1000;
  return { instantiations: program.getInstantiationCount(), checkMs, errors: errors.length };
}

/** Costs of several texts, each checked several times in turn: counts of the last round, the shortest time. */
function measure<Subject extends string>(texts: Readonly<Record<Subject, string>>): Readonly<Record<Subject, Cost>> {
  const subjects = Object.keys(texts) as Subject[];
  const results = Array.from({ length: rounds }, () => subjects.map((subject) => check(texts[subject])));
  const costs = subjects.map((subject, index) => {
    const each = results.map((round) => round[index] ?? { instantiations: 0, checkMs: 0, errors: 0 });
    const last = each.at(-1) ?? { instantiations: 0, checkMs: 0, errors: 0 };
    return [subject, { ...last, checkMs: Math.round(Math.min(...each.map((cost) => cost.checkMs))) }];
  });
  return Object.fromEntries(costs) as Readonly<Record<Subject, Cost>>;
}

const limit = 400_000;
const timeLimit = 3;
for (const kinds of ["first", "all"] as const satisfies readonly StepKinds[]) {
  const costs = measure({
    "imports only": generateRobots(0, steps, "defined", kinds),
    "annotated by hand": generateRobots(robots, steps, "annotated", kinds),
    defineRobot: generateRobots(robots, steps, "defined", kinds),
  });
  for (const [subject, cost] of Object.entries(costs)) {
    console.log(JSON.stringify({ bench: "types", kinds, subject, robots, steps, ...cost }));
  }
  const { defineRobot: defined, "annotated by hand": annotated } = costs;
  const time = Math.round((defined.checkMs / annotated.checkMs) * 100) / 100;
  const within = defined.instantiations <= limit;
  console.log(JSON.stringify({ bench: "types", kinds, subject: "ratio", time, timeLimit, limit, within }));
  if (defined.errors + annotated.errors > 0 || !within) process.exitCode = 1;
}
