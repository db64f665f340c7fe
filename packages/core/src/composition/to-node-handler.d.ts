import type { IncomingMessage, ServerResponse } from "node:http";
/** The engine's web handler for node:http, Express and everything that takes `(request, response)`. */
export declare function toNodeHandler(engine: {
    readonly fetch: (request: Request) => Promise<Response>;
}): (request: IncomingMessage, response: ServerResponse) => void;
