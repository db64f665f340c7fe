import { afterEach, beforeEach, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal()));
afterEach(() => open.close());

it("runs the robot of a stage, moves the deal by a trigger and completes the robot request", async () => {
  await open.call("bizproc.robot.add", {
    CODE: "visit",
    HANDLER: `${open.handlerUrl}/robot`,
    AUTH_USER_ID: 1,
    USE_SUBSCRIPTION: "Y",
    NAME: "Visit reminder",
    PROPERTIES: { name: { Name: "Name", Type: "string" }, time: { Name: "Time", Type: "string", Default: "noon" } },
  });
  await open.call("crm.automation.trigger.add", { CODE: "visit_yes", NAME: "Client answered YES" });
  await open.control("stages", { statusId: "CONFIRMED", name: "Confirmed" });
  const contact = await open.control("contacts", {
    fields: { NAME: "Анна", PHONE: [{ VALUE: "+79161234567", VALUE_TYPE: "MOBILE" }], UF_CRM_CONSENT: "1" },
  });
  const deal = await open.control("deals", { fields: { TITLE: "Визит", CONTACT_ID: contact.id, ASSIGNED_BY_ID: 6 } });
  await open.control("robots", { code: "visit", stageId: "EXECUTING", properties: { name: "{=Document:TITLE}" } });
  await open.control("triggers", { code: "visit_yes", stageId: "CONFIRMED" });

  const moved = await open.callAsEmployee("crm.item.update", {
    entityTypeId: 2,
    id: deal.id,
    fields: { stageId: "EXECUTING" },
  });
  await open.settled();
  expect(moved.body.result.item.stageId).toBe("EXECUTING");
  const robot = open.received.at(-1)?.form;
  expect(robot?.get("code")).toBe("visit");
  expect(robot?.get("document_id[2]")).toBe(`DEAL_${deal.id}`);
  expect(robot?.get("properties[name]")).toBe("Визит");
  expect(robot?.get("properties[time]")).toBe("noon");
  expect(robot?.get("auth[user_id]")).toBe("1");
  expect(open.portal.pending()).toBe(1);

  const fired = await open.call("crm.automation.trigger.execute", {
    CODE: "visit_yes",
    OWNER_TYPE_ID: 2,
    OWNER_ID: deal.id,
  });
  expect(fired.body.result).toBe(true);
  const sent = await open.call("bizproc.event.send", {
    EVENT_TOKEN: robot?.get("event_token"),
    RETURN_VALUES: { outcome: "yes" },
  });
  expect(sent.body.result).toBe(true);

  const state = await open.control("state");
  expect(state.deals).toMatchObject([{ id: deal.id, stageId: "CONFIRMED" }]);
  expect(state["robot-requests"]).toMatchObject([{ completed: true, returnValues: { outcome: "yes" } }]);
  expect(open.portal.pending()).toBe(0);
  const executed = open.portal.log().filter((entry) => entry.method === "crm.automation.trigger.execute");
  expect(executed).toMatchObject([
    { params: { CODE: "visit_yes", OWNER_ID: String(deal.id) }, applied: true, client: "app" },
  ]);
});
