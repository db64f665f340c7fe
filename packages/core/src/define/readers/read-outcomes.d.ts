import type { RobotDocument } from "../document.ts";
import { type KnownLists } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
/** Reads the outcomes: a title each, and the shape of its data where it has some. */
export declare function readOutcomes(value: unknown, notes: Notes): RobotDocument["outcomes"];
/** Reads the outcome of calls that did not connect: one for all causes, or by cause with a default. */
export declare function readUnreached(value: unknown, known: KnownLists, notes: Notes): RobotDocument["unreached"];
/** The name of an outcome, with a mistake noted when there is none. */
export declare function readOutcomeName(value: unknown, path: string, known: KnownLists, notes: Notes): string;
