import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Served } from "./faults.ts";

/** A server that listens on loopback. */
export interface Listening extends AsyncDisposable {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Stops listening and destroys open connections. */
  close(): Promise<void>;
}

/** Serves on a free port of 127.0.0.1. */
export async function listenOnLoopback(serve: (request: Request) => Promise<Served>): Promise<Listening> {
  const listener = getRequestListener(
    async (request, bindings) => {
      const served = await serve(request);
      if (served !== "reset") return served;
      (bindings as HttpBindings).incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
  return { url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}
