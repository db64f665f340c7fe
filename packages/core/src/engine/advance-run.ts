import { CallwrightError, catalog } from "../errors/index.ts";
import { withEndCause, mergeReport, noFacts, type CallReport } from "../calls/index.ts";
import {
  advance,
  failureOf,
  startRunEffect,
  type EffectStartCommand,
  type Flow,
  type FlowCommand,
  type FlowEvent,
  type FlowSnapshot,
} from "../machine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";
import { askForChild, stopLeftChildren } from "./children/child-runs.ts";
import { pendingEffect } from "./effects/pending-effect.ts";
import { newRunRow } from "./new-run-row.ts";
import { rememberState, stateOf } from "./run-state.ts";
import { checkEventSize, checkInputSize, checkSnapshotSize } from "./size-limits.ts";
import { recordedRows } from "./tables/table-book.ts";
import { effectKey, journalKey, timerKey } from "./run-ids.ts";
import type { NewRun, RunEvent, Work } from "./work.ts";

/** How long a run takes late facts after its outcome was decided. */
const lateFactsMs = 24 * 3_600_000;

const reportTypes = new Set(["call.answered", "call.not-connected", "dialog.left", "call.ended", "recording.ready"]);

/** The run without the effect that has just come to its end. */
function closeEffect(run: RunRow, invoke: string): RunRow {
  const { [invoke]: ended, ...open } = run.open;
  return { ...run, open, parked: run.parked?.effect === ended ? null : run.parked };
}

/** Whether an event is a report about the call. */
export function isReport(event: RunEvent): event is RunEvent & CallReport {
  return reportTypes.has(event.type);
}

/** The first step of a run: its row, its first effects and timers. */
export function startRun(flow: Flow, run: NewRun, now: number, work: Work): RunRow {
  const { snapshot, commands } = advance(flow, undefined, { init: run.input });
  const row = newRunRow({ ...run, parent: run.parent ?? null }, flow, run.seq ?? 0, now);
  return settle(row, { type: "init", input: run.input }, snapshot, commands, null, now, work);
}

/** The next step of a run that is open. */
export function stepRun(flow: Flow, before: RunRow, event: RunEvent, notes: Json, now: number, work: Work): RunRow {
  const { snapshot, commands } = advance(flow, stateOf(before), event as FlowEvent);
  const isEnd = event.type === "effect.done" || event.type === "effect.failed";
  const run = isEnd ? closeEffect(before, String(event["invoke"])) : before;
  const after = settle(run, event, snapshot, commands, notes, now, work);
  stopLeftChildren(flow, run, after, work);
  return after;
}

/** A late fact of a run whose outcome is decided: it is kept, and changes nothing else. */
export function noteLateFact(run: RunRow, event: RunEvent, notes: Json, now: number, work: Work): RunRow {
  const row: RunRow = { ...run, seq: run.seq + 1, facts: factsAfter(run, event) };
  write(row, event, notes, now, work);
  return row;
}

/** A change that the run's machine takes no part in: parking, retrying, cancelling. */
export function journalChange(run: RunRow, event: RunEvent, now: number, work: Work): RunRow {
  const ended = (run.status === "cancelled" || run.status === "ended") && run.endedAt === null;
  const row: RunRow = { ...run, seq: run.seq + 1, ...(ended ? { endedAt: now, closesAt: now + lateFactsMs } : {}) };
  write(row, event, null, now, work);
  return row;
}

function settle(
  run: RunRow,
  event: RunEvent,
  snapshot: FlowSnapshot,
  commands: readonly FlowCommand[],
  notes: Json,
  now: number,
  work: Work,
): RunRow {
  const text = JSON.stringify(snapshot);
  checkSizes(run, event, text, commands);
  const rows = commands.some(isRecordOfRow) ? recordedRows(commands, run.account, now, work.tables) : [];
  const done = snapshot.status === "done";
  const output = (done ? snapshot.output : undefined) ?? null;
  const seq = run.seq + 1;
  const facts = factsAfter(run, event);
  const row: RowDraft = {
    ...run,
    seq,
    snapshot: text,
    endedAt: done ? now : null,
    closesAt: done ? now + lateFactsMs : null,
    output,
    outcome: outcomeOf(output),
    facts: done ? closedFacts(facts) : facts,
  };
  for (const [index, command] of commands.entries()) obey(command, index, row, now, work);
  for (const change of rows) work.stage(change);
  setStatus(row, snapshot);
  rememberState(row, snapshot);
  write(row, event, { commands: commands.map(summary), notes }, now, work);
  return row;
}

/** A row that is being made: nobody else has it yet. */
type RowDraft = { -readonly [Field in keyof RunRow]: RunRow[Field] };

