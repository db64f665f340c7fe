import type { AccountId, JobId, Json, RunId } from "../ports/identity.ts";
import type { EffectRow, Rows, RunRow, TableName, TimerRow } from "../ports/rows.ts";
import type { StorePort, Write, WriteBatch } from "../ports/store.ts";
import type { Asker } from "./children/asker.ts";
import type { EngineNotice } from "./observers.ts";
import { noTables, type TableBook } from "./tables/table-book.ts";
import { StagedWrites } from "./staged-writes.ts";

/** Rows that were used lately, as committed. */
export interface HotRows {
  run(id: RunId): RunRow | undefined;
  effect(id: string): EffectRow | undefined;
}

/** A run to be started. */
export interface NewRun {
  readonly id: RunId;
  readonly account: AccountId;
  readonly flow: string;
  /** Default: the newest registered version. */
  readonly version?: number;
  readonly input: Json;
  readonly job: JobId | null;
  /** Default: none. */
  readonly parent?: RunRow["parent"];
  /** Set: another run asked for this one, which is told instead of anything being thrown. */
  readonly asker?: Asker;
  /** Events that the journal of the run holds already. Default 0; else the run that stands there is started anew. */
  readonly seq?: number;
}

/** An event for a run, as it is journaled. */
export type RunEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A step of a run that is still to be computed in this work. */
export type PendingStep =
  | { readonly kind: "start"; readonly run: NewRun }
  | {
      readonly kind: "event";
      readonly run: RunId;
      readonly event: RunEvent;
      readonly notes?: Json;
      readonly child?: RunId;
    }
  | { readonly kind: "stop"; readonly run: RunId }
  | { readonly kind: "park"; readonly run: RunId; readonly parked: NonNullable<RunRow["parked"]> }
  | { readonly kind: "replace"; readonly before: RunRow; readonly after: RunRow; readonly event: RunEvent };

/**
 * Everything that one happening in a lane changes, gathered until it is committed as one.
 *
 * Reads see what was written before in the same work.
 */
export class Work {
  readonly #store: StorePort;
  readonly #hot: HotRows;
  readonly #writes = new StagedWrites();
  #cold: Map<RunId, RunRow> | undefined;
  readonly #steps: PendingStep[] = [];
  /** The tables of the host. */
  readonly tables: TableBook;
  readonly effects: EffectRow[] = [];
  readonly timers: TimerRow[] = [];
  readonly notices: EngineNotice[] = [];
  /** How many ends of children were told in this work. */
  childEnds = 0;

  constructor(store: StorePort, hot: HotRows, tables: TableBook = noTables) {
    this.#store = store;
    this.#hot = hot;
    this.tables = tables;
  }

