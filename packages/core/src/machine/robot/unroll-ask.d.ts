import type { AskDocument, NextDocument, RobotDocument } from "../../define/document.ts";
import type { AskNode, DialogTarget } from "../../ports/dialog-graph.ts";
/** How many nodes the repetitions of a question make: one per way to come there. */
export declare function waysThrough(ask: AskDocument): number;
/**
 * The nodes of one question, by name: `ask`, then per repetition the way that led there, `i` for no-input and `m` for no-match:
 * `ask~i`, `ask~im`. The name tells the way, so a later report makes up for a lost one.
 */
export declare function unrollAsk(
  document: RobotDocument,
  step: string,
  ask: AskDocument,
  toTarget: (next: NextDocument) => DialogTarget,
): Readonly<Record<string, AskNode>>;
