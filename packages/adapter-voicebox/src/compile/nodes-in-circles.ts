import type { DialogNode } from "@callwright/core/ports";
import { exitsOf } from "./exits.ts";
import type { ReachedNode } from "./walk-graph.ts";

/**
 * The nodes that the dialog can come back to. Each node reports at most once per call, so such a dialog could not be followed.
 */
export function nodesInCircles(reached: readonly ReachedNode[]): ReadonlySet<string> {
  const nexts = new Map(
    reached.map(({ name, node }) => [
      name,
      exitsOf(withoutAsides(name, node)).flatMap(({ next }) => (next && "node" in next ? [next.node] : [])),
    ]),
  );
  leaveCircles(nexts);
  return new Set([...nexts.keys()].filter((name) => comesBack(name, nexts)));
}

/** A node without what comes back by its nature, and is refused by its own name: what is valid anywhere, and corrections. */
function withoutAsides(name: string, node: DialogNode): DialogNode {
  if (node.kind !== "ask" && node.kind !== "converse") return node;
  const answers = node.answers.filter(({ group }) => group === undefined);
  if (node.kind === "converse") return { ...node, answers };
  const { collect, ...rest } = node;
  const isCorrection = collect !== undefined && "node" in collect.next && collect.next.node === name;
  return isCorrection || !collect ? { ...rest, answers } : { ...rest, answers, collect };
}

/** Takes away what leads nowhere any more, until the circles and what leads into them remain: none, for most dialogs. */
function leaveCircles(nexts: Map<string, readonly string[]>): void {
  let before = Number.POSITIVE_INFINITY;
  while (nexts.size < before) {
    before = nexts.size;
    for (const [name, next] of nexts) if (!next.some((other) => nexts.has(other))) nexts.delete(name);
  }
}

function comesBack(name: string, nexts: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const waiting = [name];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    for (const next of nexts.get(here) ?? []) {
      if (next === name) return true;
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  return false;
}
