import type { RobotDocument } from "../../define/document.ts";
import type { DialogExit } from "../../calls/index.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import type { Timeless } from "./dialog-facts.ts";
import { isEnd } from "./node-target.ts";
import { ranksOf } from "./ranks.ts";

/** How a hosted call got its outcome. */
export type DecidedBy = "end" | "hungUp" | "unreached";

/** How far the reports of a call have brought its dialog. */
export type Position =
  | { readonly at: "dialing" }
  | { readonly at: "node"; readonly node: string }
  | { readonly at: "end"; readonly outcome: string; readonly by: DecidedBy };

/** Where every call begins. */
export const dialing: Position = { at: "dialing" };

/** One node that the dialog has left, and how. */
export interface TrailStep {
  readonly node: string;
  readonly exit: DialogExit;
}

/**
 * Where the dialog stands after one more report. Never back: a report of an earlier place gives the same position, so reports may
 * come twice, shuffled, or not at all; the last one alone decides.
 *
 * Shape: the very same object when the report changes nothing, also for nodes and exits that the graph does not have.
 */
export function followReport(
  graph: DialogGraph,
  document: RobotDocument,
  position: Position,
  report: Timeless,
): Position {
  if (position.at === "end") return position;
  switch (report.type) {
    case "call.answered":
      return position.at === "dialing" ? toPosition(graph, graph.start) : position;
    case "call.not-connected": {
      const outcome = document.unreached[report.cause] ?? document.unreached.default;
      return position.at === "dialing" ? { at: "end", outcome, by: "unreached" } : position;
    }
    case "dialog.left":
      return forward(graph, position, afterExit(graph, report.node, report.exit));
    default:
      return position;
  }
}

/** Where the dialog stands when the line is known to be dead and no report will follow: as if the client hung up there. */
export function lineDead(graph: DialogGraph, position: Position): Position {
  if (position.at !== "node") return position;
  const node = graph.nodes[position.node];
  return node && "hungUp" in node ? { at: "end", outcome: node.hungUp, by: "hungUp" } : position;
}

/** The trail with one more step, in the order of the dialog. A node is left once: what was told first about it stays. */
export function addToTrail(graph: DialogGraph, trail: readonly TrailStep[], report: Timeless): readonly TrailStep[] {
  if (report.type !== "dialog.left" || !graph.nodes[report.node]) return trail;
  if (trail.some((step) => step.node === report.node)) return trail;
  const ranks = ranksOf(graph);
  const rank = ({ node }: TrailStep) => ranks.get(node) ?? -1;
  const added = { node: report.node, exit: report.exit };
  const index = trail.findIndex((step) => rank(step) > rank(added));
  return index < 0 ? [...trail, added] : trail.toSpliced(index, 0, added);
}

function afterExit(graph: DialogGraph, name: string, exit: DialogExit): Position | undefined {
  const node = graph.nodes[name];
  if (!node || !("hungUp" in node)) return undefined;
  if (exit === "hungUp") return { at: "end", outcome: node.hungUp, by: "hungUp" };
  const target = targetOfExit(node, exit);
  return target && toPosition(graph, target);
}

/** Where one exit of a node leads; `undefined` for an exit that the node does not have or no vendor reports, and for hanging up. */
export function targetOfExit(node: DialogNode, exit: DialogExit): DialogTarget | undefined {
  if (node.kind === "say") return exit === "said" ? node.next : undefined;
  if (node.kind !== "ask") return undefined;
  if (exit === "noInput") return node.noInput;
  if (exit === "noMatch") return node.noMatch;
  return node.answers.find((answer) => exit === `answer:${answer.name}`)?.next;
}

function toPosition(graph: DialogGraph, target: DialogTarget): Position {
  return isEnd(target) ? { at: "end", outcome: target.end, by: "end" } : { at: "node", node: target.node };
}

function forward(graph: DialogGraph, from: Position, to: Position | undefined): Position {
  if (to === undefined) return from;
  if (to.at !== "node" || from.at !== "node") return to;
  const ranks = ranksOf(graph);
  return (ranks.get(to.node) ?? -1) > (ranks.get(from.node) ?? -1) ? to : from;
}
