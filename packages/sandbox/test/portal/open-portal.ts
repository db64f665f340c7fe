import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPortal } from "../../src/portal/create-portal.ts";
import type { Portal } from "../../src/portal/create-portal.ts";
import type { PortalSettings } from "../../src/portal/portal-settings.ts";
import { createFakeClock } from "./fake-clock.ts";
import type { FakeClock } from "./fake-clock.ts";

/** One request that the portal sent to the application. */
export interface Received {
  readonly path: string;
  readonly contentType: string | undefined;
  readonly form: URLSearchParams;
}

/** The body of an answer, loosely. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;

/** A listening portal with an application that keeps what it receives. */
export interface OpenPortal {
  readonly portal: Portal;
  readonly clock: FakeClock;
  readonly url: string;
  readonly handlerUrl: string;
  readonly received: Received[];
  /** Status that the application answers with. */
  answerWith(status: number): void;
  /** Calls a method with the token of the installation. */
  call(method: string, params?: Record<string, unknown>): Promise<{ status: number; body: Body }>;
  /** Calls a method by the webhook of employee 6. */
  callAsEmployee(method: string, params?: Record<string, unknown>): Promise<{ status: number; body: Body }>;
  /** Uses the control API; without a body it reads. */
  control(path: string, body?: Record<string, unknown>): Promise<Body>;
  /** Token that the installation brought. */
  token(): string;
  /** Resolves when everything that the portal sent has been answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Application settings of the tests. */
export const testApp = { clientId: "app.test", clientSecret: "secret-of-the-test" };

/** Starts a portal and an application, and installs it. */
export async function openPortal(settings: Partial<PortalSettings> = {}, install = true): Promise<OpenPortal> {
  const received: Received[] = [];
  let status = 200;
  const application = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      received.push({ path: request.url ?? "", contentType: request.headers["content-type"], form });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
  const handlerUrl = `http://127.0.0.1:${(application.address() as AddressInfo).port}/bitrix`;
  const clock = createFakeClock();
  const portal = createPortal({ clock, limits: "off", ...settings, app: { ...testApp, handlerUrl, ...settings.app } });
  const { url, close } = await portal.listen();
  if (install) await portal.installApp();
  const token = (): string =>
    received.find(({ form }) => form.has("auth[refresh_token]"))?.form.get("auth[access_token]") ?? "";
  return {
    portal,
    clock,
    url,
    handlerUrl,
    received,
    answerWith: (next) => void (status = next),
    call: (method, params = {}) => post(`${url}/rest/${method}`, { ...params, auth: token() }),
    callAsEmployee: (method, params = {}) => post(`${portal.employeeWebhookUrl()}${method}`, params),
    control: async (path, body) =>
      body ? (await post(`${url}/control/${path}`, body)).body : get(`${url}/control/${path}`),
    token,
    async settled() {
      while (!portal.quiet() || clock.held() > 0) await new Promise((resolve) => setImmediate(resolve));
    },
    async close() {
      await close();
      application.closeAllConnections();
      await new Promise((resolve) => application.close(resolve));
    },
  };
}

/** Sends JSON and reads JSON. */
export async function post(url: string, body: Record<string, unknown>): Promise<{ status: number; body: Body }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function get(url: string): Promise<Body> {
  return (await fetch(url)).json();
}
