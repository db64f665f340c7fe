import type { Json } from "@callwright/core/ports";
import type { SimulatedCall } from "@callwright/core/testing";
import type { CliIo } from "../cli-io.ts";
import { readTalkLine, talkCommands, type TalkLine } from "./talk-line.ts";

/** Lets a person play the client of a simulated call, line by line, until the call or the input is over. */
export async function holdCall(call: SimulatedCall, io: CliIo): Promise<void> {
  let shown = 0;
  const show = () => {
    for (const { speaker, text } of call.transcript.slice(shown))
      if (speaker === "robot") io.write(`robot   ${text}\n`);
    shown = call.transcript.length;
    if (isOver(call)) return;
    if (call.waitsFor !== null) io.write(`        waits for ${call.waitsFor}: /return JSON, /fail or /transfer\n`);
    if (io.interactive) io.write("you     > ");
  };
  await call.answer();
  show();
  if (isOver(call)) return;
  for await (const line of io.lines()) {
    const typed = readTalkLine(line);
    if (!io.interactive && typed.kind !== "nothing") io.write(`you     ${line.trim()}\n`);
    if (typed.kind === "quit") return;
    io.write(await play(call, typed));
    show();
    if (isOver(call)) return;
  }
}

function isOver({ outcome }: SimulatedCall): boolean {
  return outcome !== null;
}

/** Plays one line; gives what is to be shown about it. A line that does not fit the moment changes nothing. */
async function play(call: SimulatedCall, typed: TalkLine): Promise<string> {
  if (typed.kind === "help") return toHelp();
  if (typed.kind === "unknown") return `        ${typed.sentence}\n`;
  const before = call.lastHearing;
  try {
    await act(call, typed);
  } catch (error) {
    return `        ${error instanceof Error ? error.message : String(error)}\n`;
  }
  const heard =
    typed.kind === "says" || typed.kind === "presses" || typed.kind === "interrupts" || before !== call.lastHearing;
  return heard && call.lastHearing !== null ? `        heard: ${call.lastHearing}\n` : "";
}

async function act(call: SimulatedCall, typed: TalkLine): Promise<void> {
  switch (typed.kind) {
    case "says":
      return call.says(typed.words);
    case "presses":
      return call.presses(typed.keys);
    case "interrupts":
      return call.interrupts(typed.words);
    case "silence":
      return call.silence();
    case "hangsUp":
      return call.hangsUp();
    case "passes":
      return call.passes(typed.ms);
    case "returns":
      return call.returns(effectOf(call), typed.result as Json);
    case "fails":
      return call.fails(effectOf(call), typed.code);
    case "transfers":
      return call.transfers(typed.result);
    default:
      return undefined;
  }
}

/** The effect that the call waits for. */
function effectOf({ waitsFor, waitsIn }: SimulatedCall): string {
  if (waitsFor !== null) return waitsFor;
  throw new Error(`No effect is waited for${waitsIn === null ? "" : `: step "${waitsIn}" waits for the client`}.`);
}

function toHelp(): string {
  const width = Math.max(...Object.keys(talkCommands).map((name) => name.length));
  return Object.entries(talkCommands)
    .map(([name, words]) => `        ${name.padEnd(width)}  ${words}\n`)
    .join("");
}
