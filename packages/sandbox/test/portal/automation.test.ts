import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPortal, post } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal()));
afterEach(() => open.close());

async function addRobot(fields: Record<string, unknown> = {}): Promise<{ status: number; body: { error?: string } }> {
  return open.call("bizproc.robot.add", {
    CODE: "robot",
    HANDLER: open.handlerUrl,
    NAME: "Robot",
    USE_SUBSCRIPTION: "Y",
    ...fields,
  });
}

/** Places the robot and lets a new deal enter its stage; the request that the handler got. */
async function runRobot(placement: Record<string, unknown> = {}): Promise<URLSearchParams> {
  await open.control("robots", { code: "robot", stageId: "NEW", ...placement });
  await open.control("deals", { fields: {} });
  await open.settled();
  return open.received.at(-1)?.form ?? new URLSearchParams();
}

describe("registering robots", () => {
  it("refuses what the vendor refuses, in its words", async () => {
    const refusals: [Record<string, unknown>, string, string][] = [
      [{ CODE: "" }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Empty activity code!"],
      [{ CODE: "a b" }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Wrong activity code!"],
      [{ NAME: "" }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Empty activity NAME!"],
      [{ HANDLER: "ftp://127.0.0.1/x" }, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol!"],
      [{ HANDLER: "http://elsewhere.test/x" }, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL!"],
      [{ PROPERTIES: {} }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Wrong property key (0)!"],
      [{ PROPERTIES: { "1x": { Name: "X" } } }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Wrong property key (1x)!"],
      [{ PROPERTIES: { x: { Type: "string" } } }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Empty property NAME (x)!"],
      [{ DOCUMENT_TYPE: ["crm"] }, "ERROR_ACTIVITY_VALIDATION_FAILURE", "Wrong activity DOCUMENT_TYPE!"],
    ];
    for (const [fields, error, text] of refusals) {
      expect(await addRobot(fields)).toEqual({ status: 400, body: { error, error_description: text } });
    }
    expect((await open.call("bizproc.robot.list")).body.result).toEqual([]);
  });

  it("refuses a code twice, changes and deletes it", async () => {
    await addRobot();
    expect(await addRobot()).toMatchObject({ status: 400, body: { error: "ERROR_ACTIVITY_ALREADY_INSTALLED" } });
    expect((await open.call("bizproc.robot.update", { CODE: "robot", FIELDS: { NAME: "New" } })).body.result).toBe(
      true,
    );
    const empty = await open.call("bizproc.robot.update", { CODE: "robot", FIELDS: {} });
    expect(empty.body.error_description).toBe("No fields to update");
    expect((await open.call("bizproc.robot.delete", { CODE: "robot" })).body.result).toBe(true);
    expect(await open.call("bizproc.robot.delete", { CODE: "robot" })).toMatchObject({
      status: 400,
      body: { error: "ERROR_ACTIVITY_NOT_FOUND" },
    });
  });

  it("lets only administrators do it, even with the application's token", async () => {
    await addRobot({ AUTH_USER_ID: 6 });
    const managerToken = (await runRobot()).get("auth[access_token]");
    const answer = await post(`${open.url}/rest/bizproc.robot.list`, { auth: managerToken });
    expect(answer).toMatchObject({ status: 403, body: { error: "ACCESS_DENIED" } });
    const trigger = await post(`${open.url}/rest/crm.automation.trigger.list`, { auth: managerToken });
    expect(trigger).toMatchObject({
      status: 400,
      body: { error_description: "Access denied! Admin permissions required" },
    });
  });
});

describe("robot requests", () => {
  it("starts at creation too and carries the documented form", async () => {
    await addRobot({ PROPERTIES: { phone: { Name: "Phone", Type: "string" } } });
    const form = await runRobot({ properties: { phone: "+79161234567" }, timeoutSeconds: 600 });
    expect(Object.fromEntries(form)).toMatchObject({
      code: "robot",
      "document_id[0]": "crm",
      "document_id[1]": "CCrmDocumentDeal",
      "document_id[2]": "DEAL_1",
      "document_type[2]": "DEAL",
      "properties[phone]": "+79161234567",
      use_subscription: "Y",
      timeout_duration: "600",
      ts: String(open.clock.now() / 1000),
      "auth[application_token]": open.received[0]?.form.get("auth[application_token]"),
    });
    expect(form.get("event_token")).toMatch(/^[0-9a-f]{32}\|A1_1_1\|[0-9a-f]{16}\.[0-9a-f]{64}$/);
    expect(form.has("auth[access_token]")).toBe(false);
    expect(form.has("auth[refresh_token]")).toBe(false);
  });

  it("gives a single value now plain, now as a list of one", async () => {
    await addRobot({ PROPERTIES: { name: { Name: "Name" } } });
    expect((await runRobot({ properties: { name: "A" } })).get("properties[name]")).toBe("A");
    await open.control("deals", { fields: {} });
    await open.settled();
    expect(open.received.at(-1)?.form.get("properties[name][0]")).toBe("A");
  });

  it("is sent once, whatever the handler answers", async () => {
    await addRobot();
    open.answerWith(500);
    await runRobot();
    await open.clock.advance(86_400_000);
    await open.settled();
    expect(open.received.filter(({ form }) => form.get("code") === "robot")).toHaveLength(1);
    expect(await open.control("robot-requests")).toMatchObject([{ status: "undelivered", completed: false }]);
    expect(open.portal.pending()).toBe(0);
  });

  it("takes an event token once, keeps the returned values, and refuses the second use", async () => {
    await addRobot();
    const token = (await runRobot()).get("event_token");
    const log = await open.call("bizproc.activity.log", { EVENT_TOKEN: token, LOG_MESSAGE: "dialing" });
    expect(log.body.result).toBe(true);
    const first = await open.call("bizproc.event.send", { event_token: token, return_values: { outcome: "yes" } });
    expect(first.body.result).toBe(true);
    const second = await open.call("bizproc.event.send", { EVENT_TOKEN: token });
    expect(second).toEqual({ status: 403, body: { error: "ACCESS_DENIED", error_description: "Access denied!" } });
    expect(await open.control("robot-requests")).toMatchObject([
      { returnValues: { outcome: "yes" }, logMessages: ["dialing"] },
    ]);
    expect(await open.call("bizproc.event.send", { EVENT_TOKEN: "forged" })).toMatchObject({ status: 403 });
  });

  it("stops waiting at the time-out", async () => {
    await addRobot();
    const token = (await runRobot({ timeoutSeconds: 60 })).get("event_token");
    expect(open.portal.pending()).toBe(1);
    await open.clock.advance(60_000);
    expect(open.portal.pending()).toBe(0);
    expect(await open.call("bizproc.event.send", { EVENT_TOKEN: token })).toMatchObject({ status: 403 });
  });

  it("leaves no timer behind when it was completed in time", async () => {
    await addRobot();
    const token = (await runRobot({ timeoutSeconds: 60 })).get("event_token");
    await open.call("bizproc.event.send", { EVENT_TOKEN: token });
    expect(open.clock.timers()).toBe(0);
  });

  it("waits for nobody when the robot says so, and waits when it says nothing", async () => {
    await addRobot({ USE_SUBSCRIPTION: "N" });
    const token = (await runRobot()).get("event_token");
    expect(open.portal.pending()).toBe(0);
    expect(await open.call("bizproc.event.send", { EVENT_TOKEN: token })).toMatchObject({ status: 403 });
    await open.call("bizproc.robot.update", { CODE: "robot", FIELDS: { USE_SUBSCRIPTION: "" } });
    await open.control("deals", { fields: {} });
    await open.settled();
    expect(open.portal.pending()).toBe(1);
  });

  it("does not start a robot that stands on another stage or is no longer registered", async () => {
    await addRobot();
    await open.control("robots", { code: "robot", stageId: "EXECUTING" });
    await open.control("deals", { fields: {} });
    await open.call("bizproc.robot.delete", { CODE: "robot" });
    await open.callAsEmployee("crm.deal.update", { id: 1, fields: { STAGE_ID: "EXECUTING" } });
    await open.settled();
    expect(await open.control("robot-requests")).toEqual([]);
  });
});

describe("triggers", () => {
  const fire = (code: string, id: unknown = 1, typeId: unknown = 2): Promise<{ status: number; body: unknown }> =>
    open.call("crm.automation.trigger.execute", { CODE: code, OWNER_TYPE_ID: typeId, OWNER_ID: id });
  const stage = async (): Promise<string> => (await open.control("deals"))[0].stageId;

  beforeEach(async () => {
    await open.call("crm.automation.trigger.add", { CODE: "yes", NAME: "Yes" });
    await open.control("deals", { fields: { STAGE_ID: "EXECUTING" } });
  });

  it("answers true and moves nothing when the trigger stands nowhere or only behind", async () => {
    expect(await fire("yes")).toMatchObject({ status: 200, body: { result: true } });
    await open.control("triggers", { code: "yes", stageId: "PREPARATION" });
    expect(await fire("yes")).toMatchObject({ body: { result: true } });
    expect(await stage()).toBe("EXECUTING");
  });

  it("moves back only where the administrator allowed it", async () => {
    await open.control("triggers", { code: "yes", stageId: "PREPARATION", allowBackwards: true });
    await fire("yes");
    expect(await stage()).toBe("PREPARATION");
  });

  it("moves into the next stage where it stands, then no further", async () => {
    await open.control("triggers", { code: "yes", stageId: "WON" });
    await open.control("triggers", { code: "yes", stageId: "FINAL_INVOICE" });
    await fire("yes");
    expect(await stage()).toBe("FINAL_INVOICE");
    const { items } = (await open.call("crm.stagehistory.list", { entityTypeId: 2, filter: { OWNER_ID: 1 } })).body
      .result;
    expect(items.map((row: { STAGE_ID: string }) => row.STAGE_ID)).toEqual(["EXECUTING", "FINAL_INVOICE"]);
  });

  it("refuses what the vendor refuses, by text alone", async () => {
    const refusals = [
      [fire(""), "Empty trigger code!"],
      [fire("no way"), "Wrong trigger code!"],
      [fire("other"), "Trigger with code other is not registered."],
      [fire("yes", 1, 3), "Incorrect parameter OWNER_TYPE_ID."],
      [fire("yes", 99), "Incorrect parameter OWNER_ID."],
      [open.call("crm.automation.trigger.add", { CODE: "x", NAME: "" }), "Empty trigger name!"],
      [open.call("crm.automation.trigger.delete", { CODE: "x" }), "Trigger not found"],
    ] as const;
    for (const [answer, text] of refusals) {
      expect(await answer).toEqual({ status: 400, body: { error: "", error_description: text } });
    }
  });

  it("renames a code that exists", async () => {
    await open.call("crm.automation.trigger.add", { CODE: "yes", NAME: "Client answered YES" });
    expect((await open.call("crm.automation.trigger.list")).body.result).toEqual([
      { NAME: "Client answered YES", CODE: "yes" },
    ]);
  });
});
