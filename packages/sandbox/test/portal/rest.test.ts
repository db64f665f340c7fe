import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPortal, post } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal()));
afterEach(() => open.close());

describe("who may call", () => {
  it("answers 401 NO_AUTH_FOUND without a token, with a wrong one and with a wrong webhook code", async () => {
    for (const url of [
      `${open.url}/rest/profile`,
      `${open.url}/rest/profile?auth=wrong`,
      `${open.url}/rest/6/wrong/profile`,
    ]) {
      const response = await fetch(url);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: "NO_AUTH_FOUND", error_description: "Wrong authorization data" });
    }
  });

  it("answers 401 expired_token after an hour", async () => {
    expect((await open.call("profile")).status).toBe(200);
    await open.clock.advance(3_600_000);
    const answer = await open.call("profile");
    expect(answer).toMatchObject({ status: 401, body: { error: "expired_token" } });
  });

  it("answers 404 for a method that it does not have", async () => {
    const answer = await open.call("crm.nothing.get");
    expect(answer).toMatchObject({
      status: 404,
      body: { error: "ERROR_METHOD_NOT_FOUND", error_description: "Method not found!" },
    });
  });

  it("answers 403 insufficient_scope, worded for the kind of access", async () => {
    const { url } = await open.control("webhooks", { userId: 6, scopes: ["user"] });
    const answer = await post(`${url}crm.deal.list`, {});
    expect(answer).toMatchObject({ status: 403, body: { error: "insufficient_scope" } });
    expect(answer.body.error_description).toContain("webhook token");
  });

  it("refuses webhooks where the application is needed, each family in its own way", async () => {
    const refusals = [
      [
        "telephony.externalCall.register",
        403,
        "WRONG_AUTH_TYPE",
        "Current authorization type is denied for this method",
      ],
      ["event.bind", 403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method"],
      ["bizproc.robot.list", 403, "ACCESS_DENIED", "Application context required"],
      ["crm.automation.trigger.list", 400, "ACCESS_DENIED", "Access denied! Application context required"],
      ["app.info", 403, "ACCESS_DENIED", "Access denied! Application context required"],
    ] as const;
    for (const [method, status, error, text] of refusals) {
      expect(await open.callAsEmployee(method)).toEqual({ status, body: { error, error_description: text } });
    }
  });

  it("answers ERROR_OAUTH to the tokens of an application that was removed, and tells its handler", async () => {
    await open.control("uninstall", { clean: true });
    expect(await open.call("profile")).toMatchObject({ status: 401, body: { error: "ERROR_OAUTH" } });
    const told = open.received.at(-1)?.form;
    expect(told?.get("event")).toBe("ONAPPUNINSTALL");
    expect(told?.get("data[CLEAN]")).toBe("1");
    expect(told?.get("auth[application_token]")).toBe(open.received[0]?.form.get("auth[application_token]"));
    expect(told?.has("auth[access_token]")).toBe(false);
  });

  it("fails the installation when the handler does not answer 2xx", async () => {
    open.answerWith(500);
    await expect(open.portal.installApp()).rejects.toThrow("500");
  });
});

describe("how a request may look", () => {
  it("compares method names without regard to case and takes the suffix .json", async () => {
    for (const name of ["SERVER.TIME", "server.time.json", "Server.Time"]) {
      expect((await open.call(name)).body.result).toBe("2026-08-24T10:00:00+03:00");
    }
  });

  it("takes the query of a GET, a bracket form and JSON alike", async () => {
    const deal = await open.control("deals", { fields: { TITLE: "One", STAGE_ID: "EXECUTING" } });
    const query = `filter[STAGE_ID]=EXECUTING&select[]=TITLE&auth=${open.token()}`;
    const byGet = await (await fetch(`${open.url}/rest/crm.deal.list?${query}`)).json();
    const form = new URLSearchParams(query);
    const byForm = await (await fetch(`${open.url}/rest/crm.deal.list`, { method: "POST", body: form })).json();
    const byJson = await open.call("crm.deal.list", { filter: { STAGE_ID: "EXECUTING" }, select: ["TITLE"] });
    for (const body of [byGet, byForm, byJson.body])
      expect(body.result).toEqual([{ ID: String(deal.id), TITLE: "One" }]);
  });

  it("takes a body that is no JSON for an empty one", async () => {
    const response = await fetch(`${open.url}/rest/crm.item.get?auth=${open.token()}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: "100",
      error_description: "Could not find value for parameter {entityTypeId}",
    });
  });

  it("wraps every answer with the time it took", async () => {
    const { body } = await open.call("scope");
    expect(body.time).toMatchObject({ date_start: "2026-08-24T10:00:00+03:00", duration: 0, operating: 0 });
    expect(body.time.operating_reset_at).toBe(Math.floor(open.clock.now() / 1000) + 600);
  });
});

describe("batch", () => {
  it("runs commands in order and lets later ones refer to earlier ones", async () => {
    const { status, body } = await open.call("batch", {
      halt: 0,
      cmd: {
        contact: "crm.contact.add?fields[NAME]=Anna",
        deal: "crm.deal.add?fields[CONTACT_ID]=$result[contact]",
        read: "crm.deal.get?id=$result[deal]",
      },
    });
    expect(status).toBe(200);
    expect(body.result.result).toMatchObject({ contact: 1, deal: 1, read: { CONTACT_ID: "1", TITLE: "Deal #1" } });
    expect(body.result.result_error).toEqual([]);
    expect(Object.keys(body.result.result_time)).toEqual(["contact", "deal", "read"]);
  });

  it("stops at the first error only when it must halt", async () => {
    const cmd = { a: "crm.deal.get?id=99", b: "profile" };
    const stopped = (await open.call("batch", { halt: 1, cmd })).body.result;
    expect(stopped.result).toEqual([]);
    expect(stopped.result_error).toEqual({ a: { error: "", error_description: "Not found" } });
    const gone = (await open.call("batch", { halt: 0, cmd })).body.result;
    expect(gone.result.b.ID).toBe("1");
  });

  it("takes at most 50 commands and no batch inside", async () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, "profile"]));
    expect(await open.call("batch", { cmd: many })).toMatchObject({
      status: 400,
      body: { error: "ERROR_BATCH_LENGTH_EXCEEDED" },
    });
    const nested = (await open.call("batch", { cmd: ["batch?cmd[0]=profile", "scope"] })).body.result;
    expect(nested.result_error["0"] ?? nested.result_error[0]).toMatchObject({
      error: "ERROR_BATCH_METHOD_NOT_ALLOWED",
    });
  });
});
