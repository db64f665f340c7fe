import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type TextMapGetter,
  type Tracer,
} from "@opentelemetry/api";
import { secondsSince, type Instruments } from "./instruments.ts";

const methods: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const headersGetter: TextMapGetter<Headers> = {
  keys: (headers) => [...headers.keys()],
  get: (headers, key) => headers.get(key) ?? undefined,
};

/** Answers one HTTP request inside a span of its own. */
export type RequestWatching = (
  request: Request,
  /** As the route is declared: addresses that were asked for are not told. */
  route: string,
  /** `refused` is told the code with which a request was refused. */
  serve: (refused: (code: string) => void) => Promise<Response>,
) => Promise<Response>;

/** Watches HTTP requests. A `traceparent` header leads on, unless the host has a span of its own for the request. */
export function watchRequests(tracer: Tracer, { requests }: Pick<Instruments, "requests">): RequestWatching {
  return async (request, route, serve) => {
    const method = methods.includes(request.method) ? request.method : "_OTHER";
    const about = { "http.request.method": method, "http.route": route };
    const beganMs = performance.now();
    const parent = parentOf(request);
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes: about }, parent);
    let code: string | undefined;
    const refused = (given: string) => void (code = given);
    let status = 500;
    try {
      const response = await context.with(trace.setSpan(parent, span), () => serve(refused));
      ({ status } = response);
      return response;
    } finally {
      const end = { "http.response.status_code": status, ...(code === undefined ? {} : { "error.type": code }) };
      span.setAttributes(end);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      requests.record(secondsSince(beganMs), { ...about, ...end });
    }
  };
}

function parentOf(request: Request): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, request.headers, headersGetter);
}
