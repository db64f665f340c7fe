import type { EffectRow } from "../../../ports/rows.ts";
import type { StorePort } from "../../../ports/store.ts";
import { chooseDeaths } from "./choose-faults.ts";
import type { VendorMemory, VendorRecord } from "./counting-vendor.ts";
import { judgeAgainst, type Verdict } from "./judge-against.ts";
import { playSchedule, type Played } from "./play-schedule.ts";
import { unambiguous } from "./run-schedule.ts";

/** One life of a schedule in a process that is really killed. What the world knows is kept outside of it. */
export interface KilledLife {
  readonly seed: number;
  /** How many of the seed's deaths have happened. */
  readonly died: number;
  readonly takeUpAfterMs: number;
  readonly store: StorePort;
  readonly vendor: VendorMemory;
  /** Ends the process at once. Is told the time since the beginning of the world. */
  readonly kill: (afterMs: number) => void;
}

/** Plays the next life of a seed's schedule. Resolves only in the life that sees the end. */
export async function playKilledLife({ seed, died, ...life }: KilledLife): Promise<Played> {
  const { schedule, expected } = await unambiguous(seed);
  const { deaths } = chooseDeaths(schedule, expected);
  const { store, ...options } = life;
  return playSchedule(schedule, { deaths: deaths.slice(died) }, { ...options, nextStore: async () => store });
}

/** Everything that the lives of a killed schedule left. */
export interface KilledRemains extends Pick<Played, "rows" | "refusals" | "unanswered" | "now"> {
  readonly vendor: readonly (readonly [string, VendorRecord])[];
  /** At-most-once effects whose intent was durable and whose end was not, at any of the kills. */
  readonly inDoubt: readonly EffectRow[];
}

/** Compares the remains of a killed schedule with the same schedule without faults. */
export async function judgeKilledSchedule(seed: number, remains: KilledRemains): Promise<Verdict> {
  const { schedule, expected } = await unambiguous(seed);
  const { vendor, inDoubt, ...rest } = remains;
  const deaths = [{ death: { afterMs: 0 }, inDoubt }];
  return judgeAgainst(schedule, expected, { ...rest, passes: [], deaths, vendor: new Map(vendor) });
}
