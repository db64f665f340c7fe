import type { ArchivedRun } from "../../engine/index.ts";
import type { EffectRow, JournalRow } from "../../ports/rows.ts";
import { safeName } from "../safe-name.ts";
import { detailOf, type JournaledEvent } from "./detail-of.ts";
import type { TimelineEntry, TimelineResult } from "./timeline.ts";

/** What the engine noted about an event. */
interface Notes {
  readonly commands?: readonly Command[];
  readonly notes?: Notes | null;
  /** Key of the effect, or id of the run within, whose end the event is. */
  readonly effect?: string;
  readonly run?: string;
}

/** A command as the journal keeps it. */
interface Command {
  readonly start?: string;
  readonly timer?: string;
  readonly delayMs?: number;
  readonly cancel?: string;
  readonly park?: string;
  readonly record?: string;
}

type Draft = { -readonly [Field in keyof TimelineEntry]: TimelineEntry[Field] };

const nothing = { detail: null, result: null, durationMs: null, retries: 0, code: null } as const;

/** What happened in one run, as its journal and its effects tell. @param stateAfter names the state after an event, where that is known */
export function runEntries(
  { run, journal, effects }: ArchivedRun,
  now: number,
  stateAfter: (row: JournalRow) => string | undefined,
): readonly TimelineEntry[] {
  const entries: Draft[] = [];
  const asked = new Map<string, Draft>();
  const timers = new Map<string, Draft>();
  const rows = new Map(effects.map((effect) => [effect.id, effect]));
  const put = (at: number, entry: Pick<Draft, "kind" | "name"> & Partial<Draft>): Draft => {
    const draft: Draft = { ...nothing, at, run: run.id, ...entry };
    entries.push(draft);
    return draft;
  };
  let state: string | undefined;
  for (const row of journal) {
    const event = row.event as unknown as JournaledEvent;
    const { commands = [], ...told } = (row.notes ?? {}) as unknown as Notes;
    end(asked.get(told.notes?.effect ?? told.notes?.run ?? told.effect ?? ""), row.at, event);
    endTimer(timers, event.timer, row.at, "fired");
    putEvent(put, row.at, event);
    const after = stateAfter(row);
    if (after !== undefined && after !== state)
      put(row.at, { kind: "state", name: after.split("+").map(safeName).join("+") });
    state = after ?? state;
    for (const [index, command] of commands.entries()) {
      const key = `${run.id}:${row.seq}:${index}`;
      if (command.start !== undefined) asked.set(key, putEffect(put, row.at, command.start, rows.get(key), now));
      if (command.timer !== undefined) {
        const timer = { kind: "timer", name: safeName(command.timer), result: "open" } as const;
        timers.set(command.timer, put(row.at, { ...timer, durationMs: command.delayMs ?? null }));
      }
      if (command.cancel !== undefined) endTimer(timers, command.cancel, row.at, "cancelled");
      if (command.park !== undefined) put(row.at, { kind: "park", name: "run.parked", code: safeName(command.park) });
    }
  }
  if (run.endedAt !== null) {
    for (const id of [...timers.keys()]) endTimer(timers, id, run.endedAt, "cancelled");
    putEnd(put, run.endedAt, run.status, run.outcome);
  }
  return entries;
}

type Put = (at: number, entry: Pick<Draft, "kind" | "name"> & Partial<Draft>) => Draft;

function putEvent(put: Put, at: number, event: JournaledEvent): void {
  if (event.type === "run.parked") {
    put(at, { kind: "park", name: "run.parked", detail: detailOf(event), code: safeName(event.code) });
    return;
  }
  const code = event.type === "effect.failed" ? safeName(event.error?.code) : null;
  put(at, { kind: "event", name: safeName(event.type), detail: detailOf(event), code });
}

function putEnd(put: Put, at: number, status: string, outcome: string | null): void {
  const name = outcome === null ? status : safeName(outcome);
  put(at, { kind: "outcome", name, result: status === "cancelled" ? "cancelled" : "done" });
}

function putEffect(put: Put, at: number, type: string, row: EffectRow | undefined, now: number): Draft {
  const result = row ? resultOf(row) : "open";
  return put(at, {
    kind: "effect",
    name: safeName(type),
    result,
    durationMs: result === "dropped" ? null : now - at,
    retries: row?.tries ?? 0,
    code: row?.error ? safeName(row.error.code) : null,
  });
}

function resultOf({ state, error }: EffectRow): TimelineResult {
  switch (state) {
    case "done":
      return error === null ? "done" : "failed";
    case "parked":
      return "parked";
    case "dropped":
      return "dropped";
    default:
      return "open";
  }
}

function end(effect: Draft | undefined, at: number, event: JournaledEvent): void {
  if (!effect) return;
  effect.durationMs = at - effect.at;
  effect.result = event.type === "effect.failed" ? "failed" : "done";
  if (event.type === "effect.failed") effect.code = safeName(event.error?.code);
}

function endTimer(timers: Map<string, Draft>, id: string | undefined, at: number, result: "fired" | "cancelled"): void {
  const timer = id === undefined ? undefined : timers.get(id);
  if (id === undefined || !timer) return;
  timer.result = result;
  timer.durationMs = at - timer.at;
  timers.delete(id);
}
