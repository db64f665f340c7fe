import { isCallwrightError } from "../../errors/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import { callNode, exitsOf } from "./dialog-arcs.ts";
import { movesAt } from "./moves.ts";
import { keyOfStand, takeMove, type Move, type Stand } from "./stand.ts";
import type { Walk } from "./walk.ts";

/** Places that one search looks at. */
const maxPlaces = 300;

/** Finds a short way to the end of a call. The client hangs up only where nothing else is found. */
export function createWayToEnd(walk: Walk): (from: Stand) => Stand | null {
  const distances = distancesToEnd(walk.graph);
  const known = new Map<string, readonly Passed[]>();
  return (from) => {
    if (from.output) return from;
    const place = [from.node, ...from.pending.keys()].join(" ");
    const remembered = known.get(place);
    const again = remembered && replay(walk, from, remembered);
    if (again) return again;
    const end = search(walk, from, distances) ?? hangUp(walk, from);
    if (end) known.set(place, passedBetween(from, end));
    return end;
  };
}

/** A move, and the node that it was made in. */
interface Passed {
  readonly node: string | null;
  readonly move: Move;
}

function search(walk: Walk, from: Stand, distances: ReadonlyMap<string, number>): Stand | null {
  const seen = new Set([keyOfStand(from)]);
  const open: { readonly stand: Stand; readonly cost: number; readonly lines: number }[] = [
    { stand: from, cost: 0, lines: 0 },
  ];
  for (let places = 0; places < maxPlaces; places += 1) {
    const best = open.reduce(
      (least, entry, index) => (entry.cost < (open[least]?.cost ?? Infinity) ? index : least),
      0,
    );
    const [next] = open.splice(best, 1);
    if (!next) return null;
    if (next.stand.output) return next.stand;
    for (const move of movesAt(walk, next.stand)) {
      if (move.detour || move.exits.includes("hungUp")) continue;
      const stand = tryMove(walk, next.stand, move);
      if (!stand || (!stand.output && seen.has(keyOfStand(stand)))) continue;
      seen.add(keyOfStand(stand));
      const lines = next.lines + costOf(move);
      open.push({ stand, lines, cost: lines + (stand.output ? 0 : (distances.get(stand.node ?? "") ?? 99)) });
    }
  }
  return null;
}

/** Lines that a move adds to a script; a global command counts as several, for it says little of the dialog. */
function costOf({ action }: Move): number {
  if (action === null) return 0;
  return action.do === "means" && action.answer.startsWith("command.") ? 5 : 1;
}

function hangUp(walk: Walk, from: Stand): Stand | null {
  const ends = movesAt(walk, from)
    .filter(({ exits }) => exits.includes("hungUp"))
    .map((move) => tryMove(walk, from, move));
  return ends.find((stand) => stand?.output) ?? null;
}

/** The end of a way that another call took from such a place; `null` when this call goes elsewhere. */
function replay(walk: Walk, from: Stand, passed: readonly Passed[]): Stand | null {
  let stand = from;
  for (const { node, move } of passed) {
    if (stand.node !== node) return null;
    const next = tryMove(walk, stand, move);
    if (!next) return null;
    stand = next;
  }
  return stand.output === null ? null : stand;
}

function passedBetween(from: Stand, to: Stand): readonly Passed[] {
  const passed: Passed[] = [];
  for (let at = to; at !== from && at.before; at = at.before) passed.push({ node: at.before.node, move: at.last.move });
  return passed.reverse();
}

function tryMove(walk: Walk, stand: Stand, move: Move): Stand | undefined {
  try {
    return takeMove(walk, stand, move);
  } catch (error) {
    if (!isCallwrightError(error, "FLOW_STEP_FAILED")) throw error;
    return undefined;
  }
}

/** How many arcs the shortest way from each node to an end has, hanging up left aside. */
function distancesToEnd(graph: DialogGraph): ReadonlyMap<string, number> {
  const distances = new Map<string, number>();
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, node] of Object.entries(graph.nodes)) {
      const ways = exitsOf(node).filter(([exit]) => exit !== "hungUp");
      const far = ways.map(([, target]) => ("end" in target ? 1 : 1 + (distances.get(target.node) ?? Infinity)));
      const least = Math.min(...far);
      if (least >= (distances.get(name) ?? Infinity)) continue;
      distances.set(name, least);
      changed = true;
    }
  }
  distances.set(callNode, 1 + ("node" in graph.start ? (distances.get(graph.start.node) ?? Infinity) : 0));
  return distances;
}
