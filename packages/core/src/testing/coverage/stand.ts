import {
  advance,
  isDone,
  outputOf,
  type DriveOutput,
  type EffectStartCommand,
  type FlowCommand,
  type FlowEvent,
  type FlowSnapshot,
  type TimerSetCommand,
} from "../../machine/index.ts";
import type { DialogTarget } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { callNode, exitsOf, type DialogArc } from "./dialog-arcs.ts";
import type { ClientAction } from "./client-action.ts";
import type { AskedCondition, Walk, WalkInput } from "./walk.ts";

/** Something that can happen where a walk stands. */
export interface Move {
  readonly event: FlowEvent;
  /** What a test writes to make it happen; `null`: it happens by itself. */
  readonly action: ClientAction | null;
  /** By which exits it may leave the node, the likeliest first; by none of them: it stays. */
  readonly exits: readonly string[];
  /** A repetition or a digression, which a walk takes once. */
  readonly detour?: true;
}

/** An arc by node and exit. */
export type ArcName = string;

/** Where a walk stands, and how it came there. */
export interface Stand {
  readonly input: WalkInput;
  readonly snapshot: FlowSnapshot;
  /** Effects that were asked for and whose result is awaited. */
  readonly pending: ReadonlyMap<string, EffectStartCommand>;
  readonly timers: ReadonlyMap<string, TimerSetCommand>;
  /** The node that it waits in; `null` at the end. */
  readonly node: string | null;
  readonly output: DriveOutput | null;
  readonly detours: number;
  /** The last arc on the way here; `null` at the start. */
  readonly lastArc: ArcName | null;
  /** The last step: what happened, what was asked for, the arcs that it passed. */
  readonly last: { readonly move: Move; readonly commands: readonly FlowCommand[]; readonly arcs: readonly ArcName[] };
  readonly before: Stand | null;
}

/** A call that is being dialed. */
export function beginStand(walk: Walk, input: WalkInput): Stand {
  const { snapshot, commands } = advance(walk.flow, undefined, { init: input.init });
  return {
    input,
    snapshot,
    pending: new Map(),
    timers: new Map(),
    node: callNode,
    output: null,
    detours: 0,
    lastArc: null,
    last: { move: { event: { init: input.init }, action: null, exits: [] }, commands, arcs: [] },
    before: null,
  };
}

/** Where a walk stands after a move. Passes on what the step throws. */
export function takeMove(walk: Walk, stand: Stand, move: Move): Stand {
  walk.asked.length = 0;
  const { snapshot, commands } = advance(walk.flow, stand.snapshot, move.event);
  const pending = new Map(stand.pending);
  const timers = new Map(stand.timers);
  const { invoke, timer } = move.event as { readonly invoke?: string; readonly timer?: string };
  if (invoke !== undefined) pending.delete(invoke);
  if (timer !== undefined) timers.delete(timer);
  for (const command of commands) {
    if (command.type === "effect.start") pending.set(command.invoke, command);
    if (command.type === "effect.stop") pending.delete(command.invoke);
    if (command.type === "timer.set") timers.set(command.timer, command);
    if (command.type === "timer.cancel") timers.delete(command.timer);
  }
  const output = isDone(snapshot) ? (outputOf(snapshot) as unknown as DriveOutput) : null;
  const node = output ? null : nodeOf(pending, stand.node);
  const arcs = passedArcs(walk, stand.node, move.exits, output ? { end: output.outcome } : { node: node ?? "" });
  return {
    input: stand.input,
    snapshot,
    pending,
    timers,
    node,
    output,
    detours: stand.detours + (move.detour ? 1 : 0),
    lastArc: arcs.at(-1) ?? stand.lastArc,
    last: { move, commands, arcs },
    before: stand,
  };
}

/** Slots that are filled where a walk stands. */
export function slotsOf(stand: Stand): Readonly<Record<string, Json>> {
  return (stand.snapshot.context["slots"] as Readonly<Record<string, Json>> | undefined) ?? {};
}

