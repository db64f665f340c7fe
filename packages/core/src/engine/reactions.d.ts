import type { RunRow } from "../ports/rows.ts";
import type { RunEvent, Work } from "./work.ts";
/** What a run went through in one step. */
export interface RunChange {
    /** `undefined` when the run has just started. */
    readonly before: RunRow | undefined;
    readonly after: RunRow;
    readonly event: RunEvent;
}
/** What a domain room lets follow from the change of a run, in the same transaction. */
export type Reaction = (change: RunChange, work: Work) => Promise<void> | void;
