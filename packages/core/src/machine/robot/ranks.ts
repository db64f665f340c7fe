import type { DialogGraph } from "../../ports/dialog-graph.ts";
import { isEnd, targetsOf } from "./node-target.ts";

const known = new WeakMap<DialogGraph, ReadonlyMap<string, number>>();

/**
 * The place of each node in an order in which every way goes forward. Of two nodes that one call can pass, the later has the
 * higher rank. Only for graphs without circles.
 */
export function ranksOf(graph: DialogGraph): ReadonlyMap<string, number> {
  const before = known.get(graph);
  if (before) return before;
  const ranks = toRanks(graph);
  known.set(graph, ranks);
  return ranks;
}

function toRanks(graph: DialogGraph): ReadonlyMap<string, number> {
  const finished: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const node = graph.nodes[name];
    if (!node || seen.has(name)) return;
    seen.add(name);
    for (const target of targetsOf(node)) if (!isEnd(target)) visit(target.node);
    finished.push(name);
  };
  if (!isEnd(graph.start)) visit(graph.start.node);
  return new Map(finished.reverse().map((name, index) => [name, index]));
}
