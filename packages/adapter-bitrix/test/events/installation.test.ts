import { describe, expect, it } from "vitest";
import { account, applicationToken, connected, memberId } from "../support/connected.ts";
import type { Scripted } from "../support/fake-http.ts";

type Form = Record<string, string>;

const form = {
  event: "ONAPPINSTALL",
  "data[VERSION]": "1",
  "data[LANGUAGE_ID]": "ru",
  ts: "1724068028",
  "auth[access_token]": "access-token-new",
  "auth[refresh_token]": "refresh-token-new",
  "auth[expires]": "1772440000",
  "auth[expires_in]": "3600",
  "auth[scope]": "crm,bizproc,telephony",
  "auth[domain]": "new.bitrix24.ru",
  "auth[server_endpoint]": "https://oauth.bitrix24.tech/rest/",
  "auth[client_endpoint]": "https://new.bitrix24.ru/rest/",
  "auth[status]": "L",
  "auth[member_id]": "new-member",
  "auth[user_id]": "1",
  "auth[application_token]": "new-application-token",
};
const info = {
  client_id: "local.app",
  scope: "crm",
  install: { member_id: "new-member", domain: "new.bitrix24.ru", client_endpoint: "https://new.bitrix24.ru/rest/" },
  user_id: 1,
};
const confirmed: Scripted = { json: { result: info } };
const without = (name: string): Form => Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));
const refused = (answer: Scripted, body: Form = form) => {
  const made = connected(() => answer);
  return {
    ...made,
    error: made.post("/bitrix/events", body).then(
      () => undefined,
      (error: unknown) => error,
    ),
  };
};

describe("an installation", () => {
  it("makes an account once the authorisation server has confirmed it", async () => {
    const { post, installations, seen } = connected(() => confirmed);
    expect((await post("/bitrix/events", form)).status).toBe(200);
    expect(seen.map(({ url, params }) => [url, params])).toEqual([
      ["https://oauth.bitrix24.tech/rest/app.info", { auth: "access-token-new" }],
    ]);
    expect(installations).toEqual([
      { adapter: "bitrix", account: "new-member", externalId: "new-member", secret: expect.any(String) as string },
    ]);
    expect(JSON.parse(installations[0]?.secret ?? "")).toEqual({
      memberId: "new-member",
      domain: "new.bitrix24.ru",
      clientEndpoint: "https://new.bitrix24.ru/rest/",
      serverEndpoint: "https://oauth.bitrix24.tech/rest/",
      accessToken: "access-token-new",
      refreshToken: "refresh-token-new",
      expiresAt: 1_772_440_000_000,
      applicationToken: "new-application-token",
      userId: 1,
      installedRobots: {},
    });
  });

  it("may name the account by the host's own rule", async () => {
    const { post, installations } = connected(() => confirmed, {
      settings: { accountId: ({ domain }) => `portal ${domain}` },
    });
    await post("/bitrix/events", form);
    expect(installations[0]?.account).toBe("portal new.bitrix24.ru");
  });

  it("reads an answer without an envelope, and asks the default server when none is named", async () => {
    const { post, installations, seen } = connected(() => ({ json: info }));
    await post("/bitrix/events", without("auth[server_endpoint]"));
    expect(installations).toHaveLength(1);
    expect(seen[0]?.url).toBe("https://oauth.bitrix.info/rest/app.info");
  });

  it("over an existing one keeps the account and what is known of its robots", async () => {
    const again = {
      ...form,
      "auth[member_id]": memberId,
      "auth[domain]": "shop.bitrix24.com",
      "auth[client_endpoint]": "https://shop.bitrix24.com/rest/",
    };
    const install = { ...info.install, member_id: memberId, client_endpoint: "https://shop.bitrix24.com/rest/" };
    const { post, installations } = connected(() => ({ json: { result: { ...info, install } } }), {
      connection: { installedRobots: { a: "print" } },
    });
    await post("/bitrix/events", again);
    expect(installations[0]?.account).toBe(account);
    expect(JSON.parse(installations[0]?.secret ?? "")).toMatchObject({
      applicationToken: "new-application-token",
      installedRobots: { a: "print" },
    });
  });

  it.each<[string, Scripted, Form]>([
    ["another application", { json: { result: { ...info, client_id: "other" } } }, form],
    ["another portal's id", { json: { result: { ...info, install: { ...info.install, member_id: "other" } } } }, form],
    [
      "another portal's address",
      { json: { result: { ...info, install: { ...info.install, client_endpoint: "https://evil.example/rest/" } } } },
      form,
    ],
    ["a domain that is not the portal's", confirmed, { ...form, "auth[domain]": "evil.example" }],
    ["an unknown token", { status: 401, json: { error: "NO_AUTH_FOUND" } }, form],
    ["an answer of another form", { json: { result: { client_id: "local.app" } } }, form],
  ])("is refused when the server tells of %s", async (_, answer, body) => {
    const { error, installations } = refused(answer, body);
    expect(await error).toMatchObject({ code: "WEBHOOK_NOT_AUTHENTIC" });
    expect(installations).toEqual([]);
  });

  it.each<[string, Form]>([
    ["names an authorisation server of its own", { ...form, "auth[server_endpoint]": "https://evil.example/rest/" }],
    [
      "names a host that only ends like one",
      { ...form, "auth[server_endpoint]": "https://evil-oauth.bitrix.info/rest/" },
    ],
    ["names the server by plain http", { ...form, "auth[server_endpoint]": "http://oauth.bitrix.info/rest/" }],
    [
      "names a user before the host",
      { ...form, "auth[server_endpoint]": "https://oauth.bitrix.info@evil.example/rest/" },
    ],
    ["names a portal by plain http", { ...form, "auth[client_endpoint]": "http://new.bitrix24.ru/rest/" }],
    ["names a loopback host that is not listed", { ...form, "auth[server_endpoint]": "http://127.0.0.1:1/rest/" }],
  ])("is refused without asking anybody when it %s", async (_, body) => {
    const { error, seen } = refused(confirmed, body);
    expect(await error).toMatchObject({ code: "WEBHOOK_NOT_AUTHENTIC" });
    expect(seen).toEqual([]);
  });

  it("over another portal's account is refused", async () => {
    const { post, installations } = connected(() => confirmed, { settings: { accountId: () => account } });
    await expect(post("/bitrix/events", form)).rejects.toMatchObject({ code: "WEBHOOK_NOT_AUTHENTIC" });
    expect(installations).toEqual([]);
  });

  it.each<[string, Scripted]>([
    ["is down", { failure: { sent: false } }],
    ["gives no answer", { failure: { sent: true } }],
    ["answers with a page", { status: 502, text: "<html>" }],
  ])("is not taken for false when the authorisation server %s", async (_, answer) => {
    const { error, installations } = refused(answer);
    expect(await error).toMatchObject({ code: "CRM_UNREACHABLE" });
    expect(installations).toEqual([]);
  });

  it.each(["auth[refresh_token]", "auth[access_token]", "auth[application_token]", "auth[client_endpoint]", "event"])(
    "is refused without %s",
    async (name) => {
      const { error, seen } = refused(confirmed, without(name));
      expect(await error).toMatchObject({ code: "WEBHOOK_MALFORMED" });
      expect(seen).toEqual([]);
    },
  );

  it("on loopback works where the settings list the host", async () => {
    const local = "http://127.0.0.1:8080";
    const { post, installations } = connected(
      () => ({ json: { result: { ...info, install: { ...info.install, client_endpoint: `${local}/rest/` } } } }),
      { settings: { oauthHosts: ["127.0.0.1"] } },
    );
    await post("/bitrix/events", {
      ...form,
      "auth[domain]": "127.0.0.1:8080",
      "auth[client_endpoint]": `${local}/rest/`,
      "auth[server_endpoint]": `${local}/oauth/rest/`,
    });
    expect(installations).toHaveLength(1);
  });
});

