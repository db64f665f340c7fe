import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import type { LoggerPort, StorePort } from "@callwright/core/ports";
import { storeOver } from "@callwright/core/testing";
import { namedClient, type NamedClientKind } from "@callwright/sandbox";
import { vi } from "vitest";
import { PortalOffice, stages } from "../src/portal-office.ts";
import { consentField, startServers, type ServerOptions, type Servers } from "../src/servers.ts";

/** A request that reached the host application. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The three servers with everything that the host application got, wrote and said. */
export interface World extends Servers {
  readonly office: PortalOffice;
  readonly store: StorePort;
  readonly storeFile: { readonly path: string; readonly key: string };
  readonly logger: LoggerPort;
  readonly seen: readonly SeenRequest[];
  /** Log lines, console output, answers and errors: what must hold no secret. */
  readonly told: string[];
  /** How many batches with writes were committed. */
  commits(): number;
  send(request: OutgoingRequest): Promise<Answer>;
  control(vendor: "portal" | "voiceBox", what: string, body: object): Promise<{ readonly id?: unknown }>;
  /** A deal about a contact, standing before the robot's stage. */
  addDeal(contact: { readonly phone?: string; readonly consent: boolean }): Promise<string>;
  /** How often the portal carried a method out. */
  applied(method: string): number;
  /** Every line that was told so far and holds a number, a token or words of a call. */
  leaks(): Promise<readonly string[]>;
}

/** A request to the host application. `chunked`: without a length. */
export interface OutgoingRequest {
  readonly path: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly chunked?: boolean;
  readonly to?: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly error: string | undefined;
}

/** With this the reports of VoiceBox are signed. */
export const reportSecret = "a-secret-of-these-tests-only";

const knownSecrets = ["demo-secret", "demo-token", reportSecret];
const secretFields = /^(auth\[(application_token|access_token|refresh_token)\]|event_token)$/;

/** Starts a world whose clients behave as named, and sets its portal up. */
export async function createWorld(
  client: NamedClientKind = "yes",
  { triggers = true, ...options }: Partial<ServerOptions> & { readonly triggers?: boolean } = {},
): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-bad-input-"));
  const storeFile = { path: path.join(folder, "callwright.db"), key: Buffer.alloc(32, 7).toString("base64") };
  const counted = countCommits(sqlite(storeFile));
  const told: string[] = [];
  const console_ = listenToConsole(told);
  const logger = recordingLogger(told);
  const seen: SeenRequest[] = [];
  const { intercept = (fetch) => fetch } = options;
  const servers = await startServers({
    seed: 1,
    clientFor: () => namedClient(client),
    ...options,
    logger,
    store: counted.store,
    secret: reportSecret,
    intercept: (fetch) => {
      const inner = intercept(fetch);
      return async (request) => {
        const copy = request.clone();
        const answer = inner(request);
        seen.push(await toSeen(copy));
        return answer;
      };
    },
  });
  const office = new PortalOffice(servers);
  await office.setUp({ triggers });
  const numbers = new Set<string>();
  const control: World["control"] = async (vendor, what, body) => {
    const { portalUrl, voiceBoxUrl } = servers;
    const response = await postJson(`${vendor === "portal" ? portalUrl : voiceBoxUrl}/control/${what}`, body);
    if (!response.ok) throw new Error(`The control API answered ${response.status} to ${what}.`);
    return (await response.json()) as { readonly id?: unknown };
  };
  return {
    ...servers,
    office,
    store: counted.store,
    storeFile,
    logger,
    seen,
    told,
    control,
    commits: counted.commits,
    async send({ to = servers.hostUrl, ...request }) {
      const { status, text } = await post(to, request);
      told.push(text);
      return { status, error: (JSON.parse(text || "{}") as { readonly error?: string }).error };
    },
    async addDeal({ phone, consent }) {
      const phones = phone === undefined ? [] : [{ VALUE: phone, VALUE_TYPE: "MOBILE" }];
      if (phone !== undefined) numbers.add(phone.replace(/\D/g, "").slice(-10));
      const contact = await control("portal", "contacts", {
        fields: { NAME: "Анна", PHONE: phones, ...(consent && { [consentField]: "Y" }) },
      });
      const fields = { TITLE: "Анна", STAGE_ID: "NEW", CONTACT_IDS: [contact.id], ASSIGNED_BY_ID: 6 };
      return String((await control("portal", "deals", { fields })).id);
    },
    applied: (method) => servers.portal.log().filter((entry) => entry.method === method && entry.applied).length,
    async leaks() {
      const secrets = [...knownSecrets, ...seen.flatMap(secretsIn)];
      const lines = [...told, ...(await storedMessages(counted.store))];
      return lines.filter((line) => {
        const digits = line.replace(/[\s()+-]/g, "");
        return (
          /[а-яё]/i.test(line) ||
          secrets.some((secret) => line.includes(secret)) ||
          [...numbers].some((number) => digits.includes(number))
        );
      });
    },
    async close() {
      await servers.close();
      console_.restore();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The main job of one client, from the move of the deal to the end. */
export async function playMainJob(world: World): Promise<string> {
  const deal = await world.addDeal({ phone: "+7 916 123-45-67", consent: true });
  await world.office.moveDeal(deal, stages.robot);
  await world.clock.runAll();
  return deal;
}

/** The newest request that reached a path. */
export function newest(world: World, route: string): SeenRequest {
  const found = world.seen.filter((request) => request.path === route).at(-1);
  if (!found) throw new Error(`Nothing has reached ${route}.`);
  return found;
}

/** A form with some of its fields changed, or removed where `null`. */
export function changeForm(body: string, changes: Readonly<Record<string, string | null>>): string {
  const form = new URLSearchParams(body);
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) form.delete(field);
    else form.set(field, value);
  }
  return form.toString();
}

