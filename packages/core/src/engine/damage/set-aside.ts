import { CallwrightError } from "../../errors/index.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { EffectRow, Json, JournalRow, RunRow, TimerRow } from "../../ports/index.ts";
import type { StorePort } from "../../ports/store.ts";
import { pendingEffect } from "../effects/pending-effect.ts";
import type { Work } from "../work.ts";
import { readLane, type LaneRows } from "./read-lane.ts";
import { salvageRun } from "./salvage-run.ts";

/** What setting aside needs. */
export interface SetAsideParts {
  readonly store: StorePort;
  readonly now: number;
}

/**
 * Sets aside what is damaged of a lane, so that everything else of it can be read and written again: each damaged row goes to the
 * quarantine as it stands, and its run waits for a person. What is known in memory, or follows from other rows, is written anew
 * instead. Runs that are over stay as they are, unless their own row is damaged.
 *
 * Effects: all in the given work. @returns the rows that were damaged
 */
export async function setAside(lane: string, parts: SetAsideParts, work: Work): Promise<readonly DamagedRow[]> {
  const rows = await readLane(parts.store, lane);
  for (const row of rows.damaged) quarantine(row, rows, parts.now, work);
  for (const row of rows.damaged) if (row.table === "runs") await replaceRun(row, lane, rows, parts, work);
  for (const row of rows.damaged) if (row.table !== "runs") await mendBeside(row, lane, rows, parts, work);
  return rows.damaged;
}

function quarantine(row: DamagedRow, { runs, effects }: LaneRows, at: number, work: Work): void {
  const { table, id: key, fields, reason, raw } = row;
  const account = fields["account"] ?? runs[0]?.account ?? effects[0]?.account ?? null;
  const id = `${table}/${key}`;
  work.put("quarantine", { id, account: account === null ? null : String(account), at, table, key, reason, raw });
}

async function replaceRun(
  row: DamagedRow,
  lane: string,
  { runs, journal, effects, damaged }: LaneRows,
  { store }: SetAsideParts,
  work: Work,
): Promise<void> {
  const known = work.knownRun(row.id);
  if (known) {
    work.put("runs", known);
    return;
  }
  const numbers = [...journal, ...damaged.filter(({ table }) => table === "journal").map(({ fields }) => fields)];
  const seq = Math.max(0, ...numbers.filter(({ run }) => run === row.id).map((each) => Number(each.seq)));
  const remains = {
    lane,
    seq,
    journal: journal.filter(({ run }) => run === row.id),
    effects: effects.filter(({ run }) => run === row.id),
    others: runs,
  };
  const before = await salvageRun(row, remains, work);
  const parked = parkedFor(row, store);
  work.replaceRun(before, { ...before, status: "parked", parked }, { type: "run.damaged", reason: row.reason });
}

/** A row beside a run's own: rebuilt where it can be, else its run waits for a person. */
async function mendBeside(
  row: DamagedRow,
  lane: string,
  rows: LaneRows,
  parts: SetAsideParts,
  work: Work,
): Promise<void> {
  if (row.table === "timers" && row.id === `job:${lane}`) {
    await mendJobTimer(row, lane, work);
    return;
  }
  const effect = row.table === "effects" ? work.knownEffect(row.id) : undefined;
  if (effect) {
    work.put("effects", effect);
    return;
  }
  work.delete(row.table, row.id);
  const run = rows.runs.find(({ id }) => id === (row.fields["run"] ?? row.fields["owner"]));
  if (run?.status !== "running" && run?.status !== "parked") return;
  const parked = parkedFor(row, parts.store);
  const rebuilt = row.table === "effects" ? rebuildEffect(row, run, rows.journal, parked) : undefined;
  if (rebuilt) work.put("effects", rebuilt);
  await work.parkRun(run.id, { ...parked, effect: rebuilt?.id ?? null });
}

/** A job's timer says nothing that its key, its time and its job do not say. */
async function mendJobTimer({ id, fields }: DamagedRow, lane: string, work: Work): Promise<void> {
  const job = await work.read("jobs", lane).catch(() => undefined);
  const dueAt = fields["dueAt"];
  if (!job || typeof dueAt !== "number") {
    work.delete("timers", id);
    return;
  }
  const timer: TimerRow = { id, account: job.account, kind: "job", owner: lane, dueAt, event: null };
  work.setTimer(timer);
}

/** An effect that waits for a person to say what it gave: what it was asked with is lost, so it cannot be performed. */
function rebuildEffect(
  { id }: DamagedRow,
  run: RunRow,
  journal: readonly JournalRow[],
  { code, message }: { readonly code: string; readonly message: string },
): EffectRow | undefined {
  const invoke = Object.keys(run.open).find((name) => run.open[name] === id);
  const type = typeOf(id, run, journal);
  if (invoke === undefined || type === undefined) return undefined;
  const asked = pendingEffect({ id, run: run.id, account: run.account, invoke, type, input: null }, 0);
  return { ...asked, state: "parked", error: { code, message } };
}

/** The journal notes each command of an event; an effect's key ends with the number of the event and of the command. */
function typeOf(key: string, run: RunRow, journal: readonly JournalRow[]): string | undefined {
  const [seq, index] = key
    .slice(run.id.length + 1)
    .split(":")
    .map(Number);
  const notes = journal.find((row) => row.run === run.id && row.seq === seq)?.notes as
    { readonly commands?: readonly Json[] } | null | undefined;
  const command = notes?.commands?.[index ?? -1] as { readonly start?: Json } | null | undefined;
  return typeof command?.start === "string" ? command.start : undefined;
}

function parkedFor({ reason }: DamagedRow, { name }: StorePort): NonNullable<RunRow["parked"]> {
  const { code, message } = new CallwrightError("STORE_DAMAGED", { path: name, reason });
  return { code, message, effect: null };
}
