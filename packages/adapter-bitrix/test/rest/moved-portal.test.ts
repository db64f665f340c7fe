import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";
import type { Scripted } from "../support/fake-http.ts";

const deal = { type: "deal", id: "42" } as const;
const moved = (location: string, status = 302): Scripted => ({ status, text: "", location });

describe("a portal that was renamed", () => {
  it.each([301, 302, 307, 308])("gets the same request at its new address (%i), which is kept", async (status) => {
    const { crm, seen, stored } = connected(({ url }) =>
      url.startsWith("https://shop.")
        ? moved("https://new.bitrix24.com/rest/crm.item.update", status)
        : { json: { result: {} } },
    );
    await crm.moveItem(deal, "WON");
    expect(seen.map(({ url }) => url)).toEqual([
      "https://shop.bitrix24.com/rest/crm.item.update",
      "https://new.bitrix24.com/rest/crm.item.update",
    ]);
    expect(seen[1]?.raw).toEqual({ ...seen[0]?.raw, url: seen[1]?.url });
    expect(stored()).toMatchObject({ clientEndpoint: "https://new.bitrix24.com/rest/", domain: "new.bitrix24.com" });
    await crm.moveItem(deal, "WON");
    expect(seen).toHaveLength(3);
  });

  it.each([
    ["plain http", "http://new.bitrix24.com/rest/crm.item.update"],
    ["a loopback host that is not listed", "http://127.0.0.1:9/rest/crm.item.update"],
    ["another method", "https://new.bitrix24.com/rest/crm.item.delete"],
    ["a page", "https://www.bitrix24.com/"],
    ["nowhere", "::"],
    ["a name with a password", "https://a:b@new.bitrix24.com/rest/crm.item.update"],
  ])("is not followed to %s", async (_, location) => {
    const { crm, seen, stored } = connected(() => moved(location));
    await expect(crm.moveItem(deal, "WON")).rejects.toMatchObject({ code: "CRM_ANSWER_UNKNOWN" });
    expect(seen).toHaveLength(1);
    expect(stored().clientEndpoint).toBe("https://shop.bitrix24.com/rest/");
  });

  it("is not followed from https to plain http, even on a listed loopback host", async () => {
    const { crm, seen } = connected(() => moved("http://127.0.0.1:9/rest/crm.item.update"), {
      settings: { oauthHosts: ["oauth.bitrix.info", "127.0.0.1"] },
    });
    await expect(crm.moveItem(deal, "WON")).rejects.toMatchObject({ code: "CRM_ANSWER_UNKNOWN" });
    expect(seen).toHaveLength(1);
  });

  it("is not followed round in a circle", async () => {
    const { crm, seen } = connected(() => moved("https://shop.bitrix24.com/rest/crm.item.update"));
    await expect(crm.moveItem(deal, "WON")).rejects.toMatchObject({ code: "CRM_ANSWER_UNKNOWN" });
    expect(seen).toHaveLength(4);
  });

  it("keeps the answer when the new address cannot be kept", async () => {
    const made = connected(({ url }) =>
      url.startsWith("https://shop.")
        ? moved("https://new.bitrix24.com/rest/crm.item.update")
        : { json: { result: {} } },
    );
    made.host.vault.change = () => Promise.reject(new Error("store is full"));
    await expect(made.crm.moveItem(deal, "WON")).resolves.toBeUndefined();
  });

  it("is followed with method and body over real HTTP", async () => {
    const bodies: string[] = [];
    const fresh = await listen(async (request) => {
      bodies.push(`${request.method} ${request.url} ${await textOf(request)}`);
      return { status: 200, headers: {}, body: '{"result":{"item":{}}}' };
    });
    const old = await listen(async () => ({
      status: 302,
      headers: { location: `${fresh.url}/rest/crm.item.update` },
      body: "",
    }));
    try {
      const { crm, stored } = connected(() => ({}), {
        settings: { http: createHttpClient(), oauthHosts: ["oauth.bitrix.info", "127.0.0.1"] },
        connection: { clientEndpoint: `${old.url}/rest/` },
      });
      await crm.moveItem(deal, "WON");
      expect(bodies).toEqual([
        'POST /rest/crm.item.update {"entityTypeId":2,"id":42,"fields":{"stageId":"WON"},"auth":"access-token-one"}',
      ]);
      expect(stored().clientEndpoint).toBe(`${fresh.url}/rest/`);
    } finally {
      await Promise.all([old.close(), fresh.close()]);
    }
  });
});

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function listen(answer: (request: IncomingMessage) => Promise<Reply>) {
  const server: Server = createServer((request, response) => {
    void answer(request).then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, close };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
