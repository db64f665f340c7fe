import type { RobotDocument } from "../../define/document.ts";
import type { RobotFunctions } from "../../define/robot-definition.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
/** The different dialogs that the input conditions of a robot make, each with its own name. */
export interface RobotShapes {
  /** One graph per different dialog; at least one. */
  readonly graphs: readonly DialogGraph[];
  /** Name of the shape for the conditions that hold. */
  nameOf(holds: ReadonlySet<string>): string;
}
/**
 * Every shape of a robot's dialog. Assignments that give the same dialog share one shape, named after the fewest conditions,
 * e.g. `vip+large`; the one where none holds is named with an empty string.
 *
 * @throws CallwrightError `DEFINE_INVALID` when branches use more than 10 input conditions.
 */
export declare function shapesOf(document: RobotDocument, locale?: string): RobotShapes;
/** The shape of one call: the input conditions are asked, once. */
export declare function shapeFor(document: RobotDocument, functions: RobotFunctions, input: unknown): string;