/** Everything is checked before anything is staged: a refused step must leave nothing behind. */
function checkSizes(run: RunRow, event: RunEvent, snapshot: string, commands: readonly FlowCommand[]): void {
  checkSnapshotSize(run.id, snapshot);
  if (event.type === "init") checkInputSize(run.id, event);
  else checkEventSize(run.id, event);
  for (const command of commands) if (command.type === "effect.start") checkInputSize(run.id, command.input);
}

function isRecordOfRow({ type }: FlowCommand): boolean {
  return type === "record.row";
}

function setStatus(row: RowDraft, snapshot: FlowSnapshot): void {
  const failure = failureOf(snapshot);
  if (snapshot.status === "done") row.parked = null;
  // Data that an error brought are the flow's: whoever looks after parked runs needs none of them.
  if (failure) row.parked = { code: failure.code, message: failure.message, effect: null };
  if (snapshot.status === "done") row.status = "ended";
  else if (failure) row.status = "failed";
  else row.status = row.parked ? "parked" : "running";
}

function obey(command: FlowCommand, index: number, run: RowDraft, now: number, work: Work): void {
  switch (command.type) {
    case "effect.start":
      startEffect(command, effectKey(run.id, run.seq, index), run, now, work);
      return;
    case "effect.stop": {
      const { [command.invoke]: stopped, ...open } = run.open;
      if (stopped !== undefined) work.delete("effects", stopped);
      run.open = open;
      if (run.parked?.effect === stopped) run.parked = null;
      return;
    }
    case "timer.set":
      work.setTimer({
        id: timerKey(run.id, command.timer),
        account: run.account,
        kind: "run",
        owner: run.id,
        dueAt: now + command.delayMs,
        event: { type: "timer.fired", timer: command.timer, event: command.event as Json },
      });
      return;
    case "timer.cancel":
      work.cancelTimer(timerKey(run.id, command.timer));
      return;
    case "park":
      run.parked = parkedBy(command.code, run.id);
      return;
    case "unpark":
      if (!run.parked?.effect) run.parked = null;
      return;
    default:
  }
}

function startEffect(command: EffectStartCommand, key: string, run: RowDraft, now: number, work: Work): void {
  run.open = { ...run.open, [command.invoke]: key };
  if (command.effect === startRunEffect) {
    askForChild(command, key, run, work);
    return;
  }
  const { effect: type, invoke, input } = command;
  const effect = pendingEffect({ id: key, run: run.id, account: run.account, invoke, type, input }, now);
  work.insert("effects", effect);
  work.effects.push(effect);
}

function parkedBy(code: string, run: string): NonNullable<RunRow["parked"]> {
  const message = code in catalog ? new CallwrightError(code as "CALL_RESULT_UNKNOWN", { run }).message : code;
  return { code, message, effect: null };
}

function write(row: RunRow, event: RunEvent, notes: Json, now: number, work: Work): void {
  work.put("runs", row);
  work.insert("journal", {
    id: journalKey(row.id, row.seq),
    run: row.id,
    seq: row.seq,
    at: now,
    event: event as Json,
    notes,
  });
}

/** What is known of a run's call after one more event. */
export function factsAfter(run: RunRow, event: RunEvent): RunRow["facts"] {
  return reportsIn(event).reduce<RunRow["facts"]>((facts, report) => mergeReport(facts ?? noFacts, report), run.facts);
}

/** The reports that an event brings: itself, or what a look-up found. */
function reportsIn(event: RunEvent): readonly CallReport[] {
  if (isReport(event)) return [event];
  const output = event.type === "effect.done" ? event["output"] : undefined;
  if (typeof output !== "object" || output === null || !("reports" in output) || !Array.isArray(output.reports))
    return [];
  return (output.reports as RunEvent[]).filter(isReport);
}

function closedFacts(facts: RunRow["facts"]): RunRow["facts"] {
  return facts && withEndCause(facts);
}

function outcomeOf(output: Json): string | null {
  if (typeof output !== "object" || output === null || Array.isArray(output)) return null;
  const { outcome } = output as { readonly outcome?: Json };
  return typeof outcome === "string" ? outcome : null;
}

function summary(command: FlowCommand): Json {
  switch (command.type) {
    case "effect.start":
      return { start: command.effect };
    case "effect.stop":
      return { stop: command.invoke };
    case "timer.set":
      return { timer: command.timer, delayMs: command.delayMs };
    case "timer.cancel":
      return { cancel: command.timer };
    case "park":
      return { park: command.code };
    case "unpark":
      return { unpark: true };
    case "record":
      return { record: command.name, params: command.params };
    case "record.row":
      return { record: command.table, ...(command.row === null && { removed: true }) };
    case "emit":
      return { emit: command.event as Json };
  }
}
