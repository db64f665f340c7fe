import type { AccountId, JobId, Json, RunId } from "../ports/identity.ts";
import type { EffectRow, Rows, RunRow, TableName, TimerRow } from "../ports/rows.ts";
import type { StorePort, Write, WriteBatch } from "../ports/store.ts";
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
export type RunEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A step of a run that is still to be computed in this work. */
export type PendingStep =
  | { readonly kind: "start"; readonly run: NewRun }
  | { readonly kind: "event"; readonly run: RunId; readonly event: RunEvent; readonly notes?: Json }
  | { readonly kind: "replace"; readonly before: RunRow; readonly after: RunRow; readonly event: RunEvent };

/**
 * Everything that one happening in a lane changes, gathered until it is committed as one.
 *
 * Reads see what was written before in the same work.
 */
export class Work {
  readonly #store: StorePort;
  readonly #hotRun: (id: RunId) => RunRow | undefined;
  readonly #writes = new Map<string, Write>();
  readonly #steps: PendingStep[] = [];
  readonly effects: EffectRow[] = [];
  readonly timers: TimerRow[] = [];
  readonly notices: EngineNotice[] = [];

  constructor(store: StorePort, hotRun: (id: RunId) => RunRow | undefined) {
    this.#store = store;
    this.#hotRun = hotRun;
  }

  async read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined> {
    const staged = this.#writes.get(`${table}/${id}`);
    if (staged) return staged.op === "delete" ? undefined : (staged.row as Rows[Table]);
    const hot = table === "runs" ? this.#hotRun(id) : undefined;
    return (hot as Rows[Table] | undefined) ?? this.#store.read(table, id);
  }

  /** Writes a row that must not exist yet. */
  insert<Table extends TableName>(table: Table, row: Rows[Table]): void {
    this.#stage({ op: "insert", table, row } as Write, row.id);
  }

  put<Table extends TableName>(table: Table, row: Rows[Table]): void {
    const staged = this.#writes.get(`${table}/${row.id}`);
    const op = staged?.op === "insert" ? "insert" : "put";
    this.#stage({ op, table, row } as Write, row.id);
  }

  delete(table: TableName, id: string): void {
    this.#stage({ op: "delete", table, id }, id);
  }

  /** Starts a run in the same transaction. Its lane must be this work's lane. */
  start(run: NewRun): void {
    this.#steps.push({ kind: "start", run });
  }

  /** Gives a run of the same lane an event in the same transaction. */
  send(run: RunId, event: RunEvent, notes?: Json): void {
    this.#steps.push({ kind: "event", run, event, ...(notes === undefined ? {} : { notes }) });
  }

  /** Replaces a run outside of its machine: parked, retried, cancelled or ended by hand. */
  replaceRun(before: RunRow, after: RunRow, event: RunEvent): void {
    this.#steps.push({ kind: "replace", before, after, event });
  }

  /** Leaves a run to a person. */
  async parkRun(id: RunId, parked: NonNullable<RunRow["parked"]>): Promise<void> {
    const run = await this.read("runs", id);
    if (run) this.replaceRun(run, { ...run, status: "parked", parked }, { type: "run.parked", code: parked.code });
  }

  /** Ends a run without an outcome. */
  async cancelRun(id: RunId, reason: string, explanation: Json = null): Promise<void> {
    const run = await this.read("runs", id);
    if (!run || run.status === "ended" || run.status === "cancelled") return;
    for (const effect of Object.values(run.open)) this.delete("effects", effect);
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
    for (const effect of Object.values(run.open)) this.delete("effects", effect);
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
    return [...this.#writes.values()];
  }

  #stage(write: Write, id: string): void {
    this.#writes.set(`${write.table}/${id}`, write);
  }
}
