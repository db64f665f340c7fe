import { fileURLToPath } from "node:url";
import { runCli } from "../src/index.ts";

/** The folder with the robots of these tests. */
const robots = fileURLToPath(new URL("robots", import.meta.url));

/** What a command wrote, and its exit code. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as from the shell; `typed` is what a person types into it. */
export async function callwright(
  args: readonly string[],
  typed: readonly string[] = [],
  cwd = robots,
): Promise<CommandResult> {
  let out = "";
  let err = "";
  const code = await runCli(args, {
    cwd,
    write: (text) => void (out += text),
    warn: (text) => void (err += text),
    lines: async function* () {
      for (const line of typed) yield line;
    },
    interactive: false,
  });
  return { code, out, err };
}
