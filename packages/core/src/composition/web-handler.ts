import { Hono } from "hono";
import { CallwrightError, isCallwrightError, type ErrorCode } from "../errors/index.ts";
import type { WebhookRoute } from "../ports/adapter.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { HealthAnswers } from "./health.ts";
import type { TelemetrySwitch } from "../observe/index.ts";

/** What the web handler needs. */
export interface WebHandlerParts {
  readonly publicUrl: string;
  readonly routes: readonly WebhookRoute[];
  readonly logger: LoggerPort;
  readonly clock: ClockPort;
  readonly ready: () => Promise<void>;
  readonly telemetry: Pick<TelemetrySwitch, "current">;
  readonly health: HealthAnswers;
}

const statusOf: Partial<Record<ErrorCode, 400 | 401 | 403 | 404 | 413 | 503>> = {
  WEBHOOK_MALFORMED: 400,
  WEBHOOK_NOT_AUTHENTIC: 401,
  WEBHOOK_UNKNOWN_ACCOUNT: 403,
  RUN_UNKNOWN: 404,
  WEBHOOK_TOO_LARGE: 413,
  STORE_LOCKED: 503,
  STORE_NEWER_SCHEMA: 503,
  STORE_KEY_WRONG: 503,
  STORE_KEY_INVALID: 503,
  STORE_FAILED: 503,
  STORE_FULL: 503,
  STORE_CLOSED: 503,
  ENGINE_BUSY: 503,
  ENGINE_CLOSED: 503,
};

/** The one web handler of an engine: size limit, then the adapter's own checks, then the answer. Errors tell their code only. */
export function createWebHandler(parts: WebHandlerParts): (request: Request) => Promise<Response> {
  const app = new Hono();
  for (const route of parts.routes) {
    app.on(route.method, route.path, (context) => serveWatched(parts, route, context.req.raw));
  }
  // After those of the adapters: an address of theirs that is called the same stays theirs.
  app.get("/health", () => parts.health.live());
  app.get("/ready", () => parts.health.ready());
  app.notFound((context) => context.json({ error: "NOT_FOUND" }, 404));
  const mount = new URL(parts.publicUrl).pathname.replace(/\/+$/, "");
  return async (request) => {
    const release = parts.clock.hold();
    try {
      return await app.fetch(withoutMount(request, mount));
    } finally {
      release();
    }
  };
}

function serveWatched(parts: WebHandlerParts, route: WebhookRoute, request: Request): Promise<Response> {
  const serveIt = (refused?: (code: string) => void) => serve(parts, route, request, refused);
  const telemetry = parts.telemetry.current;
  return telemetry ? telemetry.watchRequest(request, route.path, serveIt) : serveIt();
}

async function serve(
  parts: WebHandlerParts,
  route: WebhookRoute,
  request: Request,
  refused?: (code: string) => void,
): Promise<Response> {
  try {
    await parts.ready();
    const body = await readBody(request, route);
    return await route.handle({ url: new URL(request.url), headers: request.headers, body });
  } catch (error) {
    const code = isCallwrightError(error) ? error.code : "INTERNAL";
    refused?.(code);
    const status = isCallwrightError(error) ? (statusOf[error.code] ?? 500) : 500;
    parts.logger[status >= 500 ? "error" : "warn"]({ path: route.path, code, status }, "a request was refused");
    return Response.json({ error: code }, { status, headers: headersOf(error) });
  }
}

/** Tells when the same may be sent again, where that is known. */
function headersOf(error: unknown): Record<string, string> {
  if (!isCallwrightError(error) || error.retryAfterMs === undefined) return {};
  return { "retry-after": String(Math.ceil(error.retryAfterMs / 1_000)) };
}

async function readBody(request: Request, { path, maxBodyBytes }: WebhookRoute): Promise<Uint8Array> {
  const tooLarge = () => new CallwrightError("WEBHOOK_TOO_LARGE", { path, limitBytes: maxBodyBytes });
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > maxBodyBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Some hosts strip the path they mount at, some do not: both reach the same routes. */
function withoutMount(request: Request, mount: string): Request {
  const url = new URL(request.url);
  if (mount === "" || !(url.pathname === mount || url.pathname.startsWith(`${mount}/`))) return request;
  url.pathname = url.pathname.slice(mount.length) || "/";
  return new Request(url, request);
}
