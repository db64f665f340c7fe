import type { SimulatedCall } from "@callwright/core/testing";

type TransferResult = Parameters<SimulatedCall["transfers"]>[0];

const transferResults: readonly string[] = [
  "connected",
  "busy",
  "noAnswer",
  "declined",
  "closed",
  "failed",
  "hungUp",
] satisfies readonly TransferResult[];

/** What a person typed during a call. */
export type TalkLine =
  | { readonly kind: "says"; readonly words: string }
  | { readonly kind: "presses"; readonly keys: string }
  | { readonly kind: "interrupts"; readonly words: string }
  | { readonly kind: "returns"; readonly result: unknown }
  | { readonly kind: "fails"; readonly code: string | undefined }
  | { readonly kind: "transfers"; readonly result: TransferResult }
  | { readonly kind: "passes"; readonly ms: number }
  | { readonly kind: "silence" | "hangsUp" | "help" | "quit" | "nothing" }
  | { readonly kind: "unknown"; readonly sentence: string };

/** What can be typed beside words, with what it does. */
export const talkCommands: Readonly<Record<string, string>> = {
  "/press 1": "press keys of the telephone; close a number with #",
  "/silence": "say nothing until the question gives up waiting",
  "/interrupt words": "speak into the robot's words",
  "/hangup": "hang up",
  "/return JSON": "give the result of the effect that the call waits for",
  "/fail CODE": "let that effect fail",
  "/transfer connected": "connected, busy, noAnswer, declined, closed or failed",
  "/pass 3000": "let milliseconds pass",
  "/quit": "leave the call as it is",
};

/** Reads one line: words of the client, or a command that begins with a slash. */
export function readTalkLine(line: string): TalkLine {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (!text.startsWith("/")) return { kind: "says", words: text };
  const space = text.search(/\s/);
  const command = space < 0 ? text : text.slice(0, space);
  const rest = space < 0 ? "" : text.slice(space).trim();
  switch (command) {
    case "/press":
      return { kind: "presses", keys: rest };
    case "/silence":
      return { kind: "silence" };
    case "/interrupt":
      return { kind: "interrupts", words: rest };
    case "/hangup":
      return { kind: "hangsUp" };
    case "/return":
      return readResult(rest);
    case "/fail":
      return { kind: "fails", code: rest === "" ? undefined : rest };
    case "/transfer":
      return transferResults.includes(rest)
        ? { kind: "transfers", result: rest as TransferResult }
        : { kind: "unknown", sentence: `/transfer needs one of ${transferResults.join(", ")}` };
    case "/pass":
      return /^\d+$/.test(rest)
        ? { kind: "passes", ms: Number(rest) }
        : { kind: "unknown", sentence: "/pass needs a number of milliseconds, e.g. /pass 3000" };
    case "/help":
      return { kind: "help" };
    case "/quit":
      return { kind: "quit" };
    default:
      return { kind: "unknown", sentence: `There is no command ${command}. /help lists them.` };
  }
}

function readResult(text: string): TalkLine {
  try {
    return { kind: "returns", result: text === "" ? null : (JSON.parse(text) as unknown) };
  } catch {
    return { kind: "unknown", sentence: '/return needs JSON, e.g. /return "WON" or /return {"free": true}' };
  }
}
