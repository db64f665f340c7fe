import type { AskDocument } from "../document.ts";
import { type StepReading } from "./read-step-names.ts";
import { type UnknownRecord } from "./read-value.ts";
/** Reads a question with its answers. */
export declare function readAsk(step: UnknownRecord, path: string, reading: StepReading): AskDocument;
