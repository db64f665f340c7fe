import type { DialogGraph } from "../../ports/dialog-graph.ts";
import { callNode, exitsOf } from "./dialog-arcs.ts";
import { nodeOfArc, type Stand } from "./stand.ts";

/** Tells whether something wanted can still follow from a place, as the graph has it. `left` is what is wanted, emptied as it is seen. */
export function createLeadsOn(graph: DialogGraph, left: ReadonlySet<string>): (stand: Stand) => boolean {
  const before = new Map<string, string[]>();
  for (const [name, node] of Object.entries(graph.nodes)) {
    for (const [, target] of exitsOf(node)) {
      if ("node" in target) before.set(target.node, [...(before.get(target.node) ?? []), name]);
    }
  }
  let size = -1;
  let leading = new Set<string>();
  return ({ node }) => {
    if (left.size !== size) {
      size = left.size;
      leading = nodesBefore(before, left);
    }
    return node === callNode || (node !== null && leading.has(node));
  };
}

function nodesBefore(before: ReadonlyMap<string, readonly string[]>, left: ReadonlySet<string>): Set<string> {
  const nodes = new Set([...left].map(nodeOfWanted));
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const earlier of before.get(node) ?? []) {
      if (nodes.has(earlier)) continue;
      nodes.add(earlier);
      open.push(earlier);
    }
  }
  return nodes;
}

/** The node where an arc, or the second arc of a pair, begins. */
function nodeOfWanted(wanted: string): string {
  return nodeOfArc(wanted.slice(wanted.indexOf("\n") + 1));
}
