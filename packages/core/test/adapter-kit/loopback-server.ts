import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";

/** A server on loopback that lives inside one test. */
export interface LoopbackServer {
  readonly url: string;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Serves HTTP on a free port. */
export async function serveHttp(listener: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener);
  let connections = 0;
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Accepts connections on a free port and lets `meet` treat them. */
export async function serveTcp(meet: (socket: Socket) => void): Promise<LoopbackServer> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    meet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The address of a port where nobody listens. */
export async function closedPort(): Promise<string> {
  const server = await serveHttp((_, response) => response.end());
  await server.close();
  return server.url;
}
