import { createServer } from "node:http";
import type { Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { isOpen, startRobots } from "./automation.ts";
import { createState } from "./create-state.ts";
import { createFaults } from "./faults.ts";
import { installApp } from "./installation.ts";
import { createMethodTable } from "./methods/method-table.ts";
import { createPortalApp } from "./portal-app.ts";
import type { PortalContext } from "./portal-context.ts";
import type { PortalLogEntry } from "./portal-log.ts";
import type { PortalSettings } from "./portal-settings.ts";
import { createRandomIds } from "./random-ids.ts";
import { createRateLimits } from "./rest/rate-limits.ts";
import { deliverEvent } from "./webhooks.ts";

/** A Bitrix24 portal on localhost: it does what the vendor's documents say, and rejects what the vendor rejects. */
export interface Portal {
  /**
   * Serves REST, OAuth, uploads and the control API in memory. A cut connection rejects with a `TypeError`,
   * as `fetch` does.
   */
  fetch(request: Request): Promise<Response>;

  /** Serves all of it on 127.0.0.1, on a free port. REST and OAuth share the port. */
  listen(): Promise<{ readonly url: string; close(): Promise<void> }>;

  /**
   * Announces the installation to the application's handler as the vendor does for applications without
   * pages: form-encoded, with tokens, a refresh token and the application token.
   *
   * @throws when the handler does not answer 2xx.
   */
  installApp(): Promise<void>;

  /** Whether nothing is under way: no request to a handler is being sent or waits for its status. */
  quiet(): boolean;

  /** How many requests to handlers are under way or were taken by a handler and wait for `bizproc.event.send`. */
  pending(): number;

  /** Every REST call in the order of execution, commands of a batch included. */
  log(): readonly PortalLogEntry[];

  /** Address of the incoming webhook of employee 6, ending with a slash: through it a person moves deals by REST. */
  employeeWebhookUrl(): string;
}

/**
 * Makes a portal with employees 1 (administrator) and 6 (manager), the default stages of funnel 0 and nothing else.
 *
 * Effects: none before `listen` or `fetch`. Everything is kept in memory.
 */
export function createPortal(settings: PortalSettings): Portal {
  const context = createContext(settings);
  const { state } = context;
  const app = createPortalApp(context, createMethodTable());
  const underWay = (): number => state.deliveries.filter((delivery) => delivery.status === undefined).length;
  const waiting = (): number =>
    [...state.robotRequests.values()].filter((request) => isOpen(request) && request.status === "waiting").length;
  return {
    fetch: async (request) => app.fetch(request),
    listen: () => listen(context, (request, env) => app.fetch(request, env)),
    installApp: () => installApp(context),
    quiet: () => underWay() === 0,
    pending: () => underWay() + waiting(),
    log: () => state.log,
    employeeWebhookUrl() {
      const webhook = state.webhooks[0];
      return `${state.baseUrl}/rest/${webhook?.userId ?? 0}/${webhook?.code ?? ""}/`;
    },
  };
}

function createContext(settings: PortalSettings): PortalContext {
  const seed = settings.seed ?? 1;
  const ids = createRandomIds(seed);
  // A stream of its own, so that ids do not depend on how often an answer was withheld.
  const delays = createRandomIds(seed ^ 0x5bd1e995);
  const { clock, latencyMs, limits } = settings;
  const context: PortalContext = {
    clock,
    ids,
    state: createState(settings, ids),
    limits: createRateLimits(clock, limits !== "off"),
    faults: createFaults(),
    webhookTimeoutMs: settings.webhookTimeoutMs ?? 30_000,
    latencyMs: () => (latencyMs ? delays.between(latencyMs.min, latencyMs.max) : 0),
    publish(happening) {
      if (happening.kind === "stage-entered") startRobots(context, happening.item);
      else deliverEvent(context, happening);
    },
  };
  return context;
}

async function listen(
  context: PortalContext,
  serve: Parameters<typeof getRequestListener>[0],
): Promise<{ url: string; close(): Promise<void> }> {
  const handle = getRequestListener(serve, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void handle(request, response));
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.state.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: context.state.baseUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