/** What of a stand decides everything that can follow. */
export function keyOfStand(stand: Stand): string {
  const { texts: _, facts: __, ...context } = stand.snapshot.context;
  return JSON.stringify([stand.node, [...stand.pending.keys()], context]);
}

/** An arc in one word; {@link nodeOfArc} reads it. */
export function nameOfArc({ node, exit }: Pick<DialogArc, "node" | "exit">): ArcName {
  return `${node}\t${exit}`;
}

/** The node where an arc begins. */
export function nodeOfArc(arc: ArcName): string {
  return arc.slice(0, arc.indexOf("\t"));
}

/** What was done from the start to here, first things first. */
export function movesTo(stand: Stand): readonly Move[] {
  const moves: Move[] = [];
  for (let at: Stand = stand; at.before !== null; at = at.before) moves.push(at.last.move);
  return moves.reverse();
}

function nodeOf(pending: Stand["pending"], before: string | null): string | null {
  const commands = [...pending.values()];
  const act = commands.find(({ invoke }) => invoke.startsWith("act:"));
  if (act) return act.invoke.slice("act:".length);
  const own = commands.find(({ effect }) => ownEffects.has(effect));
  return own ? (own.input as unknown as { readonly node: string }).node : before;
}

/** Effects that name the node that asks for them. */
const ownEffects: ReadonlySet<string> = new Set(["voice.turn", "voice.transfer", "model.converse"]);

/** The arcs of a step: out of its node, then through branches and the borders of sub-dialogs to where it stands now. */
function passedArcs(
  { graph, asked }: Walk,
  from: string | null,
  exits: readonly string[],
  now: DialogTarget,
): readonly ArcName[] {
  if (from === null) return [];
  const node = graph.nodes[from];
  const ways: readonly (readonly [string, DialogTarget])[] =
    from === callNode
      ? exits.map((exit) => [exit, exit === "answered" ? graph.start : now])
      : node
        ? exitsOf(node)
        : [];
  for (const exit of exits) {
    const target = ways.find(([name]) => name === exit)?.[1];
    const rest = target && throughBorders(graph.nodes, target, asked, now);
    if (rest) return [nameOfArc({ node: from, exit }), ...rest];
  }
  return [];
}

/** The arcs from a target to where the step ended; `undefined` when it does not lead there. */
function throughBorders(
  nodes: Walk["graph"]["nodes"],
  target: DialogTarget,
  asked: readonly AskedCondition[],
  now: DialogTarget,
): readonly ArcName[] | undefined {
  const arcs: ArcName[] = [];
  let at = target;
  let answers = asked;
  for (;;) {
    if ("end" in at) return "end" in now && now.end === at.end ? arcs : undefined;
    const name = at.node;
    const node = nodes[name];
    if (node?.kind === "set") {
      arcs.push(nameOfArc({ node: name, exit: "set" }));
      at = node.next;
    } else if (node?.kind === "branch") {
      const taken = takenWay(node.ways, answers);
      const way = node.ways[taken.index];
      if (!way) return undefined;
      arcs.push(nameOfArc({ node: name, exit: `way:${taken.index}` }));
      at = way.next;
      answers = answers.slice(taken.used);
    } else return "node" in now && now.node === name ? arcs : undefined;
  }
}

/** Which way a branch took, told by the answers that its conditions gave, and how many of them it used. */
function takenWay(
  ways: readonly { readonly condition: string | null }[],
  asked: readonly AskedCondition[],
): { readonly index: number; readonly used: number } {
  let used = 0;
  for (const [index, { condition }] of ways.entries()) {
    if (condition === null) return { index, used };
    const answer = asked[used];
    if (answer?.name !== condition) return { index: -1, used };
    used += 1;
    if (answer.held) return { index, used };
  }
  return { index: -1, used };
}
