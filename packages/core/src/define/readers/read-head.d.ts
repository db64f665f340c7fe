import type { RobotDocument } from "../document.ts";
import { type UnknownRecord } from "./read-value.ts";
import type { Notes } from "./notes.ts";
/** The members of a robot that say what it is and which languages it speaks. */
export type RobotHead = Pick<RobotDocument, "id" | "version" | "direction" | "locales">;
/** Reads id, version, direction and locales. */
export declare function readHead(source: UnknownRecord, notes: Notes): RobotHead;
/** Names and values of a member, with a mistake noted for each name outside the rule. */
export declare function readNamed(value: unknown, path: string, meaning: string, notes: Notes, rule?: {
    readonly pattern: RegExp;
    readonly words: string;
}): readonly [string, unknown][];
