#!/usr/bin/env node
import { createInterface } from "node:readline";
import { runCli } from "./run-cli.ts";

process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  write: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
  lines: () => createInterface({ input: process.stdin }),
  interactive: process.stdin.isTTY && process.stdout.isTTY,
});
