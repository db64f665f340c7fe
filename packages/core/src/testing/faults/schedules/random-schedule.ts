import { pick, seededRandom } from "../../../machine/durability/seeded-random.ts";
import { eventNames, scheduleLimits, type FlowPlan } from "./flow-plan.ts";
import { randomFlowPlan } from "./random-flow-plan.ts";

/** An event that an outsider sends to one of the runs. */
export interface PlannedEvent {
  readonly afterMs: number;
  readonly run: number;
  readonly event: string;
}

/** A random flow, its runs and everything that comes from outside, as data. */
export interface Schedule {
  readonly seed: number;
  readonly flow: FlowPlan;
  readonly runs: number;
  readonly events: readonly PlannedEvent[];
  readonly endsAfterMs: number;
}

/** Between two events of the same outsider, at the most. */
const longestPauseMs = 600_000;
/** What runs still do by themselves after the last event. */
const quietMs = 3_600_000;

/** So many neighbouring seeds share a flow: an engine walks each new flow at its start, which takes longer than all the rest. */
const seedsPerFlow = 4;
let newest: { readonly seed: number; readonly flow: FlowPlan } | undefined;

/** A random schedule. `salt` gives another one for the same seed. */
export function randomSchedule(seed: number, salt = 0): Schedule {
  const flow = flowOf(Math.floor(seed / seedsPerFlow));
  const random = seededRandom(seed * 1_000 + salt);
  const runs = 1 + Math.floor(random() * 3);
  const events: PlannedEvent[] = [];
  let afterMs = 1_000;
  const count = 5 + Math.floor(random() * (scheduleLimits.events - 4));
  for (let sent = 0; sent < count; sent += 1) {
    afterMs += 1 + Math.floor(random() * longestPauseMs);
    events.push({ afterMs, run: Math.floor(random() * runs), event: pick(eventNames, random) ?? "north" });
  }
  return { seed, flow, runs, events, endsAfterMs: afterMs + quietMs };
}

function flowOf(seed: number): FlowPlan {
  if (newest?.seed !== seed) newest = { seed, flow: randomFlowPlan(seededRandom(seed)) };
  return newest.flow;
}
