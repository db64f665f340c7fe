import type { Meter } from "@opentelemetry/api";
import type { EnginePulse } from "../../engine/index.ts";
import type { Health } from "../health/health.ts";

/** What gauges read. */
export interface GaugeSource {
  pulse(): EnginePulse;
  /** Counts of the store, of some seconds ago at most. */
  health(): Promise<Health>;
}

/** Lets the host's collector read queue lengths, parked runs and overdue work. @returns what stops that */
export function watchGauges(meter: Meter, source: GaugeSource): () => void {
  const gauge = (name: string, description: string) => meter.createObservableGauge(name, { description });
  const waiting = gauge("callwright.waiting", "Work that was taken and has not ended.");
  const inHand = gauge("callwright.effects.in_hand", "Effects under way, or waiting for their vendor.");
  const scheduled = gauge("callwright.effects.scheduled", "Effects that wait for their time.");
  const parked = gauge("callwright.parked", "Runs that wait for a person, by code; at most 1,000 are counted.");
  const overdue = gauge(
    "callwright.overdue",
    "Timers and effects that should have happened; at most 1,000 are counted.",
  );
  const all = [waiting, inHand, scheduled, parked, overdue];
  const read = async (result: Parameters<Parameters<Meter["addBatchObservableCallback"]>[0]>[0]) => {
    const { waiting: work, effects } = source.pulse();
    result.observe(waiting, work.count);
    result.observe(inHand, effects.inHand);
    result.observe(scheduled, effects.scheduled);
    const health = await source.health();
    for (const [code, count] of Object.entries(health.parked?.byCode ?? {}))
      result.observe(parked, count, { "callwright.code": code });
    if (!health.overdue) return;
    result.observe(overdue, health.overdue.timers.count, { "callwright.kind": "timer" });
    result.observe(overdue, health.overdue.effects.count, { "callwright.kind": "effect" });
  };
  meter.addBatchObservableCallback(read, all);
  return () => meter.removeBatchObservableCallback(read, all);
}
