import type { RobotDocument } from "../../define/document.ts";
import type { DialogExit } from "../../calls/index.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import type { Timeless } from "./dialog-facts.ts";
/** How a hosted call got its outcome. */
export type DecidedBy = "end" | "hungUp" | "unreached";
/** How far the reports of a call have brought its dialog. */
export type Position =
  | {
      readonly at: "dialing";
    }
  | {
      readonly at: "node";
      readonly node: string;
    }
  | {
      readonly at: "end";
      readonly outcome: string;
      readonly by: DecidedBy;
    };
/** Where every call begins. */
export declare const dialing: Position;
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
export declare function followReport(
  graph: DialogGraph,
  document: RobotDocument,
  position: Position,
  report: Timeless,
): Position;
/** Where the dialog stands when the line is known to be dead and no report will follow: as if the client hung up there. */
export declare function lineDead(graph: DialogGraph, position: Position): Position;
/** The trail with one more step, in the order of the dialog. A node is left once: what was told first about it stays. */
export declare function addToTrail(
  graph: DialogGraph,
  trail: readonly TrailStep[],
  report: Timeless,
): readonly TrailStep[];
/** Where one exit of a node leads; `undefined` for an exit that the node does not have, and for hanging up. */
export declare function targetOfExit(node: DialogNode, exit: DialogExit): DialogTarget | undefined;
