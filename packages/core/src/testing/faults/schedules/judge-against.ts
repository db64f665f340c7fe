import { runDifferences } from "../run-differences.ts";
import { judgeInvariants } from "./judge-invariants.ts";
import { effectType } from "./plan-to-flow.ts";
import type { Played } from "./play-schedule.ts";
import type { Schedule } from "./random-schedule.ts";

/** What a judge says about a schedule that was played with faults. */
export interface Verdict {
  /** In words; empty when everything is as it must be. */
  readonly problems: readonly string[];
  /** Runs that wait for a person because a process died between intent and answer of an effect that cannot be looked up. */
  readonly parked: readonly string[];
}

/**
 * Compares a schedule that was played with deaths with the same schedule without them: final states, journals and the set of effect
 * keys must be equal. A run whose effect cannot be looked up may differ from the death on that left it in doubt: it is parked.
 */
export function judgeAgainst({ flow }: Schedule, expected: Played, played: Played): Verdict {
  const blind = new Set(flow.effects.flatMap((kind, index) => (kind === "blind" ? [effectType(index)] : [])));
  const inDoubt = played.deaths.flatMap((death) => death.inDoubt).filter(({ type }) => blind.has(type));
  const doubted = new Map(inDoubt.map((effect) => [effect.run, effect.id]));
  const problems = [...judgeInvariants(played)];
  // Whatever a run in doubt started within it follows it.
  const isSure = (id: string) => !doubted.has(rootOf(id));
  for (const run of expected.rows.runs.filter(({ id }) => isSure(id))) {
    const end = played.rows.runs.find(({ id }) => id === run.id);
    problems.push(...(end ? runDifferences(expected, run, played, end) : [`run ${run.id} is missing`]));
  }
  const known = new Set(expected.rows.runs.map(({ id }) => id));
  const strange = played.rows.runs.filter(({ id }) => isSure(id) && !known.has(id));
  problems.push(...strange.map(({ id }) => `run ${id} is not there without faults`));
  problems.push(...keyDifferences(expected, played, isSure));
  for (const [run, effect] of doubted) problems.push(...judgeDoubt(played, run, effect));
  return { problems, parked: [...doubted.keys()] };
}

/** A person is asked about it, unless the run has left the state that asked for it. */
function judgeDoubt({ rows }: Played, run: string, effect: string): readonly string[] {
  const row = rows.effects.find(({ id }) => id === effect);
  return row === undefined || row.state === "parked"
    ? []
    : [`run ${run} goes on although ${effect} is in doubt (${row.state})`];
}

/** Keys that the vendor was asked for by runs that are not in doubt. */
function keyDifferences(expected: Played, played: Played, isSure: (key: string) => boolean): readonly string[] {
  const keysOf = ({ vendor }: Played) => [...vendor.keys()].filter(isSure);
  const [before, after] = [new Set(keysOf(expected)), new Set(keysOf(played))];
  return [
    ...[...before].filter((key) => !after.has(key)).map((key) => `effect ${key} was never asked for`),
    ...[...after]
      .filter((key) => !before.has(key))
      .map((key) => `effect ${key} was asked for, and is not without faults`),
  ];
}

/** The outermost run of a run within a run, and of an effect's key. */
function rootOf(id: string): string {
  return id.replace(/:.*$/, "");
}
