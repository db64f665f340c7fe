import { faultPoints, type FaultPoint } from "../../../engine/index.ts";
import { pick, seededRandom } from "../../../machine/durability/seeded-random.ts";
import type { ProcessDeath } from "../process-death.ts";
import type { Faults, Played } from "./play-schedule.ts";
import type { Schedule } from "./random-schedule.ts";

const dayMs = 24 * 3_600_000;
const points = Object.keys(faultPoints) as readonly FaultPoint[];

/** Deaths of a schedule, seeded. The first one goes round the points with the seed, so that each gets its share; or it is `sought`. */
export function chooseDeaths(schedule: Schedule, expected: Played, sought?: FaultPoint): Faults {
  const random = seededRandom(schedule.seed ^ 0x5eed);
  const below = (limit: number) => Math.floor(random() * limit);
  const passes = expected.passes[0] ?? new Map<FaultPoint, number>();
  const wanted = sought ?? points[schedule.seed % points.length] ?? "commit:begun";
  const passed = passes.get(wanted) ?? 0;
  const anywhere = (): ProcessDeath => {
    if (random() < 0.2) return { afterMs: below(schedule.endsAfterMs) };
    const [point, count] = pick([...passes], random) ?? ["commit:begun", 1];
    return { point, hit: 1 + below(count) };
  };
  const first: readonly ProcessDeath[] =
    passed > 0
      ? [{ point: wanted, hit: 1 + below(passed) }]
      : // A life that takes up interrupted effects passes points that others do not.
        [
          { point: "effect:answered", hit: 1 + below(passes.get("effect:answered") ?? 1) },
          { point: wanted, hit: 1 },
        ];
  const more = Array.from({ length: below(3) }, anywhere);
  return { deaths: [...first, ...more] };
}

/** Deaths, pauses between lives, and jumps of the clock by a day, seeded. */
export function chooseJumps(schedule: Schedule, expected: Played): Faults {
  const random = seededRandom(schedule.seed ^ 0x0c10c);
  const { deaths } = chooseDeaths(schedule, expected);
  const jumps = Array.from({ length: 1 + Math.floor(random() * 2) }, () => ({
    afterMs: 1 + Math.floor(random() * (schedule.events.at(-1)?.afterMs ?? 1)),
    byMs: random() < 0.5 ? dayMs : -dayMs,
  }));
  return { deaths, jumps, restartAfterMs: Math.floor(random() * 600_000) };
}