function post(to: string, request: OutgoingRequest): Promise<{ readonly status: number; readonly text: string }> {
  const { path: route, body, headers = {}, chunked = false } = request;
  const length = chunked ? { "transfer-encoding": "chunked" } : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = http.request(`${to}${route}`, {
      method: "POST",
      agent: false,
      headers: { ...headers, ...length },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.end(body);
  });
}

function postJson(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function toSeen(request: Request): Promise<SeenRequest> {
  const { pathname } = new URL(request.url);
  const body = await request.text().catch(() => "");
  return { path: pathname, headers: Object.fromEntries(request.headers), body };
}

function secretsIn({ headers, body }: SeenRequest): readonly string[] {
  const signature = headers["x-robot-token"];
  const fields = [...new URLSearchParams(body)].filter(([name]) => secretFields.test(name)).map(([, value]) => value);
  return [...fields, ...(signature === undefined ? [] : [signature])].filter((secret) => secret.length > 8);
}

async function storedMessages(store: StorePort): Promise<readonly string[]> {
  const limit = 10_000;
  const runs = await store.find("runs", { limit });
  const effects = await store.find("effects", { limit });
  return [...runs.map(({ parked }) => parked?.message), ...effects.map(({ error }) => error?.message)].filter(
    (message) => message !== undefined,
  );
}

function countCommits(inner: StorePort): { readonly store: StorePort; commits(): number } {
  let commits = 0;
  const store = storeOver(inner, {
    commit(batches) {
      commits += batches.filter((batch) => batch.length > 0).length;
      return inner.commit(batches);
    },
  });
  return { store, commits: () => commits };
}

function recordingLogger(told: string[]): LoggerPort {
  const write = (fields: object, message: string) => void told.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: write, info: write, warn: write, error: write };
}

function listenToConsole(told: string[]): { restore(): void } {
  const spies = (["log", "info", "warn", "error", "debug"] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void told.push(words.map(String).join(" "))),
  );
  return { restore: () => spies.forEach((spy) => spy.mockRestore()) };
}
