import { type Rows, type StorePort, type TableName } from "../../ports/index.ts";
/** What a memory store may be given. */
export interface MemoryStoreOptions {
    /** Default: `memory`. */
    readonly name?: string;
    /**
     * A store whose rows to go on with, as a new process does after its predecessor closed or died. That store is closed when the
     * new one opens.
     */
    readonly takeOver?: MemoryStore;
}
/** A store in memory, for tests. */
export interface MemoryStore extends StorePort {
    /** Every row of a table by `id`, whether the store is open or not. */
    dump<Table extends TableName>(table: Table): readonly Rows[Table][];
}
/**
 * A store that keeps everything in memory and forgets it with the process. It passes the same contract as the durable ones, and
 * gives back copies, as they do.
 */
export declare function memoryStore(options?: MemoryStoreOptions): MemoryStore;
