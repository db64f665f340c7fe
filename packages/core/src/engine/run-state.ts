import type { FlowSnapshot } from "../machine/index.ts";
import type { RunRow } from "../ports/rows.ts";

/** The snapshots of rows that were made here: what `JSON.parse(row.snapshot)` would give, without doing it. */
const known = new WeakMap<RunRow, FlowSnapshot>();

/** Where a run stands. */
export function stateOf(run: RunRow): FlowSnapshot {
  return known.get(run) ?? (JSON.parse(run.snapshot) as FlowSnapshot);
}

/** Remembers the snapshot of a row that was made from it. */
export function rememberState(run: RunRow, snapshot: FlowSnapshot): void {
  known.set(run, snapshot);
}
