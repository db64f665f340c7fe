import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../src/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import type { Adapter, Inbox } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore } from "../../src/testing/index.ts";
import { recordTelemetry, type RecordedTelemetry } from "./support/record-telemetry.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
let recorded: RecordedTelemetry;
let engine: Engine;

function hooked(): Adapter {
  return {
    name: "fake",
    contract: 1,
    connect({ inbox }: { readonly inbox: Inbox }) {
      const handle = async ({ body }: { readonly body: Uint8Array }) => {
        if (body.byteLength > 0) throw new CallwrightError("WEBHOOK_MALFORMED", { path: "/hook", problems: [] });
        await inbox.installed({ adapter: "fake", account: "test", externalId: "test", secret: "" });
        return Response.json({});
      };
      const route = { method: "POST", path: "/hook", maxBodyBytes: 10, handle } as const;
      return { routes: [route], close: async () => undefined };
    },
  };
}

const post = (body = "", headers: Readonly<Record<string, string>> = {}) =>
  engine.fetch(new Request("http://127.0.0.1/app/hook?phone=79161234567", { method: "POST", headers, body }));

beforeEach(async () => {
  recorded = recordTelemetry();
  const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const parts = { store: memoryStore(), adapters: [hooked()], flows: [], clock: createVirtualClock(), logger };
  engine = createEngine({ publicUrl: "http://127.0.0.1/app", ...parts });
  await engine.ready();
});

afterEach(async () => {
  await engine.close();
  await recorded.stop();
});

describe("the span of a request", () => {
  it("leads the trace of its sender on, and names the route, not the address", async () => {
    await post("", { traceparent });
    const [span] = recorded.spans("POST /hook");
    expect(span?.kind).toBe(SpanKind.SERVER);
    expect(span?.spanContext().traceId).toBe(traceId);
    expect(span?.parentSpanContext?.spanId).toBe("b7ad6b7169203331");
    expect(span?.attributes).toEqual({
      "http.request.method": "POST",
      "http.route": "/hook",
      "http.response.status_code": 200,
    });
  });

  it("stands below the host's own span where there is one", async () => {
    const own = trace.getTracer("host").startSpan("host");
    await context.with(trace.setSpan(context.active(), own), () => post("", { traceparent }));
    const [span] = recorded.spans("POST /hook");
    expect(span?.parentSpanContext?.spanId).toBe(own.spanContext().spanId);
  });

  it("tells with which code a request was refused; a refusal is no fault of ours", async () => {
    await post("x");
    await post("far too much of it");
    const spans = recorded.spans("POST /hook").map(({ attributes, status }) => [attributes["error.type"], status.code]);
    expect(spans).toEqual([
      ["WEBHOOK_MALFORMED", SpanStatusCode.UNSET],
      ["WEBHOOK_TOO_LARGE", SpanStatusCode.UNSET],
    ]);
    expect(await recorded.values("http.server.request.duration")).toContainEqual({
      "http.request.method": "POST",
      "http.route": "/hook",
      "http.response.status_code": 413,
      "error.type": "WEBHOOK_TOO_LARGE",
      value: 1,
    });
  });
});
