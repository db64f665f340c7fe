import type { RobotDocument } from "./document.ts";
/** The properties that a robot's input has, at its top level. */
export declare function inputVariables(document: Pick<RobotDocument, "input">): readonly string[];
/** Those of the input's properties that texts may use: strings, numbers and booleans that are always there. */
export declare function spokenVariables(document: Pick<RobotDocument, "input">): readonly string[];
