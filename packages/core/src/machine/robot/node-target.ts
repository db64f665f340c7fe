import type { NextDocument, RobotDocument } from "../../define/document.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";

/** Whether a target ends the dialog. */
export function isEnd(target: DialogTarget): target is { readonly end: string } {
  return "end" in target;
}

/** Everything that a node may lead to, except hanging up. */
export function targetsOf(node: DialogNode): readonly DialogTarget[] {
  switch (node.kind) {
    case "say":
      return [node.next];
    case "ask":
      return [...node.answers.map((answer) => answer.next), node.noInput, node.noMatch];
    case "branch":
      return node.ways.map((way) => way.next);
  }
}

/** The same graph with only those nodes that the start reaches. */
export function keepReachable(graph: DialogGraph): DialogGraph {
  const reached = new Set<string>();
  const open: DialogTarget[] = [graph.start];
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    if (isEnd(target) || reached.has(target.node)) continue;
    const node = graph.nodes[target.node];
    if (!node) continue;
    reached.add(target.node);
    open.push(...targetsOf(node));
  }
  const nodes = Object.fromEntries(Object.entries(graph.nodes).filter(([name]) => reached.has(name)));
  return { ...graph, nodes };
}

/** Where a step leads once the branches that the input settles are taken. `holds` tells which input conditions hold. */
export function settleBranches(document: RobotDocument, next: NextDocument, holds: ReadonlySet<string>): DialogTarget {
  let current = next;
  // A definition with a circle of branches is refused; the bound only keeps an unchecked document from hanging.
  for (let turns = 0; turns <= Object.keys(document.steps).length; turns += 1) {
    if (typeof current !== "string") return { end: current.end };
    const step = document.steps[current];
    if (!step || !("branch" in step)) return { node: current };
    const way = step.branch.find(({ if: condition }) => condition === undefined || holds.has(condition));
    current = way?.next ?? { end: document.hungUp };
  }
  return { end: document.hungUp };
}
