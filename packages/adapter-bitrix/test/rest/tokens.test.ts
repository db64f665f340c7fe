import { isCallwrightError } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { connected, memberId } from "../support/connected.ts";
import type { Scripted, SeenRequest } from "../support/fake-http.ts";

const deal = { type: "deal", id: "42" } as const;
const item: Scripted = { json: { result: { item: { id: 42, stageId: "NEW", assignedById: 6 } } } };
const expired: Scripted = {
  status: 401,
  json: { error: "expired_token", error_description: "The access token provided has expired." },
};
const newTokens = {
  access_token: "access-token-two",
  refresh_token: "refresh-token-two",
  expires: 1_772_438_400,
  member_id: memberId,
  domain: "oauth.bitrix.info",
  client_endpoint: "https://shop.bitrix24.com/rest/",
};

/** A portal that knows the second token only, and an authorisation server that gives what it is told. */
function withRefresh(refresh: Scripted | (() => Scripted)) {
  return connected((request: SeenRequest) => {
    if (request.url.includes("/oauth/token/")) return typeof refresh === "function" ? refresh() : refresh;
    return request.params["auth"] === "access-token-two" ? item : expired;
  });
}

const refreshes = (seen: readonly SeenRequest[]) => seen.filter(({ url }) => url.includes("/oauth/token/"));

describe("expired tokens", () => {
  it("are refreshed once and the request is sent again with the new one", async () => {
    const { crm, seen, stored } = withRefresh({ json: newTokens });
    await expect(crm.readItem(deal)).resolves.toMatchObject({ stage: "NEW" });
    expect(seen.map(({ url, params }) => [url, params["auth"] ?? params["refresh_token"]])).toEqual([
      ["https://shop.bitrix24.com/rest/crm.item.get", "access-token-one"],
      ["https://oauth.bitrix.info/oauth/token/", "refresh-token-one"],
      ["https://shop.bitrix24.com/rest/crm.item.get", "access-token-two"],
    ]);
    expect(stored()).toMatchObject({
      accessToken: "access-token-two",
      refreshToken: "refresh-token-two",
      expiresAt: 1_772_438_400_000,
    });
  });

  it("keep the application's secret out of addresses", async () => {
    const { crm, seen } = withRefresh({ json: newTokens });
    await crm.readItem(deal);
    expect(seen.map(({ url }) => url).join()).not.toContain("client-secret-one");
    expect(refreshes(seen)[0]?.params).toMatchObject({
      grant_type: "refresh_token",
      client_id: "local.app",
      client_secret: "client-secret-one",
    });
  });

  it("are refreshed once for many requests at the same time", async () => {
    const { crm, seen } = withRefresh({ json: newTokens });
    await Promise.all(Array.from({ length: 8 }, () => crm.readItem(deal)));
    expect(refreshes(seen)).toHaveLength(1);
  });

  it("are refreshed once for two adapters that share the vault", async () => {
    const one = withRefresh({ json: newTokens });
    const two = withRefresh({ json: newTokens });
    two.host.vault.read = one.host.vault.read;
    two.host.vault.change = one.host.vault.change;
    await Promise.all([one.crm.readItem(deal), two.crm.readItem(deal)]);
    expect([...refreshes(one.seen), ...refreshes(two.seen)]).toHaveLength(1);
  });

  it("do not go round in circles when the new token is refused too", async () => {
    const { crm, seen } = connected((request) => (request.url.includes("/oauth/") ? { json: newTokens } : expired));
    await expect(crm.readItem(deal)).rejects.toMatchObject({ code: "CRM_TOKEN_REVOKED" });
    expect(seen).toHaveLength(3);
  });

  const refresh: readonly (readonly [string, Scripted, string])[] = [
    ["invalid_grant", { status: 400, json: { error: "invalid_grant" } }, "CRM_TOKEN_REVOKED"],
    ["wrong_client with HTTP 200", { status: 200, json: { error: "wrong_client" } }, "CRM_TOKEN_REVOKED"],
    ["invalid_client", { status: 401, json: { error: "invalid_client" } }, "CRM_TOKEN_REVOKED"],
    ["application removed", { status: 401, json: { error: "ERROR_OAUTH" } }, "CRM_TOKEN_REVOKED"],
    ["another portal's tokens", { json: { ...newTokens, member_id: "other" } }, "CRM_TOKEN_REVOKED"],
    ["no connection", { failure: { sent: false } }, "CRM_UNREACHABLE"],
    ["no answer", { failure: { sent: true } }, "CRM_UNREACHABLE"],
    ["a gateway's page", { status: 502, text: "<html>" }, "CRM_UNREACHABLE"],
    ["a server error", { status: 500, json: { error: "INTERNAL_SERVER_ERROR" } }, "CRM_UNREACHABLE"],
    ["subscription over", { status: 400, json: { error: "PAYMENT_REQUIRED" } }, "CRM_ACCESS_DENIED"],
    ["an answer without tokens", { json: { access_token: "x" } }, "CRM_UNREACHABLE"],
  ];
  it.each(refresh)("whose refresh meets %s", async (_, answer, code) => {
    const { crm, stored } = withRefresh(answer);
    const error: unknown = await crm.readItem(deal).catch((caught: unknown) => caught);
    expect(isCallwrightError(error) && error.code).toBe(code);
    expect(stored().refreshToken).toBe("refresh-token-one");
    expect(JSON.stringify(error) + String(error)).not.toMatch(/token-one|secret-one/);
  });

  it("are not sent to a server that the settings do not trust any more", async () => {
    const { crm, seen } = connected(() => expired, {
      connection: { serverEndpoint: "https://oauth.evil.example/rest/" },
    });
    await expect(crm.readItem(deal)).rejects.toMatchObject({ code: "CRM_TOKEN_REVOKED" });
    expect(refreshes(seen)).toEqual([]);
  });

  it("need a connection", async () => {
    const { crm, secrets } = connected(() => item);
    secrets.clear();
    await expect(crm.readItem(deal)).rejects.toMatchObject({ code: "CRM_NOT_CONNECTED" });
  });
});
