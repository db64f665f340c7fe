import type { Counter, Histogram, Meter } from "@opentelemetry/api";
import { undisturbed } from "./undisturbed.ts";

/** What is counted and timed. Durations are in seconds, as OpenTelemetry wants them. */
export interface Instruments {
  readonly events: Histogram;
  readonly steps: Histogram;
  readonly commits: Histogram;
  readonly commitRows: Counter;
  readonly tries: Histogram;
  readonly requests: Histogram;
  readonly exits: Counter;
  readonly parked: Counter;
  readonly calls: Counter;
  readonly gate: Counter;
}

/** Makes the instruments; their names are part of the public interface. */
export function createInstruments(meter: Meter): Instruments {
  const seconds = (name: string, description: string): Histogram => {
    const histogram = meter.createHistogram(name, { unit: "s", description });
    return { record: undisturbed(histogram.record.bind(histogram)) };
  };
  const count = (name: string, description: string): Counter => {
    const counter = meter.createCounter(name, { description });
    return { add: undisturbed(counter.add.bind(counter)) };
  };
  return {
    events: seconds("callwright.event.duration", "From the moment an event came to its commit, by event and status."),
    steps: seconds("callwright.step.duration", "Computing one step of a run, by event."),
    commits: seconds("callwright.commit.duration", "One transaction of the store."),
    commitRows: count("callwright.commit.rows", "Rows that were written."),
    tries: seconds("callwright.effect.duration", "One try of an effect, by type, way, outcome and code."),
    requests: seconds("http.server.request.duration", "One HTTP request, by method, route and status."),
    exits: count("callwright.dialog.exits", "How dialogs left their nodes: what was heard, or not."),
    parked: count("callwright.runs.parked", "Runs that were left to a person, by code."),
    calls: count(
      "callwright.calls",
      "Calls that came to their end, by robot and outcome, or by the reason they were stopped.",
    ),
    gate: count("callwright.gate.answers", "What the gate answered, by rule."),
  };
}

/** Seconds since a moment of `performance.now()`. */
export function secondsSince(beganMs: number): number {
  return (performance.now() - beganMs) / 1_000;
}
