import { INVALID_SPAN_CONTEXT, trace, type Tracer } from "@opentelemetry/api";

/** The same, but where it throws it gives nothing: an SDK runs code of the host, and telling what the engine does must not disturb it. */
export function undisturbed<Given extends readonly unknown[], Result>(
  tell: (...given: Given) => Result,
): (...given: Given) => Result | undefined {
  return (...given) => {
    try {
      return tell(...given);
    } catch {
      return undefined;
    }
  };
}

/** A tracer whose spans begin and end, for who asked, whatever the SDK's samplers and processors throw. */
export function undisturbedTracer(tracer: Tracer): Tracer {
  const start = undisturbed<Parameters<Tracer["startSpan"]>, ReturnType<Tracer["startSpan"]>>((...given) =>
    tracer.startSpan(...given),
  );
  return {
    startSpan(...given) {
      const span = start(...given) ?? trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
      span.end = undisturbed(span.end.bind(span));
      return span;
    },
    startActiveSpan: tracer.startActiveSpan.bind(tracer),
  };
}
