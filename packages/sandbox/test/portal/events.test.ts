import { afterEach, beforeEach, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal()));
afterEach(() => open.close());

const bind = (event: string): Promise<{ status: number; body: { error?: string; result?: unknown } }> =>
  open.call("event.bind", { event, handler: open.handlerUrl });

function events(name: string): URLSearchParams[] {
  return open.received.map(({ form }) => form).filter((form) => form.get("event") === name);
}

it("tells a bound handler once, with the id alone and without a refresh token", async () => {
  expect((await bind("onCrmDealUpdate")).body.result).toBe(true);
  await open.control("deals", { fields: {} });
  open.answerWith(500);
  await open.callAsEmployee("crm.deal.update", { id: 1, fields: { TITLE: "x" } });
  await open.clock.advance(86_400_000);
  await open.settled();
  const [event, ...more] = events("ONCRMDEALUPDATE");
  expect(more).toEqual([]);
  expect(event?.get("data[FIELDS][ID]")).toBe("1");
  expect(event?.get("auth[user_id]")).toBe("6");
  expect(event?.has("auth[access_token]")).toBe(true);
  expect(event?.has("auth[refresh_token]")).toBe(false);
});

it("carries no tokens when automation made the change", async () => {
  await bind("ONCRMDEALUPDATE");
  await open.call("crm.automation.trigger.add", { CODE: "yes", NAME: "Yes" });
  await open.control("deals", { fields: {} });
  await open.control("triggers", { code: "yes", stageId: "WON" });
  await open.call("crm.automation.trigger.execute", { CODE: "yes", OWNER_TYPE_ID: 2, OWNER_ID: 1 });
  await open.settled();
  const event = events("ONCRMDEALUPDATE").at(-1);
  expect(event?.has("auth[access_token]")).toBe(false);
  expect(event?.get("auth[application_token]")).toMatch(/^[0-9a-f]{32}$/);
});

it("puts the data of telephony beside each other, not under FIELDS", async () => {
  await bind("ONVOXIMPLANTCALLEND");
  const call = { USER_ID: 6, PHONE_NUMBER: "+79161234567", TYPE: 1 };
  const { CALL_ID: callId } = (await open.call("telephony.externalCall.register", call)).body.result;
  await open.call("telephony.externalCall.finish", { CALL_ID: callId, USER_ID: 6, DURATION: 3 });
  await open.settled();
  expect(events("ONVOXIMPLANTCALLEND")[0]?.get("data[CALL_ID]")).toBe(callId);
});

it("lists and unbinds handlers, and refuses unknown events and a second binding", async () => {
  await bind("ONCRMDEALADD");
  expect(await bind("ONCRMDEALADD")).toMatchObject({ status: 400 });
  expect(await bind("ONNOTHING")).toEqual({
    status: 400,
    body: { error: "ERROR_EVENT_NOT_FOUND", error_description: "Event not found" },
  });
  expect((await open.call("event.get")).body.result).toEqual([
    { event: "ONCRMDEALADD", handler: open.handlerUrl, auth_type: "0", offline: 0 },
  ]);
  expect((await open.call("event.unbind", { event: "ONCRMDEALADD", handler: open.handlerUrl })).body.result).toEqual({
    count: 1,
  });
  await open.control("deals", { fields: {} });
  await open.settled();
  expect(events("ONCRMDEALADD")).toEqual([]);
});
