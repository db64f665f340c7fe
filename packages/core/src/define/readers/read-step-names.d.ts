import type { NextDocument } from "../document.ts";
import type { Recogniser } from "../robot-definition.ts";
import { type KnownLists } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { type UnknownRecord } from "./read-value.ts";
/** What the readers of steps share. */
export interface StepReading {
    readonly known: KnownLists;
    readonly notes: Notes;
    /** Recognisers met so far, by name. */
    readonly recognisers: Map<string, Recogniser>;
}
/** Reads where something leads: to a step, or to the end with an outcome. */
export declare function readNext(value: unknown, path: string, { known, notes }: StepReading): NextDocument;
/** Reads the name of a text. */
export declare function readTextName(value: unknown, path: string, { known, notes }: StepReading): string;
/** The outcome of a hang-up in a step, where the step says one. */
export declare function readHungUp(step: UnknownRecord, path: string, { known, notes }: StepReading): {
    hungUp?: string;
};
