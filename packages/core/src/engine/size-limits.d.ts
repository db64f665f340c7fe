import type { RunId } from "../ports/identity.ts";
/** Largest snapshot of a run, in bytes of JSON. */
export declare const maxSnapshotBytes: number;
/** Largest event or effect result in the journal, in bytes of JSON. */
export declare const maxEventBytes: number;
/** Refuses a snapshot that is too large to be written at every event. */
export declare function checkSnapshotSize(run: RunId, snapshot: string): void;
/** Refuses an event that is too large for the journal. */
export declare function checkEventSize(run: RunId, event: unknown): void;
