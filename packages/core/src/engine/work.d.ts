import type { AccountId, JobId, Json, RunId } from "../ports/identity.ts";
import type { EffectRow, Rows, RunRow, TableName, TimerRow } from "../ports/rows.ts";
import type { StorePort, WriteBatch } from "../ports/store.ts";
import type { EngineNotice } from "./observers.ts";
/** A run to be started. */
export interface NewRun {
    readonly id: RunId;
    readonly account: AccountId;
    readonly flow: string;
    /** Default: the newest registered version. */
    readonly version?: number;
    readonly input: Json;
    readonly job: JobId | null;
}
/** An event for a run, as it is journaled. */
export type RunEvent = {
    readonly type: string;
} & {
    readonly [name: string]: unknown;
};
/** A step of a run that is still to be computed in this work. */
export type PendingStep = {
    readonly kind: "start";
    readonly run: NewRun;
} | {
    readonly kind: "event";
    readonly run: RunId;
    readonly event: RunEvent;
    readonly notes?: Json;
} | {
    readonly kind: "replace";
    readonly before: RunRow;
    readonly after: RunRow;
    readonly event: RunEvent;
};
/**
 * Everything that one happening in a lane changes, gathered until it is committed as one.
 *
 * Reads see what was written before in the same work.
 */
export declare class Work {
    #private;
    readonly effects: EffectRow[];
    readonly timers: TimerRow[];
    readonly notices: EngineNotice[];
    constructor(store: StorePort, hotRun: (id: RunId) => RunRow | undefined);
    read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined>;
    /** Writes a row that must not exist yet. */
    insert<Table extends TableName>(table: Table, row: Rows[Table]): void;
    put<Table extends TableName>(table: Table, row: Rows[Table]): void;
    delete(table: TableName, id: string): void;
    /** Starts a run in the same transaction. Its lane must be this work's lane. */
    start(run: NewRun): void;
    /** Gives a run of the same lane an event in the same transaction. */
    send(run: RunId, event: RunEvent, notes?: Json): void;
    /** Replaces a run outside of its machine: parked, retried, cancelled or ended by hand. */
    replaceRun(before: RunRow, after: RunRow, event: RunEvent): void;
    /** Leaves a run to a person. */
    parkRun(id: RunId, parked: NonNullable<RunRow["parked"]>): Promise<void>;
    /** Ends a run without an outcome. */
    cancelRun(id: RunId, reason: string): Promise<void>;
    /** Sets a durable timer. */
    setTimer(timer: TimerRow): void;
    cancelTimer(id: string): void;
    tell(notice: EngineNotice): void;
    nextStep(): PendingStep | undefined;
    batch(): WriteBatch;
}
