import type { RobotDocument } from "./document.ts";
/**
 * Checks words that shall stand in place of a robot's text, e.g. those of a placement in the CRM.
 *
 * @throws CallwrightError `TEXT_UNKNOWN` when the robot has no such text; `TEXT_UNKNOWN_VARIABLE` when the words name
 * a variable that the robot's input does not always have, or leave a brace open.
 */
export declare function checkText(document: RobotDocument, key: string, words: string): void;
