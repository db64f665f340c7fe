import type { Json } from "../../ports/identity.ts";
import type { FlowCommand, FlowEvent, TimerSetCommand } from "../command.ts";
import type { Flow, FlowSamples, FlowSnapshot } from "../flow.ts";
/** Names of the reports and events that a flow listens to, wildcards filled in. */
export declare function eventNamesOf(flow: Flow): readonly string[];
/** Timers that are set, kept up to date command by command. */
export declare function applyTimers(timers: Map<string, TimerSetCommand>, commands: readonly FlowCommand[]): void;
/** An input to start a walk with. */
export declare function sampleInput(flow: Flow, samples: FlowSamples, random: () => number): Json;
/** Everything that could happen next: reports, timers that are set, and the ends of effects that run. */
export declare function possibleEvents(
  snapshot: FlowSnapshot,
  timers: ReadonlyMap<string, TimerSetCommand>,
  names: readonly string[],
  samples: FlowSamples,
): readonly FlowEvent[];
/** One of the events that were tried least in this place: first by kind, then by what it carries, so that walks reach far. */
export declare function leastTried(
  events: readonly FlowEvent[],
  place: string,
  tried: Map<string, number>,
  random: () => number,
): FlowEvent | undefined;
/** One of the keys with the lowest count, which is counted then. */
export declare function leastCounted(
  keys: readonly string[],
  counts: Map<string, number>,
  random: () => number,
): string | undefined;
