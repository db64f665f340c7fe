import { notConnectedCauses, type Reached } from "../../calls/index.ts";
import type { ConverseRequest, EffectStartCommand, FlowEvent, TransferResult, VoiceTurn } from "../../machine/index.ts";
import type { AskNode, ConverseNode, DialogAnswer, DialogNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { callNode } from "./dialog-arcs.ts";
import { passageMoves } from "./passage-moves.ts";
import type { Move, Stand } from "./stand.ts";
import type { Walk } from "./walk.ts";

/** Who may pick up: facts alone differ, so two are enough. */
const pickers: readonly Reached[] = ["human", "machine.voicemail"];

/** Everything that can happen where a walk stands, the plainest first; nothing at the end. */
export function movesAt(walk: Walk, stand: Stand): readonly Move[] {
  if (stand.node === null) return [];
  if (stand.node === callNode) return callMoves(walk);
  const node = walk.graph.nodes[stand.node];
  if (!node) return [];
  const commands = [...stand.pending.values()];
  const speaking = commands.find(isTurn);
  // While something is spoken nothing else is done: a filler has an end before any result of its effect counts.
  if (speaking) return turnMoves(walk, stand.node, node, speaking);
  return [
    ...commands.flatMap((command) => resultMoves(walk, node, command)),
    ...timerMoves(node, stand),
    ...(commands.length > 0 ? [{ event: callEnded, action: { do: "hangsUp" } as const, exits: ["hungUp"] }] : []),
  ];
}

const callEnded: FlowEvent = { type: "call.ended", cause: "caller_hangup", at: 0 };

function callMoves({ document }: Walk): readonly Move[] {
  const causes = document.direction === "outbound" ? notConnectedCauses : [];
  return [
    ...pickers.map((by): Move => ({
      event: { type: "call.answered", by, at: 0 },
      action: { do: "answer", by },
      exits: ["answered"],
    })),
    ...causes.map((cause): Move => ({
      event: { type: "call.not-connected", cause, at: 0 },
      action: { do: "notConnected", cause },
      exits: [`notConnected:${cause}`],
    })),
  ];
}

function isTurn({ effect }: EffectStartCommand): boolean {
  return effect === "voice.turn";
}

function turnMoves(walk: Walk, name: string, node: DialogNode, { invoke, input }: EffectStartCommand): readonly Move[] {
  const { listen } = input as unknown as VoiceTurn;
  if (listen === null) {
    const after = node.kind === "say" ? ["said"] : node.kind === "act" ? ["done", "failed"] : [];
    return [
      { event: done(invoke, { kind: "said" }), action: null, exits: after },
      { event: done(invoke, { kind: "hungUp" }), action: { do: "hangsUpDuringMessage" }, exits: ["hungUp"] },
    ];
  }
  if (node.kind === "ask") return askMoves(walk, name, node, invoke);
  if (node.kind === "converse") return listenMoves(node, invoke);
  return [];
}

function askMoves(walk: Walk, name: string, node: AskNode, invoke: string): readonly Move[] {
  const { collect } = node;
  // At a node that reads a value back another value corrects it: the call comes to the same node again.
  const corrects = collect && "node" in collect.next && collect.next.node === name;
  const again = corrects ? { detour: true as const } : {};
  const own = node.answers.filter(({ group }) => group === undefined);
  const low = (node.confirmBelow ?? 0) / 2;
  const values = collect ? valuesFor(walk, collect) : [];
  return [
    ...own.map((answer) => answerMove(answer, invoke)),
    ...values.map((value) => ({ ...valueMove(value, invoke), ...again })),
    ...own.filter(({ confirm }) => confirm).map((answer) => answerMove(answer, invoke, low)),
    ...(collect?.confirm ? values.map((value) => valueMove(value, invoke, low)) : []),
    { event: done(invoke, { kind: "noInput" }), action: { do: "silence" }, exits: ["noInput"] },
    {
      event: done(invoke, { kind: "noMatch" }),
      action: { do: "mumbles", words: walk.noiseAt(name) },
      exits: ["noMatch"],
    },
    { event: done(invoke, { kind: "hungUp" }), action: { do: "hangsUp" }, exits: ["hungUp"] },
    ...node.answers.filter(({ group }) => group !== undefined).map((answer) => answerMove(answer, invoke)),
  ];
}

/** Values that clients may give at a question: those of the slot, or the choices. */
function valuesFor(walk: Walk, { slot, as, choices }: NonNullable<AskNode["collect"]>): readonly Json[] {
  return as === "choice" ? Object.keys(choices) : walk.valuesOf(slot);
}

/** The client says a value. */
export function valueMove(value: Json, invoke: string, confidence?: number): Move {
  const sure = confidence === undefined ? {} : { confidence };
  return {
    event: done(invoke, { kind: "value", value, confidence: confidence ?? 1 }),
    action: { do: "gives", value, ...sure },
    exits: [confidence === undefined ? "value" : "value?", "noMatch"],
  };
}

function listenMoves(node: ConverseNode, invoke: string): readonly Move[] {
  const words = "да";
  return [
    { event: done(invoke, { kind: "heard", words }), action: { do: "says", words }, exits: ["limit"] },
    { event: done(invoke, { kind: "noInput" }), action: { do: "silence" }, exits: ["limit", "gaveUp"] },
    { event: done(invoke, { kind: "hungUp" }), action: { do: "hangsUp" }, exits: ["hungUp"] },
    ...node.answers.map((answer) => answerMove(answer, invoke)),
  ];
}

function answerMove({ name, group }: DialogAnswer, invoke: string, confidence?: number): Move {
  const exit = `answer:${name}`;
  const isDetour = group === "digression" || name === "command.repeat";
  return {
    event: done(invoke, { kind: "answer", answer: name, confidence: confidence ?? 1 }),
    action: { do: "means", answer: name, ...(confidence === undefined ? {} : { confidence }) },
    exits: confidence === undefined ? [exit] : [`${exit}?`, "noMatch"],
    ...(isDetour && { detour: true }),
  };
}

const transferResults: readonly TransferResult["kind"][] = [
  "connected",
  "busy",
  "noAnswer",
  "declined",
  "closed",
  "failed",
];

function resultMoves(walk: Walk, node: DialogNode, command: EffectStartCommand): readonly Move[] {
  const { invoke, effect } = command;
  if (effect === "voice.transfer") {
    return transferResults.map((result) => ({
      event: done(invoke, { kind: result }),
      action: { do: "transfers", result },
      exits: [result],
    }));
  }
  if (effect === "model.converse" && node.kind === "converse") {
    return passageMoves(walk, node, invoke, command.input as unknown as ConverseRequest);
  }
  const results = walk.resultsOf(effect).map((result): Move => ({
    event: done(invoke, result),
    action: { do: "returns", effect, result },
    exits: node.kind === "act" ? ["done", "failed"] : ["limit"],
  }));
  const failure: Move = {
    event: { type: "effect.failed", invoke, error: { code: "EFFECT_RESULT_UNKNOWN", message: "Made up by a walk." } },
    action: { do: "fails", effect },
    exits: node.kind === "act" ? ["failed"] : ["limit"],
  };
  return [...results, failure];
}

function timerMoves(node: DialogNode, { timers }: Stand): readonly Move[] {
  return [...timers.values()].map(({ timer, event, delayMs }) => ({
    event: { type: "timer.fired", timer, event },
    action: { do: "passes", ms: delayMs },
    exits: node.kind === "converse" ? ["limit"] : ["failed"],
  }));
}

function done(invoke: string, output: Json): FlowEvent {
  return { type: "effect.done", invoke, output };
}
