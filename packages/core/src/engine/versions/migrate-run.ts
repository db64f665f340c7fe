import { CallwrightError, isCallwrightError, reasonOf } from "../../errors/index.ts";
import { isDone, startRunEffect, type Flow, type FlowSnapshot } from "../../machine/index.ts";
import {
  migratedEvent,
  moveSnapshot,
  type MovedSnapshot,
  type SnapshotBelongings,
} from "../../machine/move-snapshot.ts";
import type { RunRow, TimerRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";
import type { Migration } from "./define-migration.ts";
import type { FlowRegistry } from "../flow-registry.ts";
import { checkSnapshotSize } from "../size-limits.ts";
import { timerKey } from "../run-ids.ts";
import type { Work } from "../work.ts";

/** What became of the timers of a run. */
export interface MovedTimers {
  /** Old → new; those that keep their name are not listed. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly dropped: readonly string[];
  /** Timers that the old version did not have; they start with the migration. */
  readonly started: readonly string[];
}

/** What a migration did with one run. */
export type RunMigration =
  | { readonly result: "migrated"; readonly timers: MovedTimers }
  | {
      readonly result: "refused";
      readonly code: string;
      /** What stands in the way, as the end of a sentence. */
      readonly reason: string;
      /** The whole sentence, with run and version. */
      readonly message: string;
    }
  /** It is over, or it is not of the version that the migration leads from. */
  | { readonly result: "skipped"; readonly reason: string };

/** What migrating a run needs. */
export interface MigrateParts {
  readonly store: StorePort;
  readonly flows: FlowRegistry;
  readonly now: number;
}

/**
 * Moves one run to another version, where it waits. A run that cannot be moved is left as it is.
 *
 * Effects: all in the given work; none with `dryRun`.
 */
export async function migrateRun(
  migration: Migration,
  id: string,
  { store, flows, now }: MigrateParts,
  work: Work,
  dryRun: boolean,
): Promise<RunMigration> {
  const run = await work.read("runs", id);
  const skipped = whySkipped(migration, run);
  if (!run || skipped !== undefined) return { result: "skipped", reason: skipped ?? "it is over" };
  const to = flows.find(run.flow, migration.to);
  if (!to) return refused(run, migration, `version ${migration.to} of "${run.flow}" is not registered`);
  const timers = await allRows(store, "timers", { owner: run.id });
  const effects = await openEffects(run, work);
  const moved = tryMove(migration, run, to, { effects, timers: timers.map(nameOf) });
  if ("result" in moved) return moved;
  if (!dryRun) await write(migration, run, moved, timers, now, work);
  return { result: "migrated", timers: toldTimers(moved) };
}
/** What a run becomes. */
interface MovedRun extends MovedSnapshot {
  readonly after: RunRow;
}

function tryMove(
  migration: Migration,
  run: RunRow,
  to: Flow,
  belongings: SnapshotBelongings,
): MovedRun | (RunMigration & { readonly result: "refused" }) {
  try {
    const moved = move(migration, run, to, belongings);
    if (typeof moved === "string") return refused(run, migration, moved);
    const after = rowAfter(run, to, moved);
    checkSnapshotSize(run.id, after.snapshot);
    return { ...moved, after };
  } catch (error) {
    if (isCallwrightError(error, "SNAPSHOT_TOO_LARGE"))
      return { result: "refused", code: error.code, reason: error.message, message: error.message };
    return refused(run, migration, `the migration throws: ${reasonOf(error)}`);
  }
}

function whySkipped(migration: Migration, run: RunRow | undefined): string | undefined {
  if (!run || (run.status !== "running" && run.status !== "parked")) return "it is over";
  return migration.concerns(run.flow) && run.version === migration.from
    ? undefined
    : `it is of ${run.flow}@${run.version}`;
}

function refused(run: RunRow, { to }: Migration, reason: string): RunMigration & { readonly result: "refused" } {
  const error = new CallwrightError("MIGRATION_REFUSED", { run: run.id, flow: run.flow, version: to, reason });
  return { result: "refused", code: error.code, reason, message: error.message };
}

/** Types of the effects that a run waits for. A child has no row of an effect: its key is the child itself. */
async function openEffects(run: RunRow, work: Work): Promise<Readonly<Record<string, string>>> {
  const open = Object.entries(run.open).map(async ([invoke, key]) => {
    const effect = await work.read("effects", key);
    return [invoke, effect?.type ?? startRunEffect] as const;
  });
  return Object.fromEntries(await Promise.all(open));
}

function move(migration: Migration, run: RunRow, to: Flow, belongings: SnapshotBelongings): MovedSnapshot | string {
  const snapshot = JSON.parse(run.snapshot) as FlowSnapshot;
  const wanted = migration.moveOf(run.flow, snapshot);
  if (typeof wanted === "string") return wanted;
  const moved = moveSnapshot(to.machine, migration.before(run.flow), snapshot, belongings, wanted);
  return typeof moved !== "string" && isDone(moved.snapshot) ? "it would be over there" : moved;
}

function rowAfter(run: RunRow, to: Flow, { snapshot, invokes, park, parkBefore }: MovedSnapshot): RunRow {
  const open = Object.entries(run.open).map(([invoke, key]) => [invokes[invoke] ?? invoke, key] as const);
  const isOfState = run.parked?.effect === null && run.parked.code === parkBefore;
  const parked = isOfState || run.parked?.code === "FLOW_UNKNOWN" ? null : run.parked;
  const parkedBy = park === null ? null : { code: park, message: park, effect: null };
  const stays = parked ?? parkedBy;
  return {
    ...run,
    version: to.version,
    fingerprint: to.fingerprint,
    snapshot: JSON.stringify(snapshot),
    open: Object.fromEntries(open),
    parked: stays,
    status: stays ? "parked" : "running",
  };
}

function toldTimers({ timers, started }: MovedSnapshot): MovedTimers {
  const entries = Object.entries(timers);
  const renamed = entries.flatMap(([old, next]) => (next === null || next === old ? [] : [[old, next] as const]));
  return {
    renamed: Object.fromEntries(renamed),
    dropped: entries.flatMap(([old, next]) => (next === null ? [old] : [])),
    started: started.map(({ timer }) => timer),
  };
}

async function write(
  migration: Migration,
  run: RunRow,
  moved: MovedRun,
  timers: readonly TimerRow[],
  now: number,
  work: Work,
): Promise<void> {
  const { after } = moved;
  // All go before any is set: one may take the name that another had.
  for (const row of timers) if (moved.timers[nameOf(row)] !== nameOf(row)) work.cancelTimer(row.id);
  for (const row of timers) {
    const next = moved.timers[nameOf(row)];
    // One that was due while the old version was missing was passed over: it is told anew.
    if (next === nameOf(row)) work.timers.push(row);
    else if (typeof next === "string") work.setTimer(timerOf(run, next, row.dueAt));
  }
  for (const { timer, delayMs } of moved.started) work.setTimer(timerOf(run, timer, now + delayMs));
  for (const [invoke, key] of Object.entries(after.open)) {
    const effect = await work.read("effects", key);
    if (effect && effect.invoke !== invoke) work.put("effects", { ...effect, invoke });
  }
  work.replaceRun(run, after, {
    type: "run.migrated",
    from: migration.from,
    to: migration.to,
    states: moved.states,
    timers: toldTimers(moved),
    // Kept whole: the journal is replayed without the migration that was used then.
    snapshot: moved.snapshot,
  });
  if (moved.goesOn) work.send(run.id, { type: migratedEvent, from: migration.from, to: migration.to });
}

function nameOf({ id, owner }: TimerRow): string {
  return id.slice(owner.length + 1);
}

function timerOf(run: RunRow, timer: string, dueAt: number): TimerRow {
  const event = { type: "timer.fired", timer, event: { type: timer } };
  return { id: timerKey(run.id, timer), account: run.account, kind: "run", owner: run.id, dueAt, event };
}
