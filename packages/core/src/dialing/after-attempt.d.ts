import type { RunChange, Work } from "../engine/index.ts";
import type { DialingParts } from "./dialing-parts.ts";
/** What follows for a job from a change of one of its runs, in the same transaction. */
export declare function afterRun(parts: DialingParts, change: RunChange, work: Work): Promise<void>;
