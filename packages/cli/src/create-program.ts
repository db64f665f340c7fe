import { Command } from "commander";
import type { CliIo } from "./cli-io.ts";
import { backup, type BackupOptions } from "./commands/backup.ts";
import { capture, type CaptureOptions } from "./commands/capture.ts";
import { check, type CheckOptions } from "./commands/check.ts";
import { checkStore, type CheckStoreOptions } from "./commands/check-store.ts";
import { cover, type CoverOptions } from "./commands/cover.ts";
import { diff, type DiffOptions } from "./commands/diff.ts";
import { draw, type DrawOptions } from "./commands/draw.ts";
import { erase, type EraseOptions } from "./commands/erase.ts";
import { exportRows, type ExportCommandOptions } from "./commands/export.ts";
import { parked, type ParkedOptions } from "./commands/parked.ts";
import { replay, type ReplayOptions } from "./commands/replay.ts";
import { timeline, type TimelineCommandOptions } from "./commands/timeline.ts";
import { talk, type TalkOptions } from "./commands/talk.ts";

const file = "module that exports the robot, or its document as JSON";

/** The command line with all its commands; `done` is given the exit code. */
export function createProgram(io: CliIo, done: (exitCode: number) => void): Command {
  const program = new Command("callwright")
    .description("Check, walk, draw, try out, compare and replay telephone robots.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.write(text), writeErr: (text) => io.warn(text) });
  addAuthoring(program, io, done);
  addRecorded(program, io, done);
  addWatching(program, io, done);
  addSafety(program, io, done);
  addCare(program, io, done);
  return program;
}

function addAuthoring(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  program
    .command("check")
    .description("look for mistakes and warnings in every robot and dialog below some paths")
    .argument("[paths...]", "files and folders; default: this folder")
    .option("--code <module>", "module whose robots bring the functions of JSON documents")
    .option("--strict", "warnings fail too")
    .option("--json", "one JSON object")
    .action(async (paths: string[], options: CheckOptions) => done(await check(paths, options, io)));
  robotCommand(program, "cover", "walk every arc of the dialog and list what no call can reach")
    .option("--depth <n>", "1: arcs, 2: pairs of arcs")
    .option("--inputs <json>", "list of inputs to walk with, beside those made from the schema")
    .option("--at-least <percent>", "fail below this; default: 100")
    .option("--tests <file>", "write one test per arc")
    .option("--json", "one JSON object")
    .action(async (given: string, options: CoverOptions) => done(await cover(given, options, io)));
  robotCommand(program, "draw", "write the dialog as a diagram")
    .option("--format <name>", "mermaid or xstate; default: mermaid")
    .action(async (given: string, options: DrawOptions) => done(await draw(given, options, io)));
  robotCommand(program, "talk", "hold a conversation with the robot by typing")
    .option("--input <json>", "what the call is given")
    .option("--locale <tag>", "language of the call; default: the robot's first")
    .option("--now <date-time>", "time of the client, e.g. 2026-11-27T14:05; default: now")
    .option("--country <code>", "country of phone numbers, e.g. PL")
    .option("--json", "the result as one JSON object on standard output")
    .action(async (given: string, options: TalkOptions) => done(await talk(given, options, io)));
  choiceOptions(
    program
      .command("diff")
      .description("tell in words what changed between two versions of a robot")
      .argument("<before>", file)
      .argument("<after>", file),
  )
    .option("--exit-code", "exit with 1 when something changed")
    .option("--json", "one JSON object")
    .action(async (before: string, after: string, options: DiffOptions) =>
      done(await diff(before, after, options, io)),
    );
}

function addRecorded(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  storeOptions(robotCommand(program, "capture", "take runs out of a store, with personal data masked"))
    .option("--run <id>", "one run")
    .option("--all <count>", "the robot's ended calls, up to this number")
    .option("--out <file>", "where to, one JSON object a line; default: standard output")
    .option("--test <file>", "write a regression test of the one run instead")
    .action(async (given: string, options: CaptureOptions) => done(await capture(given, options, io)));
  storeOptions(robotCommand(program, "replay", "play recorded runs against the robot as it is now"))
    .option("--runs <file>", "captured runs, one JSON object a line")
    .option("--most <count>", "with --store: how many ended calls; default: 10000")
    .option("--json", "one JSON object")
    .action(async (given: string, options: ReplayOptions) => done(await replay(given, options, io)));
}

function addWatching(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  storeOptions(program.command("parked").description("list the runs that wait for a person, without personal data"))
    .option("--account <id>", "one account")
    .option("--code <code>", "why they wait, e.g. VOICE_UNREACHABLE")
    .option("--flow <id>", "flow or robot")
    .option("--limit <count>", "how many at most; default: 1000")
    .option("--json", "one JSON object")
    .action(async (options: ParkedOptions) => done(await parked(options, io)));
  storeOptions(program.command("timeline").description("tell what happened in a run or call, without personal data"))
    .argument("<id>", "id of a run, or of a call: all its attempts")
    .option("--locale <language>", "ru, uk, pl or en; default: en")
    .option("--json", "one JSON object")
    .action(async (id: string, options: TimelineCommandOptions) => done(await timeline(id, options, io)));
}

function addSafety(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  storeOptions(program.command("backup").description("copy a store in use, and check the copy in full"))
    .option("--to <file>", "where to; nothing may be there")
    .option("--json", "one JSON object")
    .action(async (options: BackupOptions) => done(await backup(options, io)));
  storeOptions(program.command("check-store").description("read everything of a store and tell what is damaged"))
    .option("--json", "one JSON object")
    .action(async (options: CheckStoreOptions) => done(await checkStore(options, io)));
}

function addCare(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  personOptions(program.command("erase").description("erase a person or an account in a store that nobody works with"))
    .option("--whole-account", "everything of the account, its tokens, too")
    .option("--yes", "that --whole-account is meant")
    .option("--quick", "only what tells whom it is about; default: everything is looked through")
    .option("--json", "one JSON object")
    .action(async (options: EraseOptions) => done(await erase(options, io)));
  personOptions(program.command("export").description("write everything of an account, masked, one JSON object a line"))
    .option("--clear", "personal data as they are")
    .option("--out <file>", "where to; nothing may be there; default: standard output")
    .option("--json", "with --out: what was written, as one JSON object")
    .action(async (options: ExportCommandOptions) => done(await exportRows(options, io)));
}

function personOptions(command: Command): Command {
  return command
    .option("--store <file>", "SQLite store")
    .option("--key-env <name>", "environment variable with the store's key; default: CALLWRIGHT_KEY")
    .option("--account <id>", "whose data")
    .option("--phone <number>", "one person, by a number with its country's code")
    .option("--subject <item>", "one person, by an item of the CRM, e.g. contact:17");
}

function robotCommand(program: Command, name: string, description: string): Command {
  return choiceOptions(program.command(name).description(description).argument("<file>", file));
}

function choiceOptions(command: Command): Command {
  return command
    .option("--robot <id>", "which robot, where the file has several")
    .option("--code <module>", "module whose robots bring the functions of a JSON document");
}

function storeOptions(command: Command): Command {
  return command
    .option("--store <file>", "SQLite store; it is only read, also while its owner works")
    .option("--key-env <name>", "environment variable with the store's key; default: CALLWRIGHT_KEY");
}
