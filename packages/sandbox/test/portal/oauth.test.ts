import { afterEach, beforeEach, expect, it } from "vitest";
import { openPortal, testApp } from "./open-portal.ts";
import type { Body, OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal()));
afterEach(() => open.close());

async function askToken(params: Record<string, string>): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${open.url}/oauth/token/?${new URLSearchParams(params).toString()}`);
  return { status: response.status, body: await response.json() };
}

const grant = { grant_type: "refresh_token", client_id: testApp.clientId, client_secret: testApp.clientSecret };

it("announces the installation with tokens, a refresh token and the application token, as a form", () => {
  const [install] = open.received;
  expect(install?.contentType).toBe("application/x-www-form-urlencoded");
  expect(install?.form.get("event")).toBe("ONAPPINSTALL");
  expect(install?.form.get("data[VERSION]")).toBe("1");
  expect(install?.form.get("auth[application_token]")).toMatch(/^[0-9a-f]{32}$/);
  expect(install?.form.get("auth[member_id]")).toMatch(/^[0-9a-f]{32}$/);
  expect(install?.form.get("auth[client_endpoint]")).toBe(`${open.url}/rest/`);
  expect(install?.form.get("auth[server_endpoint]")).toBe(`${open.url}/oauth/rest/`);
});

it("rotates the refresh token: the one used dies", async () => {
  const old = open.received[0]?.form.get("auth[refresh_token]") ?? "";
  const first = await askToken({ ...grant, refresh_token: old });
  expect(first.body).toMatchObject({ expires_in: 3600, client_endpoint: `${open.url}/rest/`, user_id: 1, status: "L" });
  expect(first.body.refresh_token).not.toBe(old);
  expect(await askToken({ ...grant, refresh_token: old })).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
  const second = await askToken({ ...grant, refresh_token: first.body.refresh_token });
  const profile: Body = await (await fetch(`${open.url}/rest/profile?auth=${second.body.access_token}`)).json();
  expect(profile.result).toMatchObject({ ID: "1", ADMIN: true });
});

it("forgets a refresh token that nobody used for 180 days", async () => {
  const token = open.received[0]?.form.get("auth[refresh_token]") ?? "";
  await open.clock.advance(180 * 86_400_000);
  expect(await askToken({ ...grant, refresh_token: token })).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
});

it("answers wrong_client with HTTP 200 and a missing parameter with invalid_request", async () => {
  const wrong = await askToken({ ...grant, client_id: "other", refresh_token: "x" });
  expect(wrong).toMatchObject({ status: 200, body: { error: "wrong_client" } });
  expect(await askToken(grant)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  expect(await askToken({ ...grant, client_secret: "other" })).toMatchObject({
    status: 401,
    body: { error: "invalid_client" },
  });
});

it("tells on the OAuth server what a token is worth, and on the portal what the application is", async () => {
  const server: Body = await (await fetch(`${open.url}/oauth/rest/app.info?auth=${open.token()}`)).json();
  expect(server.result).toMatchObject({
    client_id: testApp.clientId,
    install: {
      installed: true,
      member_id: open.received[0]?.form.get("auth[member_id]"),
      client_endpoint: `${open.url}/rest/`,
      domain: new URL(open.url).host,
    },
    user_id: 1,
  });
  expect((await open.call("app.info")).body.result).toMatchObject({ STATUS: "L", INSTALLED: true });
  const forged = await fetch(`${open.url}/oauth/rest/app.info?auth=forged`);
  expect(forged.status).toBe(401);
});

it("keeps the application token over a new installation", async () => {
  await open.portal.installApp();
  const [first, second] = open.received.map(({ form }) => form);
  expect(second?.get("auth[application_token]")).toBe(first?.get("auth[application_token]"));
  expect(second?.get("auth[access_token]")).not.toBe(first?.get("auth[access_token]"));
});
