import type { ConverseNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { noteReport } from "./dialog-facts.ts";
import type { DriveContext } from "./drive-context.ts";
import { fitsSlot, type DriveScope } from "./drive-scope.ts";
import { isSaid } from "./evidence.ts";
import { readReply, saying, withResult, type Passage, type RejectedFill } from "./passage.ts";
import type { ConverseReply } from "./voice-effects.ts";

/** Rejected values that a run keeps. */
const maxRejected = 20;

/**
 * What a model's answer makes of a passage: values go into slots, each only with the client's own words as evidence, and the move
 * that follows is an exit, an effect, or words. An answer without a move, or one that cannot be read, ends the passage as failed.
 */
export function takeReply(
  name: string,
  node: ConverseNode,
  scope: DriveScope,
  context: DriveContext,
  output: unknown,
): Partial<DriveContext> {
  const { passage } = context;
  if (passage === null) return {};
  const reply = readReply(output);
  if (!reply) return { passage: { ...passage, move: { do: "exit", exit: "failed" } } };
  return {
    ...takeFills(name, node, scope, context, passage, reply.fills),
    passage: toMove(node, scope, { ...passage, cost: passage.cost + reply.cost }, reply),
  };
}

function toMove(node: ConverseNode, scope: DriveScope, passage: Passage, { exit, act, say }: ConverseReply): Passage {
  if (exit !== null) return { ...passage, move: { do: "exit", exit } };
  if (act !== null) {
    const refused = refusal(node, scope, act.effect, act.input);
    return refused === undefined
      ? { ...passage, move: { do: "act", ...act } }
      : withResult(passage, act.effect, { failed: refused });
  }
  const words = say?.trim() ?? "";
  return words === "" ? { ...passage, move: { do: "exit", exit: "failed" } } : saying(passage, words);
}

function refusal(node: ConverseNode, { inputs }: DriveScope, effect: string, input: Json): string | undefined {
  if (!node.effects.includes(effect)) return "this effect is not allowed here";
  return inputs[effect]?.accepts(input) === true ? undefined : "the input does not fit the schema of this effect";
}

function takeFills(
  name: string,
  node: ConverseNode,
  scope: DriveScope,
  context: DriveContext,
  passage: Passage,
  fills: ConverseReply["fills"],
): Partial<DriveContext> {
  const slots: Record<string, Json> = {};
  const rejected: RejectedFill[] = [];
  for (const { slot, value, quote } of fills) {
    const reject = (reason: RejectedFill["reason"]) => rejected.push({ node: name, slot, reason });
    if (!node.fill.includes(slot)) reject("slot may not be filled");
    else if (!fitsSlot(scope, slot, value)) reject("value does not fit");
    else if (!isSaid(quote, passage.turns)) reject("client did not say so");
    else slots[slot] = value;
  }
  const learned = Object.keys(slots).length > 0;
  return {
    slots: { ...context.slots, ...slots },
    rejectedFills: [...context.rejectedFills, ...rejected].slice(-maxRejected),
    // Words that the client certainly said, with a meaning: as good as an answer.
    ...(learned && { facts: noteReport(context.facts, { type: "dialog.left", node: name, exit: "value" }) }),
  };
}
