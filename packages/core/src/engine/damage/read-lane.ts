import type { DamagedRow } from "../../ports/damage.ts";
import type { EffectRow, JournalRow, Rows, RunRow, TimerRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";

/** The rows of a run or lane in the tables that a run cannot go on without. */
export interface LaneRows {
  readonly runs: readonly RunRow[];
  readonly journal: readonly JournalRow[];
  readonly effects: readonly EffectRow[];
  readonly timers: readonly TimerRow[];
  /** Those of them that are damaged. */
  readonly damaged: readonly DamagedRow[];
}

/** Everything of a lane, whole or damaged. */
export async function readLane(store: StorePort, lane: string): Promise<LaneRows> {
  const damaged = new Map<string, DamagedRow>();
  const onDamaged = (row: DamagedRow) => void damaged.set(`${row.table}/${row.id}`, row);
  const read = <Table extends "runs" | "journal" | "effects" | "timers">(table: Table, where: Partial<Rows[Table]>) =>
    allRows(store, table, where, onDamaged);
  const runs = await read("runs", { lane });
  const ids = [...runs.map(({ id }) => id), ...[...damaged.values()].map(({ id }) => id)];
  const journal: JournalRow[] = [];
  const effects: EffectRow[] = [];
  const timers: TimerRow[] = [];
  for (const run of ids) {
    journal.push(...(await read("journal", { run })));
    effects.push(...(await read("effects", { run })));
  }
  for (const owner of new Set([lane, ...ids])) timers.push(...(await read("timers", { owner })));
  return { runs, journal, effects, timers, damaged: [...damaged.values()] };
}
