import type { RobotDocument } from "../../define/document.ts";
/**
 * Every reason why a vendor that drives the dialog itself cannot follow a robot, as sentences that name the step. Empty: it can.
 *
 * A hosted dialog reports each of its nodes once, so it must not come back to a step; and its branches must be settled by the
 * input, before the call.
 */
export declare function hostedProblems(document: RobotDocument): readonly string[];
