import type { FaultPoint } from "../../../engine/index.ts";
import { chooseDeaths, chooseJumps } from "./choose-faults.ts";
import { judgeAgainst, type Verdict } from "./judge-against.ts";
import { judgeInvariants } from "./judge-invariants.ts";
import { playSchedule, type Faults, type Played, type PlayOptions } from "./play-schedule.ts";
import { randomSchedule, type Schedule } from "./random-schedule.ts";

/** One schedule, with what it was played with and what came of it. */
export interface ScheduleRun extends Verdict {
  readonly schedule: Schedule;
  readonly faults: Faults;
  readonly played: Played;
}

/** How the schedule of a seed is run. */
export interface RunOptions extends PlayOptions {
  /** Where the first death is to be; then the clock does not jump. */
  readonly sought?: FaultPoint;
  /** Instead of the faults that the seed gives. */
  readonly faults?: Faults;
}

/** Every fourth seed has jumps of the clock. */
function hasJumps(seed: number, { sought }: RunOptions): boolean {
  return sought === undefined && seed % 4 === 3;
}

const dayMs = 24 * 3_600_000;

/** Makes the schedule of a seed, plays it without faults and with those of the seed, and judges. */
export async function runSchedule(seed: number, options: RunOptions = {}): Promise<ScheduleRun> {
  const { schedule, expected } = await unambiguous(seed);
  const jumping = hasJumps(seed, options);
  const chosen = jumping ? chooseJumps(schedule, expected) : chooseDeaths(schedule, expected, options.sought);
  const faults = options.faults ?? chosen;
  // After a jump back by a day, timers need a day more.
  const isSetBack = faults.jumps?.some(({ byMs }) => byMs < 0) === true;
  const longer = isSetBack ? { ...schedule, endsAfterMs: schedule.endsAfterMs + 1.2 * dayMs } : schedule;
  const played = await playSchedule(longer, faults, options);
  const verdict = jumping
    ? { problems: judgeInvariants(played), parked: parkedIn(played) }
    : judgeAgainst(schedule, expected, played);
  return { schedule, faults, played, ...verdict };
}

/** A schedule in which no two happenings of a run fall on the same millisecond: their order would be anybody's. */
export async function unambiguous(seed: number): Promise<{ readonly schedule: Schedule; readonly expected: Played }> {
  for (let salt = 0; ; salt += 1) {
    const schedule = randomSchedule(seed, salt);
    const expected = await playSchedule(schedule, { deaths: [] });
    const moments = expected.rows.journal.map(({ run, at }) => `${run} ${at}`);
    if (new Set(moments).size === moments.length) return { schedule, expected };
  }
}

function parkedIn({ rows }: Played): readonly string[] {
  return rows.runs.filter(({ status }) => status === "parked").map(({ id }) => id);
}
