import { context, metrics, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import type { EngineTelemetry } from "../../engine/index.ts";
import { createInstruments } from "./instruments.ts";
import { undisturbedTracer } from "./undisturbed.ts";
import { watchCommit } from "./watch-commit.ts";
import { watchGauges, type GaugeSource } from "./watch-gauges.ts";
import { watchNotices, type NoticeSource } from "./watch-notices.ts";
import { watchRequests, type RequestWatching } from "./watch-request.ts";
import { watchTries } from "./watch-tries.ts";
import { watchWork } from "./watch-work.ts";

/** The engine that is watched. */
export type WatchedEngine = GaugeSource & NoticeSource;

/** Everything that is watched, and how that stops. */
export interface Telemetry extends EngineTelemetry {
  readonly watchRequest: RequestWatching;
  close(): void;
}

/** Tells OpenTelemetry's global API what an engine does. */
export function openTelemetry(engine: WatchedEngine): Telemetry {
  const tracer = undisturbedTracer(trace.getTracer("@callwright/core"));
  const meter = metrics.getMeter("@callwright/core");
  const instruments = createInstruments(meter);
  const { watchTry, tried, asked } = watchTries(tracer, instruments);
  const stops = [watchNotices(engine, instruments), watchGauges(meter, engine)];
  return {
    beginWork: () => watchWork({ tracer, instruments, asked }),
    beginCommit: (works, rows) => watchCommit(tracer, instruments, works, rows),
    watchTry,
    tried,
    apart: (task) => context.with(ROOT_CONTEXT, task),
    watchRequest: watchRequests(tracer, instruments),
    close() {
      for (const stop of stops) stop();
    },
  };
}