  read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined> {
    const staged = this.#writes.get(table, id);
    if (staged) return Promise.resolve(staged.op === "delete" ? undefined : (staged.row as Rows[Table]));
    const hot = table === "runs" ? this.#hot.run(id) : table === "effects" ? this.#hot.effect(id) : undefined;
    if (hot !== undefined) return Promise.resolve(hot as Rows[Table]);
    return table === "runs" ? (this.#readRun(id) as Promise<Rows[Table] | undefined>) : this.#store.read(table, id);
  }

  /** A run that is in no cache is read once in a work: nobody else changes it meanwhile. */
  async #readRun(id: RunId): Promise<RunRow | undefined> {
    const run = this.#cold?.get(id) ?? (await this.#store.read("runs", id));
    if (run) (this.#cold ??= new Map()).set(id, run);
    return run;
  }

  /** A run that is known without asking the store. */
  knownRun(id: RunId): RunRow | undefined {
    const staged = this.#writes.get("runs", id);
    if (!staged) return this.#hot.run(id) ?? this.#cold?.get(id);
    return staged.op === "delete" ? undefined : (staged.row as RunRow);
  }

  /** An effect that is known without asking the store. */
  knownEffect(id: string): EffectRow | undefined {
    const staged = this.#writes.get("effects", id);
    if (!staged) return this.#hot.effect(id);
    return staged.op === "delete" ? undefined : (staged.row as EffectRow);
  }

  /** Writes a row that must not exist yet. */
  insert<Table extends TableName>(table: Table, row: Rows[Table]): void {
    this.#stage({ op: "insert", table, row } as Write, row.id);
  }

  put<Table extends TableName>(table: Table, row: Rows[Table]): void {
    const op = this.#writes.get(table, row.id)?.op === "insert" ? "insert" : "put";
    this.#stage({ op, table, row } as Write, row.id);
  }

  delete(table: TableName, id: string): void {
    // Asked for and left in the same work: it must not be performed.
    const asked = table === "effects" ? this.effects.findIndex((effect) => effect.id === id) : -1;
    if (asked >= 0) this.effects.splice(asked, 1);
    this.#stage({ op: "delete", table, id }, id);
  }

  /** Writes or removes a row of a host's table. */
  stage(write: Write): void {
    this.#stage(write, write.op === "delete" ? write.id : write.row.id);
  }

  /** Starts a run in the same transaction. Its lane must be this work's lane. */
  start(run: NewRun): void {
    this.#steps.push({ kind: "start", run });
  }

  /** Gives a run of the same lane an event in the same transaction. @param child only if the run still waits for this child */
  send(run: RunId, event: RunEvent, notes?: Json, child?: RunId): void {
    const step: PendingStep = { kind: "event", run, event, notes: notes ?? null };
    this.#steps.push(child === undefined ? step : { ...step, child });
  }

  /** Cancels a run that its parent no longer waits for, in the same transaction. A key that no run has does no harm. */
  stopChild(run: RunId): void {
    this.#steps.push({ kind: "stop", run });
  }

  /** Replaces a run outside of its machine: parked, retried, cancelled or ended by hand. Comes before everything else that waits. */
  replaceRun(before: RunRow, after: RunRow, event: RunEvent): void {
    // A step of the run in between would be lost: the row that replaces it does not know of it.
    this.#steps.unshift({ kind: "replace", before, after, event });
  }

  /** Leaves a run to a person, as it stands after the steps that come before in the same work. */
  async parkRun(id: RunId, parked: NonNullable<RunRow["parked"]>): Promise<void> {
    if (await this.read("runs", id)) this.#steps.push({ kind: "park", run: id, parked });
  }

  /** Ends a run without an outcome. */
  async cancelRun(id: RunId, reason: string, explanation: Json = null): Promise<void> {
    const run = await this.read("runs", id);
    if (!run || run.status === "ended" || run.status === "cancelled") return;
    this.#leaveOpen(run);
    const cancelled: RunRow = {
      ...run,
      status: "cancelled",
      open: {},
      parked: null,
      output: explanation === null ? { reason } : { reason, explanation },
    };
    this.replaceRun(run, cancelled, { type: "run.cancelled", reason });
  }

  /** Ends a run with an outcome that its machine did not decide. */
  endRun(run: RunRow, outcome: string): void {
    this.#leaveOpen(run);
    const output = { outcome, by: "person" };
    const ended: RunRow = { ...run, status: "ended", open: {}, parked: null, outcome, output };
    this.replaceRun(run, ended, { type: "run.decided", outcome });
  }

  /** Sets a durable timer. */
  setTimer(timer: TimerRow): void {
    this.put("timers", timer);
    this.timers.push(timer);
  }

  cancelTimer(id: string): void {
    this.delete("timers", id);
  }

  tell(notice: EngineNotice): void {
    this.notices.push(notice);
  }

  nextStep(): PendingStep | undefined {
    return this.#steps.shift();
  }

  batch(): WriteBatch {
    return this.#writes.all();
  }

  /** What a run waits for when it is over: effects are not performed, children are cancelled. */
  #leaveOpen(run: RunRow): void {
    for (const key of Object.values(run.open)) {
      this.delete("effects", key);
      this.stopChild(key);
    }
  }

  #stage(write: Write, id: string): void {
    this.#writes.set(write, id);
  }
}
