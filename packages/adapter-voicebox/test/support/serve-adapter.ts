import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isCallwrightError, type CallwrightError } from "@callwright/core/adapter-kit";
import type { ConnectedAdapter } from "@callwright/core/ports";

/** A host application that serves an adapter's routes on loopback. */
export interface AdapterServer {
  readonly url: string;
  /** Serves this adapter from now on; until then, and after `undefined`, it answers 503. */
  serve(adapter: ConnectedAdapter | undefined): void;
  close(): Promise<void>;
}

const statuses: Partial<Record<CallwrightError["code"], number>> = {
  WEBHOOK_NOT_AUTHENTIC: 401,
  RUN_UNKNOWN: 404,
  WEBHOOK_MALFORMED: 400,
};

/** Listens on a free port. */
export async function serveAdapter(): Promise<AdapterServer> {
  let adapter: ConnectedAdapter | undefined;
  const answer = async (request: IncomingMessage): Promise<number> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const route = adapter?.routes?.find(
      ({ method, path }) => method === request.method && `/mount${path}` === url.pathname,
    );
    if (!route) return 503;
    const headers = new Headers({ "X-Robot-Token": String(request.headers["x-robot-token"] ?? "") });
    try {
      return (await route.handle({ url, headers, body: Buffer.concat(chunks) })).status;
    } catch (error) {
      return (isCallwrightError(error) ? statuses[error.code] : undefined) ?? 500;
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then((status) => response.writeHead(status).end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mount`,
    serve: (next) => (adapter = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
