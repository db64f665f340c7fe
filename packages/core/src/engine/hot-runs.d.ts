import type { RunId } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";
/** The runs used last, as committed. One process owns the store, so they never go stale. */
export declare class HotRuns {
    #private;
    constructor(limit?: number);
    get(id: RunId): RunRow | undefined;
    set(row: RunRow): void;
}
