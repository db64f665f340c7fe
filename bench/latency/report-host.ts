import http from "node:http";
import type { AddressInfo } from "node:net";
import { assign, createMachine } from "xstate";
import { sqlite } from "../../packages/adapter-sqlite/src/index.ts";
import { createEngine, defineFlow, toNodeHandler } from "../../packages/core/src/index.ts";
import { CommitGroup } from "../../packages/core/src/engine/commit-group.ts";
import type { CallReport } from "../../packages/core/src/calls/index.ts";
import type { Adapter, RunId } from "../../packages/core/src/ports/index.ts";

/** The two handlers under load: reports to live runs, and one row through the same group commit. */
export type Handler = "report" | "bare";

/** A server in this process, with live runs that take reports. */
export interface ReportHost {
  readonly port: number;
  readonly runs: readonly RunId[];
  close(): Promise<void>;
}

/** Hears where a client is in the dialog, again and again; every report sets its deadline anew, as the flows of hosted robots do. */
const listening = createMachine({
  id: "listening",
  context: { node: null, reports: 0 },
  initial: "live",
  states: {
    live: {
      on: {
        "dialog.left": {
          target: "live",
          reenter: true,
          actions: assign({
            node: ({ event }: { event: { readonly node?: string } }) => event.node ?? null,
            reports: ({ context }: { context: { readonly reports: number } }) => context.reports + 1,
          } as never),
        },
      },
      after: { 1_800_000: "over" },
    },
    over: { type: "final" },
  },
});
const listeningFlow = defineFlow({ id: "listening", version: 1, machine: listening });

/** A vendor whose reports are taken as they come. */
const vendor: Adapter = {
  name: "bench-vendor",
  contract: 1,
  connect: ({ inbox }) => ({
    routes: [
      {
        method: "POST",
        path: "/report",
        maxBodyBytes: 64_000,
        async handle({ body }) {
          const { run, number, at } = JSON.parse(Buffer.from(body).toString()) as ReportBody;
          const report: CallReport = { type: "dialog.left", node: `ask~${number}`, exit: "noInput", at };
          const taken = await inbox.reported({ run, dedupeKey: `${run}:${number}`, report });
          return Response.json({ taken });
        },
      },
    ],
    close: async () => undefined,
  }),
};

/** What the load sends. */
export interface ReportBody {
  readonly run: RunId;
  readonly number: number;
  readonly at: number;
}

/** Opens the store, starts the runs and the server. */
export async function openReportHost(file: string, count: number): Promise<ReportHost> {
  const store = sqlite({ path: file });
  const engine = createEngine({
    publicUrl: "http://127.0.0.1",
    store,
    adapters: [vendor],
    flows: [listeningFlow],
    gate: { consent: "notRequired" },
  });
  await engine.ready();
  await store.commit([
    [{ op: "put", table: "accounts", row: { id: "bench", createdAt: 0, timeZone: null, uninstalledAt: null } }],
  ]);
  const account = engine.account("bench");
  const starts = Array.from({ length: count }, () => account.start(listeningFlow, { input: null }));
  const runs = (await Promise.all(starts)).map(({ id }) => id);
  const commits = new CommitGroup(store);
  const engineHandler = toNodeHandler(engine);
  const server = http.createServer((request, response) => {
    if (request.url === "/bare") void insertOne(commits, request, response);
    else engineHandler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    runs,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

async function insertOne(
  commits: CommitGroup,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { run, number, at } = JSON.parse(Buffer.concat(parts).toString()) as ReportBody;
  const id = `bare:${run}:${number}`;
  await commits.commit([{ op: "insert", table: "dedupe", row: { id, account: "bench", expiresAt: at } }]);
  response.writeHead(200, { "content-type": "application/json" }).end('{"taken":"applied"}');
}
