import type { StorePort, WriteBatch } from "../ports/store.ts";
/** Gathers the batches of one turn of the event loop into one transaction. */
export declare class CommitGroup {
    #private;
    constructor(store: StorePort);
    /** Resolves when the batch is durable; rejects when it was not written. */
    commit(batch: WriteBatch): Promise<void>;
}
