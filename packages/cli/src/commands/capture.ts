import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RobotDefinition } from "@callwright/core";
import { maskRun, toTestFile, type CapturedRun } from "@callwright/core/testing";
import type { CliIo } from "../cli-io.ts";
import { loadExportedRobot, type RobotChoice } from "../load/load-robot.ts";
import { endedCalls, readCall, withStore, type StoreChoice } from "../load/open-store.ts";
import { importPath } from "../import-path.ts";
import { UsageError } from "../usage-error.ts";

/** What `capture` takes from a store, and where it puts it. */
export interface CaptureOptions extends RobotChoice, StoreChoice {
  /** Id of one run. */
  readonly run?: string | undefined;
  /** Captures the ended calls of this version of the robot, up to this number. */
  readonly all?: string | undefined;
  /** File for the runs, one JSON object a line. Default: standard output. */
  readonly out?: string | undefined;
  /** Writes a regression test of the one run instead. */
  readonly test?: string | undefined;
}

/** Takes runs out of a store, with personal data masked. */
export async function capture(file: string, options: CaptureOptions, io: CliIo): Promise<number> {
  const { robot, exportName } = await loadExportedRobot(file, io.cwd, options);
  if ((options.run === undefined) === (options.all === undefined))
    throw new UsageError("Name one run with --run ID, or take many with --all 1000.");
  if (options.test !== undefined && options.run === undefined) throw new UsageError("--test needs --run.");
  const captured = await withStore(options, io.cwd, async (store) => {
    if (options.run !== undefined) {
      const run = await readCall(store, options.run, robot);
      refuseOther(run, robot, options.run);
      return [maskRun(run, robot)];
    }
    const runs: CapturedRun[] = [];
    const { version } = robot;
    for await (const run of endedCalls(store, robot, { version, most: countOf(options.all ?? "") })) {
      runs.push(maskRun(run, robot));
      if (io.interactive) io.warn(`\r${runs.length} runs`);
    }
    if (io.interactive) io.warn("\r\u001B[K");
    return runs;
  });
  const [first] = captured;
  if (options.test !== undefined && first) {
    const target = path.resolve(io.cwd, options.test);
    writeInto(
      target,
      toTestFile(first, {
        robotImport: importPath(target, path.resolve(io.cwd, file)),
        ...(exportName === null ? {} : { name: exportName }),
      }),
    );
    io.write(`wrote ${options.test}\n`);
    return 0;
  }
  const lines = captured.map((run) => `${JSON.stringify(run)}\n`).join("");
  if (options.out === undefined) io.write(lines);
  else {
    writeInto(path.resolve(io.cwd, options.out), lines);
    io.write(`wrote ${captured.length} runs to ${options.out}\n`);
  }
  return 0;
}

/** What is personal in a run only the version knows that the run is of. */
function refuseOther({ robot, version }: CapturedRun, wanted: RobotDefinition, id: string): void {
  if (robot === wanted.id && version === wanted.version) return;
  throw new UsageError(
    `Run ${id} is of ${robot}@${version}, not of ${wanted.id}@${wanted.version}. Give that version.`,
  );
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new UsageError("--all needs a whole number from 1.");
}

function writeInto(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
