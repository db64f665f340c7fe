import type { ConverseReply, ConverseRequest } from "../../machine/index.ts";
import type { ConverseNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { Move } from "./stand.ts";
import type { Walk } from "./walk.ts";

const reply: ConverseReply = { say: null, fills: [], act: null, exit: null, cost: 0 };

/**
 * What a language model may answer in a passage: it asks on, ends it, gives up, asks for an effect, costs too much, or fails.
 *
 * Shape: values are filled once the client has said something, with those words as quote.
 */
export function passageMoves(
  walk: Walk,
  node: ConverseNode,
  invoke: string,
  request: ConverseRequest,
): readonly Move[] {
  const quote = request.passage.filter(({ speaker }) => speaker === "client").at(-1)?.text;
  const fills = quote === undefined ? [] : fillings(walk, node).map((values) => toFills(values, quote));
  const effects = request.results.length === 0 ? node.effects : [];
  return [
    replyMove(invoke, { ...reply, exit: "done" }, ["done"]),
    replyMove(invoke, { ...reply, exit: "gaveUp" }, ["gaveUp"]),
    ...fills.map((filled) => replyMove(invoke, { ...reply, exit: "done", fills: filled }, ["done"])),
    replyMove(invoke, { ...reply, say: "…?" }, ["limit"]),
    ...effects.map((effect) => {
      const [input = null] = walk.effectInputsOf(effect);
      return replyMove(invoke, { ...reply, act: { effect, input } }, ["failed"]);
    }),
    replyMove(invoke, { ...reply, say: "…?", cost: node.limits.cost + 1 }, ["limit"]),
    {
      event: {
        type: "effect.failed",
        invoke,
        error: { code: "MODEL_UNREACHABLE", message: "Made up by a walk." },
      },
      action: { do: "fails", effect: "model.converse" },
      exits: ["failed"],
    },
  ];
}

/** Values of all slots at once, then those of one slot after the other. */
function fillings(walk: Walk, { fill }: ConverseNode): readonly Readonly<Record<string, Json>>[] {
  const samples = fill.map((slot) => [slot, walk.valuesOf(slot)] as const);
  const plain = Object.fromEntries(samples.flatMap(([slot, [first]]) => (first === undefined ? [] : [[slot, first]])));
  const changed = samples.flatMap(([slot, [, ...others]]) => others.map((value) => ({ ...plain, [slot]: value })));
  return Object.keys(plain).length === 0 ? [] : [plain, ...changed];
}

function toFills(values: Readonly<Record<string, Json>>, quote: string): ConverseReply["fills"] {
  return Object.entries(values).map(([slot, value]) => ({ slot, value, quote }));
}

function replyMove(invoke: string, given: ConverseReply, exits: readonly string[]): Move {
  return {
    event: { type: "effect.done", invoke, output: given as unknown as Json },
    action: { do: "replies", reply: given },
    exits,
  };
}
