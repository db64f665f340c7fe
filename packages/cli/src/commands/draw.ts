import { toMermaid, toXStateConfig } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { loadDocument, type RobotChoice } from "../load/load-robot.ts";
import { UsageError } from "../usage-error.ts";

/** What `draw` writes. */
export interface DrawOptions extends RobotChoice {
  readonly format?: string | undefined;
}

/** Writes a robot's dialog as a Mermaid flowchart, or as a configuration that Stately's editor opens. */
export async function draw(file: string, options: DrawOptions, io: CliIo): Promise<number> {
  const document = await loadDocument(file, io.cwd, options);
  const { format = "mermaid" } = options;
  if (format === "mermaid") io.write(`${toMermaid({ document }).trimEnd()}\n`);
  else if (format === "xstate") io.write(`${JSON.stringify(toXStateConfig({ document }), null, 2)}\n`);
  else throw new UsageError(`--format must be mermaid or xstate, not "${format}".`);
  return 0;
}
