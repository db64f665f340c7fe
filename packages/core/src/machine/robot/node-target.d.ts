import type { NextDocument, RobotDocument } from "../../define/document.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
/** Whether a target ends the dialog. */
export declare function isEnd(target: DialogTarget): target is {
  readonly end: string;
};
/** Everything that a node may lead to, except hanging up. */
export declare function targetsOf(node: DialogNode): readonly DialogTarget[];
/** The same graph with only those nodes that the start reaches. */
export declare function keepReachable(graph: DialogGraph): DialogGraph;
/** Where a step leads once the branches that the input settles are taken. `holds` tells which input conditions hold. */
export declare function settleBranches(
  document: RobotDocument,
  next: NextDocument,
  holds: ReadonlySet<string>,
): DialogTarget;
