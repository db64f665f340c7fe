import type { DialogGraph, DialogNode } from "@callwright/core/ports";
import { exitsOf } from "./exits.ts";

/** A node that the dialog can come to. */
export interface ReachedNode {
  readonly name: string;
  readonly node: DialogNode;
  /** Fewest steps from the start. */
  readonly depth: number;
}

/** The nodes that the start leads to, breadth first: the same order however the graph lists them. */
export function walkGraph(graph: DialogGraph): readonly ReachedNode[] {
  const reached = new Map<string, ReachedNode>();
  const reach = (name: string, depth: number) => {
    const node = Object.hasOwn(graph.nodes, name) ? graph.nodes[name] : undefined;
    if (node && !reached.has(name)) reached.set(name, { name, node, depth });
  };
  if ("node" in graph.start) reach(graph.start.node, 0);
  // A Map's iteration also visits what is added meanwhile.
  for (const { node, depth } of reached.values()) {
    for (const { next } of exitsOf(node)) if (next && "node" in next) reach(next.node, depth + 1);
  }
  return [...reached.values()];
}

/** The outcomes that the dialog can end with, in the order in which they are met. */
export function outcomesOf(graph: DialogGraph, reached: readonly ReachedNode[]): readonly string[] {
  const targets = [graph.start, ...reached.flatMap(({ node }) => exitsOf(node).map(({ next }) => next))];
  return [...new Set(targets.flatMap((target) => (target && "end" in target ? [target.end] : [])))];
}
