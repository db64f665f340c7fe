import type { CallReport } from "./call-report.ts";
import type { EndCause, NotConnectedCause, Reached } from "./causes.ts";
/** What is known about a call. Revisable; never an outcome. Times in ms since the epoch. */
export interface CallFacts {
    readonly answeredAt: number | null;
    /** When the last thing happened in the connected call. */
    readonly endedAt: number | null;
    readonly reached: Reached | null;
    /** Why it did not connect; `null` as soon as anything shows that it did. */
    readonly notConnected: NotConnectedCause | null;
    readonly endCause: EndCause | null;
    readonly recording: {
        readonly url: string | null;
        readonly mediaType: string;
        readonly durationMs: number;
    } | null;
    /** The transcript's blob: JSON of `TranscriptTurn[]`. */
    readonly transcriptBlob: string | null;
}
/** A call of which nothing is known yet. */
export declare const noFacts: CallFacts;
/** What is known about a call after any set of reports, in any order, each once or many times. */
export declare function reduceReports(reports: Iterable<CallReport>): CallFacts;
/** Facts with one more report. Order and repetition do not matter. */
export declare function mergeReport(facts: CallFacts, report: CallReport): CallFacts;
/** Facts of a dialog that is over: when nothing else ended a connected call, the robot did. */
export declare function withEndCause(facts: CallFacts): CallFacts;
