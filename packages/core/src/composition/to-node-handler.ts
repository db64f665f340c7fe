import { getRequestListener } from "@hono/node-server";
import type { IncomingMessage, ServerResponse } from "node:http";

/** The engine's web handler for node:http, Express and everything that takes `(request, response)`. */
export function toNodeHandler(engine: {
  readonly fetch: (request: Request) => Promise<Response>;
}): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = getRequestListener((request) => engine.fetch(request), { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}
