import { type CallReport } from "../calls/index.ts";
import { type Flow } from "../machine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";
import type { NewRun, RunEvent, Work } from "./work.ts";
/** How long a run takes late facts after its outcome was decided. */
export declare const lateFactsMs: number;
/** The run without the effect that has just come to its end. */
export declare function closeEffect(run: RunRow, invoke: string): RunRow;
/** Whether an event is a report about the call. */
export declare function isReport(event: RunEvent): event is RunEvent & CallReport;
/** The first step of a run: its row, its first effects and timers. */
export declare function startRun(flow: Flow, run: NewRun, now: number, work: Work): RunRow;
/** The next step of a run that is open. */
export declare function stepRun(flow: Flow, run: RunRow, event: RunEvent, notes: Json, now: number, work: Work): RunRow;
/** A late fact of a run whose outcome is decided: it is kept, and changes nothing else. */
export declare function noteLateFact(run: RunRow, event: RunEvent, notes: Json, now: number, work: Work): RunRow;
/** A change that the run's machine takes no part in: parking, retrying, cancelling. */
export declare function journalChange(run: RunRow, event: RunEvent, now: number, work: Work): RunRow;