describe("other events", () => {
  const uninstall = {
    event: "ONAPPUNINSTALL",
    "data[CLEAN]": "0",
    "auth[domain]": "shop.bitrix24.com",
    "auth[member_id]": memberId,
    "auth[application_token]": applicationToken,
  };

  it("end an account by the application token alone", async () => {
    const { post, uninstalled, seen } = connected(() => ({}));
    expect((await post("/bitrix/events", uninstall)).status).toBe(200);
    expect(uninstalled).toEqual([account]);
    expect(seen).toEqual([]);
  });

  it("end nothing with a wrong token or for an unknown portal", async () => {
    const { post, uninstalled } = connected(() => ({}));
    await expect(post("/bitrix/events", { ...uninstall, "auth[application_token]": "x" })).rejects.toMatchObject({
      code: "WEBHOOK_NOT_AUTHENTIC",
    });
    await expect(post("/bitrix/events", { ...uninstall, "auth[member_id]": "x" })).rejects.toMatchObject({
      code: "WEBHOOK_UNKNOWN_ACCOUNT",
    });
    expect(uninstalled).toEqual([]);
  });

  it("are acknowledged and dropped", async () => {
    const { post, uninstalled, installations, requests } = connected(() => ({}));
    const response = await post("/bitrix/events", { ...uninstall, event: "ONCRMDEALUPDATE", "data[FIELDS][ID]": "42" });
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
    expect([uninstalled, installations, requests]).toEqual([[], [], []]);
  });

  it("log no secrets", async () => {
    const { post, logs } = connected(() => ({}));
    await post("/bitrix/events", { ...uninstall, event: "ONCRMDEALUPDATE" });
    expect(JSON.stringify(logs)).not.toContain(applicationToken);
  });
});
