import type { RobotDocument } from "../../define/document.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
/** Which graph of a robot is wanted. */
export type UnrollOptions = {
  readonly locale: string;
} & (
  | {
      /** Branches stay nodes: for dialogs that we drive ourselves. */
      readonly keepBranches: true;
    }
  | {
      /** Branches are taken as these input conditions settle them: for dialogs that a vendor drives. */
      readonly keepBranches: false;
      /** Which input conditions hold, by name; absent ones do not. */
      readonly inputConditionValues: Readonly<Record<string, boolean>>;
    }
);
/** Nodes of one robot that we unroll at most; repetitions multiply. */
export declare const maxUnrolledNodes = 20000;
/**
 * A robot's dialog as a graph: repetitions unrolled into nodes of their own, only what the start reaches.
 *
 * Shape: `shape` names the input conditions that hold, joined with `+`; it is empty when none holds or branches are kept.
 * @throws CallwrightError `DEFINE_INVALID` when the repetitions make more than 20,000 nodes.
 */
export declare function unrollRobot(document: RobotDocument, options: UnrollOptions): DialogGraph;
