import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { replay as replayRuns, type CapturedRun } from "@callwright/core/testing";
import type { CliIo } from "../cli-io.ts";
import { loadRobot, type RobotChoice } from "../load/load-robot.ts";
import { endedCalls, withStore, type StoreChoice } from "../load/open-store.ts";
import { UsageError } from "../usage-error.ts";

/** Which runs `replay` plays. */
export interface ReplayOptions extends RobotChoice, StoreChoice {
  /** File of captured runs, one JSON object a line. */
  readonly runs?: string | undefined;
  /** With `store`: how many of the ended calls. Default: 10,000. */
  readonly most?: string | undefined;
  readonly json?: boolean;
}

/** Plays recorded runs against a robot as it is now. Exit code 1 when any run would go otherwise. */
export async function replay(file: string, options: ReplayOptions, io: CliIo): Promise<number> {
  const robot = await loadRobot(file, io.cwd, options);
  if ((options.runs === undefined) === (options.store === undefined))
    throw new UsageError("Name the runs with --runs FILE, or a store with --store FILE.");
  const most = Number(options.most ?? 10_000);
  const report =
    options.runs === undefined
      ? await withStore(options, io.cwd, (store) => replayRuns(counted(endedCalls(store, robot, { most }), io), robot))
      : await replayRuns(counted(linesOf(path.resolve(io.cwd, options.runs), options.runs), io), robot);
  if (io.interactive) io.warn("\r\u001B[K");
  io.write(options.json ? `${JSON.stringify(report)}\n` : `${String(report).trimEnd()}\n`);
  return report.same === report.total ? 0 : 1;
}

async function* linesOf(file: string, shown: string): AsyncGenerator<CapturedRun> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${shown}.`);
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      yield JSON.parse(line) as CapturedRun;
    } catch {
      throw new UsageError(`Line ${number} of ${shown} is no JSON.`);
    }
  }
}

async function* counted(runs: AsyncIterable<CapturedRun>, io: CliIo): AsyncGenerator<CapturedRun> {
  let count = 0;
  for await (const run of runs) {
    count += 1;
    if (io.interactive && count % 100 === 0) io.warn(`\r${count} runs`);
    yield run;
  }
}
