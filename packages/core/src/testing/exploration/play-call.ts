import { slotSchemas } from "../../define/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";
import { movesAt, valueMove } from "../coverage/moves.ts";
import { movesTo, beginStand, takeMove, type Move, type Stand } from "../coverage/stand.ts";
import { toScript } from "../coverage/to-script.ts";
import { failureWords } from "../failure-words.ts";
import type { Walk } from "../coverage/walk.ts";

/** Random numbers that decide one event of a call. Smaller ones choose plainer events. */
export interface Choice {
  /** 0–99: what kind of event; the last ones hang up. */
  readonly kind: number;
  /** Which of that kind. */
  readonly which: number;
  /** The value said for a slot that takes a number. */
  readonly number: number;
}

/** Where a call broke an invariant. */
export interface BrokenCall {
  readonly invariant: string;
  readonly sentence: string;
  readonly script: readonly string[];
  readonly input: Json;
}

/** Asks every invariant; the first that does not hold, with its sentence. */
export type AskInvariants = (stand: Stand) => { readonly invariant: string; readonly sentence: string } | undefined;

/** What became of a played call. */
export interface PlayedCall {
  readonly last: Stand;
  readonly broken: BrokenCall | null;
}

/** From these kinds on a call meets what helps nobody, and what ends it: the client hangs up, or is not reached. */
const poorKinds = 70;
const rareKinds = 92;

/** Steps without the client that a played call takes at most. */
const maxSteps = 500;

/**
 * Plays a call as the choices say, asking the invariants after every event. A call that has not ended when they are used up is left
 * as soon as it waits for somebody.
 */
export function playCall(walk: Walk, inputIndex: number, choices: readonly Choice[], ask: AskInvariants): PlayedCall {
  const input = walk.inputs[inputIndex % walk.inputs.length] ?? walk.inputs[0];
  if (!input) throw new Error("there is no input to play a call with");
  let stand = beginStand(walk, input);
  let used = 0;
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const broken = ask(stand);
    if (broken) return { last: stand, broken: toBroken(stand, broken) };
    const moves = movesAt(walk, stand);
    const choice = choices[used];
    const byItself = moves.find(({ action }) => action === null);
    const move = choice ? chooseMove(walk, stand, moves, choice) : byItself;
    if (!move) return { last: stand, broken: null };
    used += 1;
    try {
      stand = takeMove(walk, stand, move);
    } catch (error) {
      if (!isCallwrightError(error, "FLOW_STEP_FAILED")) throw error;
      const refused = { ...stand, last: { move, commands: [], arcs: [] }, before: stand };
      const sentence = `the dialog failed: ${failureWords(error)}`;
      return { last: refused, broken: toBroken(refused, { invariant: "never fails", sentence }) };
    }
  }
  const sentence = `the call went on for ${maxSteps} steps`;
  return { last: stand, broken: toBroken(stand, { invariant: "ends or waits", sentence }) };
}

function toBroken(stand: Stand, found: { readonly invariant: string; readonly sentence: string }): BrokenCall {
  return { ...found, script: toScript(movesTo(stand)), input: stand.input.given };
}

function chooseMove(
  walk: Walk,
  stand: Stand,
  moves: readonly Move[],
  { kind, which, number }: Choice,
): Move | undefined {
  const good = moves.filter((move) => !isRare(move) && !isPoor(move));
  const poor = moves.filter(isPoor);
  const rare = moves.filter(isRare);
  const order = kind >= rareKinds ? [rare, poor, good] : kind >= poorKinds ? [poor, good, rare] : [good, poor, rare];
  const wanted = order.find((some) => some.length > 0) ?? [];
  const groups = [...new Set(wanted.map(({ action }) => action?.do))];
  const group = groups[kind % Math.max(1, groups.length)];
  const choices = wanted.filter(({ action }) => action?.do === group);
  const chosen = choices[which % Math.max(1, choices.length)];
  return chosen && (group === "gives" && which % 2 === 0 ? withNumber(walk, stand, chosen, number) : chosen);
}

function isRare({ action, exits }: Move): boolean {
  return action?.do === "notConnected" || exits.includes("hungUp");
}

function isPoor({ action }: Move): boolean {
  return action?.do === "silence" || action?.do === "mumbles" || action?.do === "fails" || action?.do === "passes";
}

/** The same move with another number, where the slot takes one. */
function withNumber(walk: Walk, stand: Stand, move: Move, number: number): Move {
  const node = walk.graph.nodes[stand.node ?? ""];
  const { action, event } = move;
  if (node?.kind !== "ask" || !node.collect || action?.do !== "gives" || typeof action.value !== "number") return move;
  if (slotSchemas(walk.document)[node.collect.slot]?.safeParse(number).success !== true) return move;
  return {
    ...valueMove(number, String((event as { readonly invoke?: string }).invoke), action.confidence),
    ...(move.detour && { detour: true }),
  };
}
