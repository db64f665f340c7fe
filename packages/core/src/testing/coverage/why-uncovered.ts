import type { BranchNode, DialogGraph } from "../../ports/dialog-graph.ts";
import { callNode, nameOfTarget, type DialogArc } from "./dialog-arcs.ts";

/** Why an arc was never taken, and the node before the first arc that is to blame. */
export interface Blame {
  readonly why: string;
  /** The last node on the way there that calls did reach; `null` when no way leads there. */
  readonly reached: string | null;
}

/** Tells why arcs were never taken. `isCovered` knows those that were. */
export function createBlame(
  graph: DialogGraph,
  arcs: readonly DialogArc[],
  inputConditions: readonly string[],
  isCovered: (arc: DialogArc) => boolean,
): (arc: DialogArc) => Blame {
  const into = new Map<string, DialogArc[]>();
  for (const arc of arcs) {
    const to = nameOfTarget(arc.target);
    into.set(to, [...(into.get(to) ?? []), arc]);
  }
  const isReached = (node: string): boolean => node === callNode || (into.get(node) ?? []).some(isCovered);
  return (arc) => {
    if (isReached(arc.node)) return { why: whyNotTaken(graph, inputConditions, arc), reached: arc.node };
    const root = firstUncovered(arc.node, into, isReached);
    if (!root) return { why: `step "${arc.step}" is unreachable: nothing leads there`, reached: null };
    const why = `step "${arc.step}" was never reached, see "${root.node} ${root.exit}": ${whyNotTaken(graph, inputConditions, root)}`;
    return { why, reached: root.node };
  };
}

/** The nearest arc before a node that starts where calls did come. */
function firstUncovered(
  node: string,
  into: ReadonlyMap<string, readonly DialogArc[]>,
  isReached: (node: string) => boolean,
): DialogArc | undefined {
  const seen = new Set([node]);
  const open = [node];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const arc of into.get(at) ?? []) {
      if (isReached(arc.node)) return arc;
      if (seen.has(arc.node)) continue;
      seen.add(arc.node);
      open.push(arc.node);
    }
  }
  return undefined;
}

function whyNotTaken(graph: DialogGraph, inputConditions: readonly string[], { node: name, exit }: DialogArc): string {
  const node = graph.nodes[name];
  if (node?.kind === "branch") return whyWayNotTaken(node, Number(exit.slice("way:".length)), inputConditions);
  if (node?.kind === "ask" && node.collect && exit.startsWith("value")) {
    return `no sampled value fits slot "${node.collect.slot}": give \`values.${node.collect.slot}\``;
  }
  if (node?.kind === "act" && exit === "done") {
    return `no sampled result of "${node.effect}" fits its slots: give \`results\` for "${node.effect}"`;
  }
  if (node?.kind === "converse") return `no scripted answer of the model led there: give \`values\` for its slots`;
  return "no call took it";
}

function whyWayNotTaken(node: BranchNode, index: number, inputConditions: readonly string[]): string {
  const asked = node.ways.slice(0, index + 1).flatMap(({ condition }) => condition ?? []);
  const advice = asked.every((name) => inputConditions.includes(name))
    ? "give `inputs`"
    : "give `inputs`, `values` or `results`";
  const condition = node.ways[index]?.condition ?? null;
  return condition === null
    ? `one of ${asked.map((name) => `\`${name}\``).join(", ")} held in every call that came there: ${advice}`
    : `only condition \`${condition}\` leads there and no sampled input made it true: ${advice}`;
}
