import type { RunRow } from "../../../ports/rows.ts";
import { journalOf, type Entry } from "../journal-of.ts";
import type { Played } from "./play-schedule.ts";

/** What must hold after any faults whatever: nothing is done twice, nothing is forgotten, nothing stale counts. In words. */
export function judgeInvariants(played: Played): readonly string[] {
  return [
    ...played.refusals.map((refusal) => `somebody outside was refused: ${refusal}`),
    ...(played.unanswered > 0 ? [`${played.unanswered} outsiders have no answer`] : []),
    ...judgeVendor(played),
    ...judgeLeftOvers(played),
    ...played.rows.runs.flatMap((run) => judgeRun(played, run)),
  ];
}

function judgeVendor({ vendor }: Played): readonly string[] {
  return [...vendor].flatMap(([key, { kind, applied }]) =>
    applied > 1 && kind !== "may-repeat" ? [`effect ${key} (${kind}) took effect ${applied} times`] : [],
  );
}

/** Nothing that was due long ago may still wait: the process was alive and had nothing else to do. */
function judgeLeftOvers({ rows, now }: Played): readonly string[] {
  const parked = new Set(rows.runs.filter((run) => run.parked).map((run) => run.id));
  return [
    ...rows.timers.filter(({ dueAt }) => dueAt < now).map(({ id }) => `timer ${id} is overdue`),
    ...rows.effects
      .filter(({ run, state, dueAt }) => state === "pending" && dueAt < now - longestAnswerMs && !parked.has(run))
      .map(({ id, state }) => `effect ${id} is ${state} and overdue`),
  ];
}

/** The slowest answer and all pauses between tries. */
const longestAnswerMs = 800_000;

function judgeRun(played: Played, run: RunRow): readonly string[] {
  const journal = journalOf(played, run.id);
  return [
    ...judgeOrder(run, journal),
    ...judgeEvents(run, journal),
    ...judgeResults(played, run, journal),
    ...judgeTimers(played, run, journal),
  ];
}

function judgeOrder(run: RunRow, journal: readonly Entry[]): readonly string[] {
  const inOrder = journal.every(({ seq }, index) => seq === index + 1);
  return inOrder && run.seq === journal.length ? [] : [`the journal of ${run.id} has gaps`];
}

/** Every event that an outsider sends is numbered. */
function judgeEvents(run: RunRow, journal: readonly Entry[]): readonly string[] {
  return doubles(journal.flatMap(({ event }) => ("number" in event ? [String(event["number"])] : []))).map(
    (number) => `event ${number} was applied twice to ${run.id}`,
  );
}

/** A result counts once, and only while its effect is wanted: the row of one that was given up is gone. */
function judgeResults({ rows }: Played, run: RunRow, journal: readonly Entry[]): readonly string[] {
  const keys = journal.flatMap(({ type, event }) => {
    const output = type === "effect.done" ? (event["output"] as { readonly key?: string }) : {};
    return output.key === undefined ? [] : [output.key];
  });
  const known = new Set(rows.effects.map(({ id }) => id));
  return [
    ...doubles(keys).map((key) => `the result of ${key} was applied twice`),
    ...keys
      .filter((key) => !known.has(key))
      .map((key) => `a stale result was accepted: ${key} was given up by ${run.id}`),
  ];
}

/** A timer fires once for each time it was set, never before it is due, and is kept until then. */
function judgeTimers({ rows }: Played, run: RunRow, journal: readonly Entry[]): readonly string[] {
  const due = new Map<string, number>();
  const problems: string[] = [];
  for (const { type, event, at, commands } of journal) {
    if (type === "timer.fired") {
      const timer = String(event["timer"]);
      const dueAt = due.get(timer);
      if (dueAt === undefined) problems.push(`timer ${timer} of ${run.id} fired without being set`);
      else if (at < dueAt) problems.push(`timer ${timer} of ${run.id} fired ${dueAt - at} ms too early`);
      due.delete(timer);
    }
    for (const command of commands) {
      if ("timer" in command) due.set(String(command["timer"]), at + Number(command["delayMs"]));
      if ("cancel" in command) due.delete(String(command["cancel"]));
    }
  }
  const kept = new Set(rows.timers.map(({ id }) => id));
  const lost = run.status === "running" ? [...due.keys()].filter((timer) => !kept.has(`${run.id}:${timer}`)) : [];
  return [...problems, ...lost.map((timer) => `timer ${timer} of ${run.id} is lost`)];
}

function doubles(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
