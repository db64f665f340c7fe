import { metrics, trace } from "@opentelemetry/api";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterEach, expect, it } from "vitest";
import { virtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

class NeverAsked extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

let told = 0;

function fail(): never {
  told += 1;
  throw new Error("the host's telemetry is broken");
}

/** An SDK that runs code of the host which throws. */
function registerBroken(broken: Partial<SpanProcessor>): void {
  const quiet = async () => undefined;
  const processor = { onStart: () => undefined, onEnd: () => undefined, forceFlush: quiet, shutdown: quiet, ...broken };
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
  const attributesProcessors = [{ process: fail }];
  const views = [{ instrumentName: "*", attributesProcessors }];
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [new NeverAsked()], views }));
}

afterEach(() => {
  for (const api of [trace, metrics]) api.disable();
});

it.each([{ onStart: fail }, { onEnd: fail }])("a call goes on where telemetry throws: %o", async (broken) => {
  told = 0;
  registerBroken(broken);
  await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
  const call = await world.account.call(visitReminder, { input: anna, phone: "+79161234567" });
  await world.clock.settle();
  const run = `${call.id}:1`;
  await world.voice.answers(run);
  await world.voice.leaves(run, "ask", "answer:yes");
  await world.voice.leaves(run, "thank", "said");
  await world.clock.settle();
  expect(told).toBeGreaterThan(0);
  expect(world.voice.launches).toHaveLength(1);
  expect(await call.result()).toMatchObject({ outcome: "yes" });
});
