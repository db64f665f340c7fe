import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  MeterProvider,
  MetricReader,
  type DataPoint,
  type ExponentialHistogram,
  type Histogram,
  type MetricData,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from "@opentelemetry/sdk-trace-base";

class AskedReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** What a real SDK recorded, in memory. */
export interface RecordedTelemetry {
  /** Spans that ended, with this name or all. */
  spans(name?: string): readonly ReadableSpan[];
  /** Every metric as its reader collects it now. */
  metrics(): Promise<readonly MetricData[]>;
  /** Values of one metric now: of histograms how often something was measured. */
  values(name: string): Promise<readonly (Readonly<Record<string, unknown>> & { readonly value: number })[]>;
  /** Takes the SDK out of the global API again. */
  stop(): Promise<void>;
}

/** Registers a real SDK at the global API. */
export function recordTelemetry(): RecordedTelemetry {
  const exporter = new InMemorySpanExporter();
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const reader = new AskedReader();
  const meters = new MeterProvider({ readers: [reader] });
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const collect = async () => {
    const { resourceMetrics } = await reader.collect();
    return resourceMetrics.scopeMetrics.flatMap(({ metrics: all }) => all);
  };
  return {
    spans: (name) => exporter.getFinishedSpans().filter((span) => name === undefined || span.name === name),
    metrics: collect,
    async values(name) {
      const found = (await collect()).find(({ descriptor }) => descriptor.name === name);
      const points: readonly DataPoint<number | Histogram | ExponentialHistogram>[] = found?.dataPoints ?? [];
      return points.map(({ attributes, value }) => ({
        ...attributes,
        value: typeof value === "number" ? value : value.count,
      }));
    },
    async stop() {
      await Promise.all([tracers.shutdown(), meters.shutdown()]);
      for (const api of [trace, metrics, context, propagation]) api.disable();
    },
  };
}
