import { readFileSync } from "node:fs";
import path from "node:path";
import { definitionWarnings, isCallwrightError, parseDefinition, type DefinitionCode } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { codeIn } from "../load/code-in.ts";
import { definitionsIn, isRobot, type Definition } from "../load/definitions-in.ts";
import { findDefinitionFiles } from "../load/find-definition-files.ts";
import { importModule } from "../load/import-module.ts";
import { UsageError } from "../usage-error.ts";

/** One thing that a check found. A mistake refuses the definition, a warning tells. */
export interface Finding {
  readonly file: string;
  /** Id of the robot or dialog; `null` when the file could not be read that far. */
  readonly id: string | null;
  readonly severity: "mistake" | "warning";
  readonly code: string;
  readonly path: string;
  readonly sentence: string;
}

/** How `check` shows what it found. */
export interface CheckOptions {
  /** Module whose robots bring the functions of documents that are JSON. */
  readonly code?: string | undefined;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** Checks every robot and dialog below some paths; gives the exit code: 1 with mistakes, with `strict` also with warnings. */
export async function check(paths: readonly string[], options: CheckOptions, io: CliIo): Promise<number> {
  const files = findDefinitionFiles(paths.length === 0 ? ["."] : paths, io.cwd);
  if (files.length === 0) throw new UsageError("No file there defines a robot or a dialog.");
  const code = await codeIn(options.code, io.cwd);
  const findings: Finding[] = [];
  let definitions = 0;
  for (const [index, file] of files.entries()) {
    if (io.interactive) io.warn(`\r${index + 1} of ${files.length}`);
    const checked = await checkFile(file, io.cwd, code);
    findings.push(...checked.findings);
    definitions += checked.definitions;
  }
  if (io.interactive) io.warn("\r\u001B[K");
  const mistakes = findings.filter((finding) => finding.severity === "mistake").length;
  const warnings = findings.length - mistakes;
  if (options.json) io.write(`${JSON.stringify({ files: files.length, definitions, mistakes, warnings, findings })}\n`);
  else {
    for (const finding of findings) io.write(lineOf(finding));
    io.write(`${files.length} files, ${definitions} definitions: ${mistakes} mistakes, ${warnings} warnings\n`);
  }
  return mistakes > 0 || (options.strict === true && warnings > 0) ? 1 : 0;
}

async function checkFile(
  full: string,
  cwd: string,
  code: DefinitionCode,
): Promise<{ readonly definitions: number; readonly findings: readonly Finding[] }> {
  const file = path.relative(cwd, full);
  try {
    const definitions = await definitionsOf(full, code);
    // What is weak in a dialog shows in the robots that use it.
    const findings = definitions.filter(isRobot).flatMap((definition) =>
      definitionWarnings(definition).map((warning) => ({
        file,
        id: definition.id,
        severity: "warning" as const,
        code: warning.code,
        path: warning.path,
        sentence: warning.sentence,
      })),
    );
    return { definitions: definitions.length, findings };
  } catch (error) {
    return {
      definitions: 0,
      findings: mistakesOf(error).map((mistake) => ({ file, severity: "mistake", ...mistake })),
    };
  }
}

async function definitionsOf(file: string, code: DefinitionCode): Promise<readonly Definition[]> {
  if (!file.endsWith(".json")) return definitionsIn(await importModule(file));
  return [parseDefinition(JSON.parse(readFileSync(file, "utf8")), code)];
}

function mistakesOf(error: unknown): readonly Omit<Finding, "file" | "severity">[] {
  if (isCallwrightError(error, "DEFINE_INVALID")) {
    const { id, mistakes } = error.details;
    return mistakes.map(({ code, path: place, sentence }) => ({ id: id || null, code, path: place, sentence }));
  }
  const sentence = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
  return [{ id: null, code: "IMPORT_FAILED", path: "", sentence }];
}

function lineOf({ file, id, severity, code, path: place, sentence }: Finding): string {
  const where = [file, id === null ? "" : ` ${id}`, place === "" ? "" : ` ${place}`].join("");
  return `${where}\n  ${severity} ${code}: ${sentence}\n`;
}
