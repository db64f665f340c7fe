import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isCallwrightError, parseDefinition, type RobotDefinition, type RobotDocument } from "@callwright/core";
import { UsageError } from "../usage-error.ts";
import { codeIn } from "./code-in.ts";
import { definitionsIn, exportNameOf, isRobot, type Definition } from "./definitions-in.ts";
import { importModule } from "./import-module.ts";

/** Which robot of a file is meant. */
export interface RobotChoice {
  /** Id of the robot; needed where the file has several. */
  readonly robot?: string | undefined;
  /** Module whose robots bring the functions of a document that is JSON. */
  readonly code?: string | undefined;
}

/**
 * The robot in a file: a module that exports it, or its document as JSON.
 *
 * @throws UsageError when the file is not there, or has no robot or several
 * @throws CallwrightError `DEFINE_INVALID`
 */
export async function loadRobot(file: string, cwd: string, choice: RobotChoice = {}): Promise<RobotDefinition> {
  return (await loadExportedRobot(file, cwd, choice)).robot;
}

/** The robot in a file, with the name under which the module exports it; `null` for a JSON document. Errors: as {@link loadRobot}. */
export async function loadExportedRobot(
  file: string,
  cwd: string,
  choice: RobotChoice = {},
): Promise<{ readonly robot: RobotDefinition; readonly exportName: string | null }> {
  const full = path.resolve(cwd, file);
  if (!existsSync(full)) throw new UsageError(`There is no file ${file}.`);
  if (full.endsWith(".json")) {
    const definition = parseDefinition(JSON.parse(readFileSync(full, "utf8")), await codeIn(choice.code, cwd));
    return { robot: chooseRobot([definition], file, choice.robot), exportName: null };
  }
  const module = await importModule(full);
  const robot = chooseRobot(definitionsIn(module), file, choice.robot);
  return { robot, exportName: exportNameOf(module, robot) ?? null };
}

/**
 * The document of the robot in a file; of a stored document its functions are not needed, only its own mistakes are refused.
 *
 * @throws UsageError, CallwrightError as {@link loadRobot}
 */
export async function loadDocument(file: string, cwd: string, choice: RobotChoice = {}): Promise<RobotDocument> {
  try {
    return (await loadRobot(file, cwd, choice)).document;
  } catch (error) {
    const lacksCodeAlone =
      isCallwrightError(error, "DEFINE_INVALID") &&
      error.details.mistakes.every(({ code }) => code === "DEFINE_MISSING_CODE");
    if (!lacksCodeAlone || !file.endsWith(".json")) throw error;
    return JSON.parse(readFileSync(path.resolve(cwd, file), "utf8")) as RobotDocument;
  }
}

function chooseRobot(definitions: readonly Definition[], file: string, id: string | undefined): RobotDefinition {
  const robots = [...new Set(definitions.filter(isRobot))];
  const fitting = id === undefined ? robots : robots.filter((robot) => robot.id === id);
  const [only, ...others] = fitting;
  const ids = robots.map((robot) => robot.id).join(", ");
  if (!only && id !== undefined)
    throw new UsageError(`${file} exports no robot "${id}". It exports: ${ids || "none"}.`);
  if (!only) throw new UsageError(`${file} exports no robot. Export what defineRobot() gives.`);
  if (others.length > 0) throw new UsageError(`${file} exports several robots: ${ids}. Choose one with --robot.`);
  return only;
}
