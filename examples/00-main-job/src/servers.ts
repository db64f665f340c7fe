import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { bitrix } from "@callwright/adapter-bitrix";
import { sqlite } from "@callwright/adapter-sqlite";
import { voicebox } from "@callwright/adapter-voicebox";
import { createEngine, toNodeHandler, type Account, type Engine } from "@callwright/core";
import type { LoggerPort, StorePort } from "@callwright/core/ports";
import { createVirtualClock, type VirtualClock } from "@callwright/core/testing";
import {
  createPortal,
  createVoiceBox,
  type Portal,
  type RingingCall,
  type ClientScript,
  type VoiceBox,
} from "@callwright/sandbox";
import { visitReminder, visitRules } from "./visit-reminder.ts";

/** Field of the contact in which the portal's people note that the person agreed to be called. */
export const consentField = "UF_CRM_CALL_CONSENT";

/** The portal, VoiceBox and the host application, three servers on loopback under one virtual clock. */
export interface Servers {
  readonly clock: VirtualClock;
  readonly hostUrl: string;
  readonly portal: Portal;
  readonly portalUrl: string;
  readonly voiceBox: VoiceBox;
  readonly voiceBoxUrl: string;
  readonly engine: Engine;
  readonly account: Account;
  close(): Promise<void>;
}

/** What the three servers are started with. */
export interface ServerOptions {
  readonly seed: number;
  readonly clientFor: (call: RingingCall) => ClientScript;
  /** Default: warnings and errors on standard error. */
  readonly logger?: LoggerPort;
  /** Default: a SQLite file of its own, removed at the end. */
  readonly store?: StorePort;
  /** Signs what VoiceBox reports. Default: random. */
  readonly secret?: string;
  /** Stands between the network and the host application. */
  readonly intercept?: (fetch: Engine["fetch"]) => Engine["fetch"];
  /** Where the host application reaches VoiceBox, given its address. Default: there. */
  readonly reachVoiceBoxAt?: (url: string) => Promise<string>;
}

/** Wednesday, 4 March 2026, 10:00 in Moscow: within the calling window at any hour of the real day. */
const start = "2026-03-04T10:00:00+03:00";
const app = { clientId: "local.callwright", clientSecret: "demo-secret" };
const credentials = { user: "demo", password: "demo", bearer: "demo-token", customerId: "1001" };
const scenario = { scenarioId: "5001", entryPoint: "7f6f0c0e-6f3b-4c56-9a57-000000000001" };

/** Starts the three servers, installs the application in the portal and its robots in both vendors. */
export async function startServers(options: ServerOptions): Promise<Servers> {
  const clock = createVirtualClock(start);
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-demo-"));
  const host = await listen();
  const portal = createPortal({ clock, seed: options.seed, app: { ...app, handlerUrl: `${host.url}/bitrix/events` } });
  const portalServer = await portal.listen();
  const voiceBox = createVoiceBox({ clock, seed: options.seed, credentials, clientFor: options.clientFor });
  const voiceBoxServer = await voiceBox.listen();
  const launchUrl = (await options.reachVoiceBoxAt?.(voiceBoxServer.url)) ?? voiceBoxServer.url;
  const file = { path: path.join(folder, "callwright.db"), key: randomBytes(32).toString("base64") };

  const engine = createEngine({
    publicUrl: host.url,
    clock,
    timeZone: "Europe/Moscow",
    country: "RU",
    store: options.store ?? sqlite(file),
    adapters: [
      bitrix({ app, oauthHosts: ["127.0.0.1"], accountId: () => "shop" }),
      voicebox({
        launchUrl,
        manageUrl: voiceBoxServer.url,
        user: credentials.user,
        password: credentials.password,
        token: credentials.bearer,
        customerId: credentials.customerId,
        secret: options.secret ?? randomBytes(32).toString("hex"),
        scenarios: { "visit-reminder": scenario },
        capabilities: { lookup: true, recordingPush: true },
      }),
    ],
    flows: [visitReminder],
    rules: [visitRules],
    gate: {
      consent: async ({ contact, readField }) => contact !== null && (await readField(contact, consentField)) === "Y",
    },
    ...(options.logger && { logger: options.logger }),
  });
  const { intercept = (fetch) => fetch } = options;
  host.use(toNodeHandler({ fetch: intercept(engine.fetch) }));
  await engine.ready();

  voiceBox.bindEntryPoint(scenario);
  await portal.installApp();
  const account = engine.account("shop");
  await account.install();
  return {
    clock,
    hostUrl: host.url,
    portal,
    portalUrl: portalServer.url,
    voiceBox,
    voiceBoxUrl: voiceBoxServer.url,
    engine,
    account,
    close: async () => {
      await engine.close();
      await host.close();
      await portalServer.close();
      await voiceBoxServer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Handler = http.RequestListener;

/** A server on a free port whose handler comes later: vendors must know our address before the engine is made. */
async function listen(): Promise<{ readonly url: string; use(handler: Handler): void; close(): Promise<void> }> {
  let handle: Handler = (_, response) => void response.writeHead(503).end();
  const server = http.createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use: (handler) => void (handle = handler),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
