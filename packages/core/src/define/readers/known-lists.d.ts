import type { Notes } from "./notes.ts";
import { type UnknownRecord } from "./read-value.ts";
/** The names that a definition declares. */
export interface KnownLists {
    readonly texts: readonly string[];
    readonly steps: readonly string[];
    readonly outcomes: readonly string[];
    readonly conditions: readonly string[];
}
type UnknownNameCode = "DEFINE_UNKNOWN_STEP" | "DEFINE_UNKNOWN_TEXT" | "DEFINE_UNKNOWN_OUTCOME" | "DEFINE_UNKNOWN_CONDITION";
/** The names that a source declares, whatever else is wrong with it. */
export declare function knownListsOf(source: UnknownRecord): KnownLists;
/** Notes a name that is not declared. */
export declare function noteUnknownName(code: UnknownNameCode, name: string, known: readonly string[], path: string, notes: Notes): void;
export {};
