import { describeChanges, diffDefinitions } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { loadDocument, type RobotChoice } from "../load/load-robot.ts";

/** How `diff` shows and counts changes. */
export interface DiffOptions extends RobotChoice {
  readonly json?: boolean;
  readonly exitCode?: boolean;
}

/** Tells in words what changed between two versions of a robot. With `exitCode`, 1 when something did. */
export async function diff(before: string, after: string, options: DiffOptions, io: CliIo): Promise<number> {
  const [old, next] = [await loadDocument(before, io.cwd, options), await loadDocument(after, io.cwd, options)];
  const changes = diffDefinitions(old, next);
  if (options.json) io.write(`${JSON.stringify({ robot: next.id, from: old.version, to: next.version, changes })}\n`);
  else if (changes.length === 0) io.write("nothing changed\n");
  else io.write(`${describeChanges(changes).trimEnd()}\n`);
  return options.exitCode === true && changes.length > 0 ? 1 : 0;
}
