import type { Json } from "../../ports/identity.ts";
import type { FlowCommand, FlowEvent, TimerSetCommand } from "../command.ts";
import type { Flow, FlowSamples, FlowSnapshot } from "../flow.ts";
import { startRunEffect } from "../run-within-run.ts";
import { sampleFromSchema } from "./sample-from-schema.ts";
import { pick } from "./seeded-random.ts";
import { statesOfMachine } from "./state-places.ts";

/** Names of the reports and events that a flow listens to, wildcards filled in. */
export function eventNamesOf(flow: Flow): readonly string[] {
  const names = statesOfMachine(flow.machine).flatMap(({ node }) => [...node.transitions.keys()]);
  const own = names.filter((name) => name !== "" && !name.startsWith("xstate."));
  return [...new Set(own.map((name) => name.replace(/\*$/, "sample")))];
}

/** Timers that are set, kept up to date command by command. */
export function applyTimers(timers: Map<string, TimerSetCommand>, commands: readonly FlowCommand[]): void {
  for (const command of commands) {
    if (command.type === "timer.set") timers.set(command.timer, command);
    if (command.type === "timer.cancel") timers.delete(command.timer);
  }
}

/** An input to start a walk with. */
export function sampleInput(flow: Flow, samples: FlowSamples, random: () => number): Json {
  if (samples.inputs && samples.inputs.length > 0) return pick(samples.inputs, random) ?? null;
  return flow.input ? sampleFromSchema(flow.input, random) : null;
}

/** Everything that could happen next: reports, timers that are set, and the ends of effects that run. */
export function possibleEvents(
  snapshot: FlowSnapshot,
  timers: ReadonlyMap<string, TimerSetCommand>,
  names: readonly string[],
  samples: FlowSamples,
): readonly FlowEvent[] {
  return [
    ...names.flatMap((name) => atLeastOne(samples.events?.[name], {}).map((payload) => ({ ...payload, type: name }))),
    ...[...timers.values()].map(({ timer, event }) => ({ type: "timer.fired" as const, timer, event })),
    ...Object.entries(snapshot.children).flatMap(([invoke, child]) => [
      ...resultsOf(child, samples).map((output) => ({ type: "effect.done" as const, invoke, output })),
      ...failures.map((error) => ({ type: "effect.failed" as const, invoke, error })),
    ]),
  ];
}

/** One of the events that were tried least in this place: first by kind, then by what it carries, so that walks reach far. */
export function leastTried(
  events: readonly FlowEvent[],
  place: string,
  tried: Map<string, number>,
  random: () => number,
): FlowEvent | undefined {
  const kinds = new Map<string, FlowEvent[]>();
  for (const event of events) {
    const { type, invoke, timer } = event as {
      readonly type: string;
      readonly invoke?: string;
      readonly timer?: string;
    };
    // Results lead on, so each counts as a kind of its own.
    const kind = `${place} ${type === "effect.done" ? JSON.stringify(event) : `${type} ${invoke ?? timer ?? ""}`}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), event]);
  }
  const kind = leastCounted([...kinds.keys()], tried, random);
  if (kind === undefined) return undefined;
  const full = new Map((kinds.get(kind) ?? []).map((event) => [`${kind} ${JSON.stringify(event)}`, event]));
  const key = leastCounted([...full.keys()], tried, random);
  return key === undefined ? undefined : full.get(key);
}

/** One of the keys with the lowest count, which is counted then. */
export function leastCounted(
  keys: readonly string[],
  counts: Map<string, number>,
  random: () => number,
): string | undefined {
  const count = (key: string) => counts.get(key) ?? 0;
  const least = Math.min(...keys.map(count));
  const chosen = pick(
    keys.filter((key) => count(key) === least),
    random,
  );
  if (chosen !== undefined) counts.set(chosen, least + 1);
  return chosen;
}

const failures = ["EFFECT_RESULT_UNKNOWN", "PORT_MISSING"].map((code) => ({ code, message: "Made up by the walk." }));

const runEnds = ["ended", "cancelled"].map((status) => ({ run: "sample:1:0", status, outcome: null, output: null }));

function resultsOf(child: Json | undefined, samples: FlowSamples): readonly Json[] {
  const effect = (child as { readonly src?: string } | undefined)?.src;
  return samples.results?.[effect ?? ""] ?? (effect === startRunEffect ? runEnds : [null, {}, "text", 1, true]);
}

function atLeastOne<Value>(values: readonly Value[] | undefined, fallback: Value): readonly Value[] {
  return values && values.length > 0 ? values : [fallback];
}
