import type { DialogExit } from "@callwright/core/calls";
import type { DialogNode, DialogTarget } from "@callwright/core/ports";
import type { ReachedNode } from "./walk-graph.ts";

/** Where the scenario begins. */
export const startState = "Start";
/** Where it dials. */
export const dialState = "Dial";
/** Where it tells that the called side picked up. */
export const answeredState = "Report answered";
/** Where it tells that the call did not connect. */
export const notConnectedState = "Report not connected";
/** Where a call ends that has no outcome of the dialog: the client hung up, was not reached, or could not be spoken to. */
export const hangUpState = "Hang up";

// Names of nodes hold no space, so names that begin differently never meet.

/** The state that speaks a node. */
export function nodeState(name: string, kind: DialogNode["kind"]): string {
  return `${kind === "say" ? "Say" : "Ask"} ${name}`;
}

/** The state that reports how a node was left. */
export function exitState(node: string, exit: DialogExit): string {
  return `Report ${node} ${exit}`;
}

/** The state that ends the call with an outcome. */
export function endState(outcome: string): string {
  return `End ${outcome}`;
}

/** The state that a target stands for. */
export function targetState(target: DialogTarget | null, nodes: ReadonlyMap<string, ReachedNode>): string {
  if (target === null) return hangUpState;
  if ("end" in target) return endState(target.end);
  const reached = nodes.get(target.node);
  return reached ? nodeState(reached.name, reached.node.kind) : hangUpState;
}
