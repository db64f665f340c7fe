import type { DefinitionMistake } from "../../errors/index.ts";
import { type MistakeCode, type MistakeDetails } from "../mistakes.ts";
/** Where readers note mistakes; all of a definition come together. */
export interface Notes {
    readonly mistakes: readonly DefinitionMistake[];
    add<Code extends MistakeCode>(code: Code, path: string, ...details: MistakeDetails<Code>): void;
}
/** An empty sheet for the mistakes of one definition. */
export declare function createNotes(): Notes;
