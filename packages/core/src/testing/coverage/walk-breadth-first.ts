import { isCallwrightError } from "../../errors/index.ts";
import { failureWords } from "../failure-words.ts";
import { createLeadsOn } from "./leads-on.ts";
import { movesAt } from "./moves.ts";
import { beginStand, takeMove, type ArcName, type Stand } from "./stand.ts";
import { createWaitingLine } from "./waiting-line.ts";
import type { Walk } from "./walk.ts";

/** How far a walk goes. */
export interface BreadthOptions {
  /** What has to be seen: arcs, or pairs of them; the walk ends when nothing of it is left. */
  readonly wanted: ReadonlySet<string>;
  /** 2: pairs of consecutive arcs, see {@link nameOfPair}. */
  readonly depth: 1 | 2;
  /** Places from which the walk goes on at most. */
  readonly limit: number;
}

/** A step that the machine refused: a condition threw, say. */
export interface WalkCrash {
  readonly stand: Stand;
  readonly message: string;
}

/** What a walk saw. */
export interface Breadth {
  /** Arc → where the walk stood the first time that it had passed it. */
  readonly arcs: ReadonlyMap<ArcName, Stand>;
  /** Pair → likewise. */
  readonly pairs: ReadonlyMap<string, Stand>;
  readonly crashes: readonly WalkCrash[];
  readonly places: number;
  /** Places were left although something wanted was not seen. */
  readonly isCut: boolean;
}

/**
 * Walks everything that can happen in a call, shortest scripts first.
 *
 * Limits: of places in one node, those that look new to a condition come first, and none from which nothing wanted can be reached.
 */
export function walkBreadthFirst(walk: Walk, { wanted, depth, limit }: BreadthOptions): Breadth {
  const arcs = new Map<ArcName, Stand>();
  const pairs = new Map<string, Stand>();
  const crashes = new Map<string, WalkCrash>();
  const left = new Set(wanted);
  const line = createWaitingLine(walk, depth);
  const leadsOn = createLeadsOn(walk.graph, left);
  for (const input of walk.inputs) line.add(beginStand(walk, input), false);
  let places = 0;
  for (let stand = line.next(); stand && left.size > 0 && places < limit; stand = line.next()) {
    if (!leadsOn(stand)) continue;
    places += 1;
    for (const move of movesAt(walk, stand)) {
      if (move.detour && stand.detours > 0) continue;
      const step = attempt(walk, stand, move, crashes);
      if (!step) continue;
      let previous = stand.lastArc;
      for (const arc of step.last.arcs) {
        if (!arcs.has(arc)) arcs.set(arc, step);
        left.delete(arc);
        const pair = nameOfPair(previous, arc);
        if (!pairs.has(pair)) pairs.set(pair, step);
        left.delete(pair);
        previous = arc;
      }
      if (!step.output) line.add(step, move.action === null);
    }
  }
  return { arcs, pairs, crashes: [...crashes.values()], places, isCut: left.size > 0 && places >= limit };
}

/** Two consecutive arcs in one word. */
export function nameOfPair(first: ArcName | null, second: ArcName): string {
  return `${first ?? ""}\n${second}`;
}

function attempt(
  walk: Walk,
  stand: Stand,
  move: Parameters<typeof takeMove>[2],
  crashes: Map<string, WalkCrash>,
): Stand | undefined {
  try {
    return takeMove(walk, stand, move);
  } catch (error) {
    if (!isCallwrightError(error, "FLOW_STEP_FAILED")) throw error;
    const message = failureWords(error);
    const known = `${stand.node ?? ""} ${message}`;
    if (!crashes.has(known)) crashes.set(known, { stand: withMove(stand, move), message });
    return undefined;
  }
}

/** The stand that a refused move would have led to, for its script. */
function withMove(stand: Stand, move: Parameters<typeof takeMove>[2]): Stand {
  return { ...stand, last: { move, commands: [], arcs: [] }, before: stand };
}
