import type { FlatDocument, FlatNext } from "../../define/index.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";

/** A target that ends the dialog. */
export type EndTarget = Extract<DialogTarget, { readonly end: string }>;

/** Whether a target ends the dialog. */
export function isEnd(target: DialogTarget): target is EndTarget {
  return "end" in target;
}

/** Where a step leads, as a target. */
export function toDialogTarget(next: FlatNext): DialogTarget {
  if (typeof next === "string") return { node: next };
  return next.data === undefined ? { end: next.end } : { end: next.end, data: next.data };
}

/** Everything that a node may lead to, except hanging up and being put through to a person. */
export function targetsOf(node: DialogNode): readonly DialogTarget[] {
  switch (node.kind) {
    case "say":
    case "set":
      return [node.next];
    case "ask":
      return [
        ...node.answers.flatMap(({ next, confirm }) => (confirm ? [next, confirm] : [next])),
        ...(node.collect ? [node.collect.next] : []),
        ...(node.collect?.confirm ? [node.collect.confirm] : []),
        node.noInput,
        node.noMatch,
      ];
    case "branch":
      return node.ways.map((way) => way.next);
    case "act":
      return [node.next, node.failed];
    case "transfer":
      return Object.values(node.failures);
    case "converse":
      return [...node.answers.map((answer) => answer.next), ...Object.values(node.exits)];
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

/**
 * Where a step leads once the branches that the input settles are taken. `holds` tells which input conditions hold.
 *
 * Shape: a branch that only the call decides is led to as it stands.
 */
export function settleBranches(document: FlatDocument, next: FlatNext, holds: ReadonlySet<string>): DialogTarget {
  let current = next;
  // A definition with a circle of branches is refused; the bound only keeps an unchecked document from hanging.
  for (let turns = 0; turns <= Object.keys(document.steps).length; turns += 1) {
    if (typeof current !== "string") return toDialogTarget(current);
    const step = document.steps[current];
    if (!step || !("branch" in step)) return { node: current };
    const way = step.branch.find(
      ({ if: condition }) =>
        condition === undefined || holds.has(condition) || !document.inputConditions.includes(condition),
    );
    if (way?.if !== undefined && !holds.has(way.if)) return { node: current };
    current = way?.next ?? { end: document.hungUp };
  }
  return { end: document.hungUp };
}
