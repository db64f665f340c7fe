import type { ClientAction } from "./client-action.ts";
import type { Move } from "./stand.ts";
import { toValueSource } from "./value-source.ts";

/** The lines of a test that make these moves happen, e.g. `answer()`, `means("yes")`; each is a method of a simulated call. */
export function toScript(moves: readonly Move[]): readonly string[] {
  const lines: string[] = [];
  let messages = 0;
  for (const { action } of moves) {
    if (action === null) messages += 1;
    // Whoever hangs up while something is said says so before the line that leads there.
    else if (action.do === "hangsUpDuringMessage")
      lines.splice(Math.max(0, lines.length - 1), 0, hangUpAfter(messages));
    else {
      lines.push(lineOf(action));
      messages = 0;
    }
  }
  return lines;
}

function hangUpAfter(messages: number): string {
  return `hangsUpDuringNextMessage(${messages === 0 ? "" : toValueSource({ after: messages })})`;
}

function lineOf(action: Exclude<ClientAction, { readonly do: "hangsUpDuringMessage" }>): string {
  switch (action.do) {
    case "answer":
      return `answer(${action.by === "human" ? "" : toValueSource(action.by)})`;
    case "notConnected":
      return `notConnected(${toValueSource(action.cause)})`;
    case "means":
      return `means(${toValueSource(action.answer)}${unsure(action)})`;
    case "gives":
      return `means(${toValueSource({ value: action.value })}${unsure(action)})`;
    case "silence":
      return "silence()";
    case "mumbles":
      return action.words === null ? "interrupts()" : `says(${toValueSource(action.words)})`;
    case "hangsUp":
      return "hangsUp()";
    case "says":
      return `says(${toValueSource(action.words)})`;
    case "transfers":
      return `transfers(${toValueSource(action.result)})`;
    case "replies":
      return `returns("model.converse", ${toValueSource(shortened(action.reply))})`;
    case "returns":
      return `returns(${toValueSource(action.effect)}, ${toValueSource(action.result)})`;
    case "fails":
      return `fails(${toValueSource(action.effect)})`;
    case "passes":
      return `passes(${action.ms})`;
  }
}

function unsure({ confidence }: { readonly confidence?: number }): string {
  return confidence === undefined ? "" : `, ${toValueSource({ confidence })}`;
}

/** A model's answer without the parts that say nothing. */
function shortened(reply: object): object {
  const isTold = (part: unknown) => part !== null && part !== 0 && !(Array.isArray(part) && part.length === 0);
  return Object.fromEntries(Object.entries(reply).filter(([, part]) => isTold(part)));
}
