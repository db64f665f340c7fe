import type { DamagedRow } from "../../ports/damage.ts";
import type { Rows, TableName } from "../../ports/rows.ts";
import type { Query, StorePort } from "../../ports/store.ts";
import { safeName } from "../safe-name.ts";
import type { Health, LimitedCount } from "./health.ts";

/** How much is counted of anything. */
const most = 1_000;
/** How late something may be before it counts as overdue. */
const graceMs = 2 * 60_000;

/** The counts that a store can tell. */
export type WorkCounts = { readonly [Name in "parked" | "overdue" | "damaged"]: NonNullable<Health[Name]> };

type Finding = <Table extends TableName>(table: Table, query: Query<Rows[Table]>) => Promise<readonly Rows[Table][]>;

/** Counts parked runs, overdue work and damaged rows, by index and up to a limit. */
export async function countWork(
  store: StorePort,
  now: number,
  onDamaged: (row: DamagedRow) => void,
): Promise<WorkCounts> {
  let met = 0;
  const find: Finding = (table, query) =>
    store.find(table, {
      ...query,
      limit: most,
      onDamaged(row) {
        met += 1;
        onDamaged(row);
      },
    });
  const dueBy = { field: "dueAt", value: now - graceMs } as const;
  const timers = await find("timers", { upTo: dueBy });
  const pending = await find("effects", { where: { state: "pending" }, upTo: dueBy });
  const started = await find("effects", { where: { state: "started" }, upTo: dueBy });
  const late = [...timers, ...pending, ...started].map(({ dueAt }) => now - dueAt);
  return {
    parked: await countParked(find),
    overdue: {
      timers: countOf(timers.length),
      effects: countOf(pending.length + started.length),
      oldestMs: late.length === 0 ? null : late.reduce((one, two) => Math.max(one, two)),
    },
    damaged: countOf((await find("quarantine", {})).length + met),
  };
}

async function countParked(find: Finding): Promise<WorkCounts["parked"]> {
  const byCode: Record<string, number> = {};
  let count = 0;
  for (const status of ["parked", "failed"] as const) {
    for (const { parked } of await find("runs", { where: { status } })) {
      if (count >= most) break;
      const code = safeName(parked?.code);
      byCode[code] = (byCode[code] ?? 0) + 1;
      count += 1;
    }
  }
  return { ...countOf(count), byCode };
}

function countOf(count: number): LimitedCount {
  return { count: Math.min(count, most), more: count >= most };
}
