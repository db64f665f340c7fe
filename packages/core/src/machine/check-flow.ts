import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import type { FlowCommand, FlowEvent, TimerSetCommand } from "./command.ts";
import { advance, type Advanced } from "./advance.ts";
import { inWorld, type World } from "./durability/in-world.ts";
import { seededRandom } from "./durability/seeded-random.ts";
import {
  applyTimers,
  eventNamesOf,
  leastCounted,
  leastTried,
  possibleEvents,
  sampleInput,
} from "./durability/walk-events.ts";
import { statesOf, type Flow, type FlowSamples, type FlowSnapshot } from "./flow.ts";

/** How far a flow is walked at its registration. */
export interface FlowCheckOptions {
  /** Used beside the flow's own. */
  readonly samples?: FlowSamples;
  /** How many events to try, over all walks. Default: 500. */
  readonly events?: number;
  /** Default: 1. The same seed walks the same way. */
  readonly seed?: number;
}

/** Events after which a walk begins anew. */
const maxWalk = 30;

/** What a check has seen. */
export interface FlowCheck {
  /** States that some walk has reached, sorted. */
  readonly visited: readonly string[];
}

/**
 * Walks a flow twice over the same random events, the second time with another clock and other chance, and compares every step.
 *
 * Limits: sees what the walks reach; give samples for inputs and events that guards look at closely.
 * @throws CallwrightError `FLOW_NOT_DETERMINISTIC` with the place, `FLOW_NOT_DURABLE` for what a step leaves that JSON cannot keep
 *   and for values that a step changes in place.
 */
export function checkFlow(flow: Flow, options: FlowCheckOptions = {}): FlowCheck {
  const samples = mergeSamples(flow.samples, options.samples);
  const names = eventNamesOf(flow);
  const known = new Map<string, Stand>();
  const tried = new Map<string, number>();
  let events = 0;
  for (let walk = 0; events < (options.events ?? 500); walk += 1) {
    const random = seededRandom((options.seed ?? 1) * 7_919 + walk);
    const worlds = twoWorlds(random);
    let stand: Stand | undefined = walk % 2 === 0 ? undefined : leastKnown(known, tried, random);
    for (let count = 0; count <= maxWalk; count += 1) {
      const event: FlowEvent | undefined = stand
        ? leastTried(possibleEvents(stand.snapshot, stand.timers, names, samples), placeIn(stand), tried, random)
        : { init: sampleInput(flow, samples, random) };
      events += 1;
      const step = event && stepTwice(flow, stand?.snapshot, event, worlds);
      if (!event || !step) break;
      stand = nextStand(stand, event, step);
      known.set(placeIn(stand), stand);
      if (stand.snapshot.status !== "active") break;
    }
  }
  return { visited: [...new Set([...known.values()].flatMap(({ snapshot }) => statesOf(snapshot)))].sort() };
}

/** Where a walk stands. */
interface Stand {
  readonly snapshot: FlowSnapshot;
  readonly timers: ReadonlyMap<string, TimerSetCommand>;
}

function placeIn({ snapshot }: Stand): string {
  return statesOf(snapshot).join();
}

/** Every other walk starts in the middle, at the place where fewest have started, so that far places are seen often too. */
function leastKnown(
  known: ReadonlyMap<string, Stand>,
  tried: Map<string, number>,
  random: () => number,
): Stand | undefined {
  const open = [...known].filter(([, { snapshot }]) => snapshot.status === "active").map(([place]) => place);
  return known.get(leastCounted(open, tried, random) ?? "");
}

function nextStand(before: Stand | undefined, event: FlowEvent, step: Advanced): Stand {
  const timers = new Map(before?.timers);
  if ("timer" in event && typeof event.timer === "string") timers.delete(event.timer);
  applyTimers(timers, step.commands);
  return { snapshot: step.snapshot, timers };
}

/** One step in both worlds; `undefined` when it throws the same in both, so the walk cannot go on. */
function stepTwice(
  flow: Flow,
  snapshot: FlowSnapshot | undefined,
  event: FlowEvent,
  [first, second]: readonly [World, World],
): Advanced | undefined {
  const before = JSON.stringify({ snapshot, event });
  const place = placeOf(snapshot, event);
  const one = attempt(flow, snapshot, event, first, place);
  if (JSON.stringify({ snapshot, event }) !== before) {
    throw new CallwrightError("FLOW_NOT_DURABLE", {
      flow: flow.id,
      place,
      reason: "the step changes the context or the event in place. Return new values from assign instead.",
    });
  }
  const copy = JSON.parse(before) as { readonly snapshot?: FlowSnapshot; readonly event: FlowEvent };
  const two = attempt(flow, copy.snapshot, copy.event, second, place);
  if (one.text !== two.text) throw new CallwrightError("FLOW_NOT_DETERMINISTIC", { flow: flow.id, place });
  return one.step;
}

interface Attempt {
  readonly step?: Advanced;
  readonly text: string;
}

function attempt(
  flow: Flow,
  snapshot: FlowSnapshot | undefined,
  event: FlowEvent,
  world: World,
  place: string,
): Attempt {
  try {
    const step = inWorld(world, () => advance(flow, snapshot, event));
    return { step, text: JSON.stringify([step.snapshot, step.commands satisfies readonly FlowCommand[]]) };
  } catch (error) {
    if (isCallwrightError(error, "FLOW_STEP_FAILED")) return { text: `${error.code} ${error.details.reason}` };
    if (isCallwrightError(error, "FLOW_NOT_DURABLE")) {
      throw new CallwrightError("FLOW_NOT_DURABLE", { flow: flow.id, place, reason: error.details.reason });
    }
    throw error;
  }
}

// What the one world throws high, the other throws low: a comparison with a half cannot come out the same by luck.
function twoWorlds(random: () => number): readonly [World, World] {
  const thrown: number[] = [];
  const chance = seededRandom(random() * 1e9);
  const one = () => {
    const value = chance();
    thrown.push(value);
    return value;
  };
  const two = () => Math.max(0, 1 - (thrown.shift() ?? 0) - Number.EPSILON);
  return [
    { shiftMs: 0, chance: one },
    { shiftMs: 40_000_000_123, chance: two },
  ];
}

function placeOf(snapshot: FlowSnapshot | undefined, event: FlowEvent): string {
  const name = "init" in event && !("type" in event) ? "the start" : describe(event);
  const states = snapshot ? statesOf(snapshot).join(", ") : "";
  return states === "" ? name : `state ${states}, ${name}`;
}

function describe(event: FlowEvent): string {
  const { type, invoke, timer } = event as { readonly type: string; readonly invoke?: string; readonly timer?: string };
  return `event ${type}${invoke ? ` of ${invoke}` : ""}${timer ? ` of ${timer}` : ""}`;
}

function mergeSamples(own: FlowSamples = {}, given: FlowSamples = {}): FlowSamples {
  return {
    inputs: [...(own.inputs ?? []), ...(given.inputs ?? [])],
    events: { ...own.events, ...given.events },
    results: { ...own.results, ...given.results },
  };
}
