import { faultPoints, type FaultPoint } from "../../../engine/index.ts";
import { brokenEngines, type BrokenEngine } from "./broken-engines.ts";
import type { Faults, PlayOptions } from "./play-schedule.ts";
import { runSchedule, type ScheduleRun } from "./run-schedule.ts";

/** How schedules are played in mass. */
export interface TortureSettings extends Pick<PlayOptions, "nextStore"> {
  readonly runs: number;
  /** Seed of the first; each further one has the next. */
  readonly seed: number;
  /** Told after each schedule. */
  readonly onRun?: (run: ScheduleRun) => void;
}

/** A schedule that broke a rule. */
export interface ScheduleFailure {
  readonly seed: number;
  readonly faults: Faults;
  readonly problems: readonly string[];
}

/** What a torture of schedules counted. */
export interface TortureReport {
  readonly runs: number;
  readonly failures: readonly ScheduleFailure[];
  /** How often a process died there. */
  readonly deathsAt: Readonly<Record<FaultPoint, number>>;
  /** How often a life passed there. */
  readonly passes: Readonly<Record<FaultPoint, number>>;
  readonly deathsFromOutside: number;
  /** Schedules in which the clock jumped; they are judged by what must hold in any order. */
  readonly withJumps: number;
  /** Runs that were left to a person because a process died between intent and answer of an effect that cannot be looked up. */
  readonly parked: number;
  readonly events: number;
  readonly effects: number;
}

/** How a broken engine was caught; `undefined`: it was not. */
export interface Catch {
  readonly seed: number;
  readonly faults: Faults;
  readonly problem: string;
}

/**
 * Plays random flows against random events with processes that die at fault points, and compares each with the same schedule
 * without faults. The flows have at most 12 states, 3 effects of every repeat class and 3 timers; up to 30 events come from outside.
 */
export async function tortureSchedules(settings: TortureSettings): Promise<TortureReport> {
  const failures: ScheduleFailure[] = [];
  const [deathsAt, passes] = [noCounts(), noCounts()];
  const sums = { deathsFromOutside: 0, withJumps: 0, parked: 0, events: 0, effects: 0 };
  for (let seed = settings.seed; seed < settings.seed + settings.runs; seed += 1) {
    const run = await runSchedule(seed, settings.nextStore ? { nextStore: settings.nextStore } : {});
    const { played, problems, faults } = run;
    if (problems.length > 0) failures.push({ seed, faults, problems });
    for (const { death } of played.deaths) {
      if ("point" in death) deathsAt[death.point] += 1;
      else sums.deathsFromOutside += 1;
    }
    for (const life of played.passes) for (const [point, count] of life) passes[point] += count;
    sums.withJumps += faults.jumps ? 1 : 0;
    sums.parked += run.parked.length;
    sums.events += run.schedule.events.length;
    sums.effects += played.vendor.size;
    settings.onRun?.(run);
  }
  return { runs: settings.runs, failures, deathsAt, passes, ...sums };
}

/** Plays schedules against a broken engine until one catches it. */
export async function catchBrokenEngine(
  broken: BrokenEngine,
  { seed, runs }: Pick<TortureSettings, "seed" | "runs">,
): Promise<Catch | undefined> {
  for (let next = seed; next < seed + runs; next += 1) {
    const { problems, faults } = await runSchedule(next, brokenEngines[broken]);
    const [problem] = problems;
    if (problem !== undefined) return { seed: next, faults, problem };
  }
  return undefined;
}

function noCounts(): Record<FaultPoint, number> {
  return Object.fromEntries(Object.keys(faultPoints).map((point) => [point, 0])) as Record<FaultPoint, number>;
}
