import type { RobotDocument } from "../document.ts";
import type { RobotFunctions } from "../robot-definition.ts";
import type { Notes } from "./notes.ts";
import { type UnknownRecord } from "./read-value.ts";
/** A document and its functions. Only to be used when no mistake was noted. */
export interface ReadRobot {
    readonly document: RobotDocument;
    readonly functions: RobotFunctions;
}
/** Reads a robot from what a user wrote, noting every mistake on the way. */
export declare function readRobot(source: UnknownRecord, notes: Notes): ReadRobot;
