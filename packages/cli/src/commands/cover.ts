import { writeFileSync } from "node:fs";
import path from "node:path";
import { coverRobot } from "@callwright/core/testing";
import type { CliIo } from "../cli-io.ts";
import { loadExportedRobot, type RobotChoice } from "../load/load-robot.ts";
import { importPath } from "../import-path.ts";
import { UsageError } from "../usage-error.ts";

/** How `cover` counts and what it writes. */
export interface CoverOptions extends RobotChoice {
  readonly depth?: string | undefined;
  /** JSON list of inputs to walk with, beside those made from the schema. */
  readonly inputs?: string | undefined;
  /** Percentage below which the command fails. Default: 100. */
  readonly atLeast?: string | undefined;
  /** File to write one test per arc into. */
  readonly tests?: string | undefined;
  readonly json?: boolean;
}

/** Walks every arc of a robot's dialog. Exit code 1 when fewer arcs than asked for can be reached. */
export async function cover(file: string, options: CoverOptions, io: CliIo): Promise<number> {
  const { robot, exportName } = await loadExportedRobot(file, io.cwd, options);
  const least = percentOf(options.atLeast);
  if (io.interactive) io.warn(`walking ${robot.id} …`);
  const report = await coverRobot(robot, { depth: depthOf(options.depth), inputs: inputsOf(options.inputs) });
  if (io.interactive) io.warn("\r\u001B[K");
  if (options.tests !== undefined) {
    if (exportName === null) throw new UsageError("--tests needs a module that exports the robot.");
    const target = path.resolve(io.cwd, options.tests);
    writeFileSync(target, report.toTests({ robot: exportName, from: importPath(target, path.resolve(io.cwd, file)) }));
  }
  const { total, covered } = report.totals.arcs;
  const percent = total === 0 ? 100 : (covered / total) * 100;
  io.write(
    options.json
      ? `${JSON.stringify({ robot: robot.id, total, covered, percent, arcs: report.arcs })}\n`
      : `${String(report)}\n`,
  );
  return percent + Number.EPSILON < least ? 1 : 0;
}

function depthOf(text: string | undefined): 1 | 2 {
  if (text === undefined || text === "1") return 1;
  if (text === "2") return 2;
  throw new UsageError("--depth must be 1 (arcs) or 2 (pairs of arcs).");
}

function percentOf(text: string | undefined): number {
  const percent = text === undefined ? 100 : Number(text);
  if (percent >= 0 && percent <= 100) return percent;
  throw new UsageError("--at-least must be a percentage from 0 to 100.");
}

function inputsOf(text: string | undefined): readonly unknown[] {
  if (text === undefined) return [];
  try {
    const inputs: unknown = JSON.parse(text);
    if (Array.isArray(inputs)) return inputs;
  } catch {
    // Said below.
  }
  throw new UsageError(`--inputs must be a JSON list, e.g. --inputs '[{"name":"Anna"}]'.`);
}
