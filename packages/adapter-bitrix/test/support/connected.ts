import type { ClockPort } from "@callwright/core/ports";
import { bitrix, type BitrixSettings } from "../../src/index.ts";
import { fakeHost } from "./fake-host.ts";
import { fakeHttp, type Scripted, type SeenRequest } from "./fake-http.ts";

export const account = "shop";
export const memberId = "a223c6b3710f85df22e9377d6c4f7553";
export const applicationToken = "51856fefc120afa4b628cc82d3935cce";
const accessToken = "access-token-one";

/** What the vault holds of a portal that has installed the application. */
export const connection = {
  memberId,
  domain: "shop.bitrix24.com",
  clientEndpoint: "https://shop.bitrix24.com/rest/",
  serverEndpoint: "https://oauth.bitrix.info/rest/",
  accessToken,
  refreshToken: "refresh-token-one",
  expiresAt: Date.parse("2026-03-02T08:00:00Z"),
  applicationToken,
  userId: 1,
  installedRobots: {},
};

/** An adapter at work for one account, its portal played by a function. */
export function connected(
  answer: (request: SeenRequest, index: number) => Scripted | Promise<Scripted>,
  options: {
    readonly settings?: Partial<BitrixSettings>;
    readonly clock?: ClockPort;
    readonly connection?: Partial<typeof connection>;
    readonly publicUrl?: string;
  } = {},
) {
  const { http, seen } = fakeHttp(answer);
  const fake = fakeHost(options);
  fake.secrets.set(account, JSON.stringify({ ...connection, ...options.connection }));
  fake.accounts.set(memberId, account);
  const app = { clientId: "local.app", clientSecret: "client-secret-one" };
  const adapter = bitrix({ app, http, limits: "off", ...options.settings }).connect(fake.host);
  const crm = adapter.crm?.(account);
  const callLog = adapter.callLog?.(account);
  if (!crm || !callLog) throw new Error("the adapter must give both ports");
  const post = async (path: string, form: string | Readonly<Record<string, string>>): Promise<Response> => {
    const route = adapter.routes?.find((candidate) => candidate.path === path);
    if (!route) throw new Error(`no route ${path}`);
    const body = new TextEncoder().encode(typeof form === "string" ? form : new URLSearchParams(form).toString());
    return route.handle({ url: new URL(`https://calls.example.com${path}`), headers: new Headers(), body });
  };
  const stored = () => JSON.parse(fake.secrets.get(account) ?? "null") as typeof connection;
  return { ...fake, adapter, crm, callLog, seen, post, stored };
}
