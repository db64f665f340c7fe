import { eventNames, scheduleLimits, type EffectKind, type FlowPlan, type StatePlan } from "./flow-plan.ts";

const kinds: readonly EffectKind[] = ["idempotent", "may-repeat", "marked", "at-most-once", "blind", "child"];
/** Long enough that two happenings of one run hardly ever fall on the same millisecond. */
const longestTimerMs = 900_000;

/** A random flow. The same source of chance gives the same flow. */
export function randomFlowPlan(random: () => number): FlowPlan {
  const below = (limit: number) => Math.floor(random() * limit);
  const effects = Array.from(
    { length: 1 + below(scheduleLimits.effects) },
    () => kinds[below(kinds.length)] ?? "blind",
  );
  const states = 3 + below(scheduleLimits.states - 2);
  const cut = random() < 0.4 ? 1 + below(states - 1) : states;
  // The first state is the one that every run is in.
  const timers = new Set(Array.from({ length: scheduleLimits.timers }, () => below(random() < 0.3 ? 1 : states)));
  const state = (index: number, from: number, to: number): StatePlan => {
    const target = (end: number) => (random() < end ? -1 : below(to - from));
    return {
      effect: random() < 0.55 ? below(effects.length) : null,
      done: target(0.04),
      failed: target(0.04),
      timer: timers.has(index) ? { delayMs: 1 + below(longestTimerMs), target: target(0.04) } : null,
      on: Object.fromEntries(eventNames.filter(() => random() < 0.5).map((name) => [name, target(0.03)])),
    };
  };
  const region = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, offset) => state(from + offset, from, to));
  return { effects, regions: cut < states ? [region(0, cut), region(cut, states)] : [region(0, states)] };
}
