import { CommanderError } from "commander";
import { isCallwrightError } from "@callwright/core";
import type { CliIo } from "./cli-io.ts";
import { createProgram } from "./create-program.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs the command line and gives its exit code: 0 done, 1 the answer is "no" (mistakes, gaps, differences), 2 called wrongly,
 * 3 something failed.
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let exitCode = 0;
  try {
    await createProgram(io, (code) => (exitCode = code)).parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      io.warn(`${error.message}\n`);
      return 2;
    }
    io.warn(`${toSentences(error)}\n`);
    return 3;
  }
}

function toSentences(error: unknown): string {
  if (isCallwrightError(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
