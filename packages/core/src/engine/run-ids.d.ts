import type { RunId } from "../ports/identity.ts";
/** The lane of a run: the part of its id before the first colon. All runs of a job share the job's lane. */
export declare function laneOf(run: RunId): string;
/** Key of an event in the journal; sorts by its number. */
export declare function journalKey(run: RunId, seq: number): string;
/** Key of an effect: the same at every try. */
export declare function effectKey(run: RunId, seq: number, index: number): string;
/** Key of a run's timer. */
export declare function timerKey(run: RunId, timer: string): string;
