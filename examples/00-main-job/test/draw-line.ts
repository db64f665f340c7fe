import net, { type AddressInfo } from "node:net";

/** A telephone line to a server that can be cut, so that connections are refused, and mended at the same address. */
export interface Line {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Draws a line to a server on loopback. */
export async function drawLine(url: string): Promise<Line> {
  const target = Number(new URL(url).port);
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect(target, "127.0.0.1");
    for (const one of [socket, onward]) open.add(one.on("error", () => undefined).on("close", () => open.delete(one)));
    socket.pipe(onward).pipe(socket);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    mend: () => listen(port),
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
