import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface Received {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: Record<string, unknown>;
}

/** Starts a host that takes reports and answers each with what `answer` gives. */
export async function startReportServer(answer: (received: Received) => number | Promise<number> = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const token = request.headers["x-robot-token"];
    const message: Received = {
      path: request.url ?? "",
      token: typeof token === "string" ? token : undefined,
      body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
    };
    received.push(message);
    const status = await answer(message);
    response.writeHead(status, { "content-type": "application/json", location: "/elsewhere" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The server that {@link startReportServer} gives. */
export type ReportServer = Awaited<ReturnType<typeof startReportServer>>;
