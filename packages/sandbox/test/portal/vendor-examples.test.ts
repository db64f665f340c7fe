import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { Body, OpenPortal } from "./open-portal.ts";

const folder = process.env["CALLWRIGHT_VENDOR_DATA"] ?? "";
const file = join(folder, "bitrix24", "methods.json");

/** One call per method that the vendor gives an example of: what is asked, after a portal was filled. */
const calls: Record<string, Record<string, unknown>> = {
  "bizproc.robot.add": { CODE: "other", NAME: "Other", HANDLER: "$handler" },
  "crm.automation.trigger.add": { CODE: "no", NAME: "No" },
  "crm.automation.trigger.execute": { CODE: "yes", OWNER_TYPE_ID: 2, OWNER_ID: 1 },
  "crm.item.get": { entityTypeId: 1, id: 1 },
  "crm.item.list": { entityTypeId: 1 },
  "crm.item.add": { entityTypeId: 2, fields: { title: "Deal" } },
  "crm.item.update": { entityTypeId: 2, id: 1, fields: { title: "Deal" } },
  "crm.deal.get": { id: 1 },
  "crm.deal.list": {},
  "crm.deal.add": { fields: {} },
  "crm.deal.update": { id: 1, fields: { TITLE: "x" } },
  "crm.contact.get": { id: 1 },
  "crm.company.get": { id: 1 },
  "crm.deal.contact.items.get": { id: 1 },
  "crm.stagehistory.list": { entityTypeId: 2 },
  "crm.status.list": { filter: { ENTITY_ID: "DEAL_STAGE" } },
  "crm.category.list": { entityTypeId: 2 },
  "crm.activity.get": { id: 1 },
  "crm.activity.todo.add": { ownerTypeId: 2, ownerId: 1, deadline: "2026-08-25" },
  "crm.activity.binding.add": { activityId: 1, entityTypeId: 2, entityId: 1 },
  "crm.activity.binding.list": { activityId: 1 },
  "crm.timeline.comment.add": { fields: { ENTITY_ID: 1, ENTITY_TYPE: "deal", COMMENT: "x" } },
  "crm.timeline.logmessage.add": { fields: { entityTypeId: 2, entityId: 1, title: "x", text: "y", iconCode: "info" } },
  "crm.activity.call.getTranscript": { activityId: 1 },
  "user.get": {},
  "method.get": { name: "crm.deal.get" },
  "event.bind": { event: "ONCRMDEALADD", handler: "$handler" },
  "event.unbind": { event: "ONCRMDEALADD", handler: "$handler" },
  "telephony.externalCall.register": { USER_ID: 6, PHONE_NUMBER: "+74950000000", TYPE: 1 },
  "telephony.externalCall.attachRecord": { CALL_ID: "$call", FILENAME: "a.wav", FILE_CONTENT: "UklGRg==" },
  "telephony.call.attachTranscription": {
    CALL_ID: "$call",
    MESSAGES: [{ SIDE: "User", START_TIME: 0, STOP_TIME: 1, MESSAGE: "x" }],
  },
  "voximplant.statistic.get": {},
};

describe.skipIf(!existsSync(file))("answers have the keys of the vendor's examples", () => {
  const methods = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, { resultExample?: Body }>)
    : {};
  let open: OpenPortal;
  let callId = "";

  beforeAll(async () => {
    open = await openPortal();
    await open.call("crm.automation.trigger.add", { CODE: "yes", NAME: "Yes" });
    const reach = { PHONE: [{ VALUE: "+79161234567" }], EMAIL: [{ VALUE: "anna@example.test" }] };
    await open.control("contacts", { fields: { NAME: "Anna", ...reach } });
    await open.control("companies", { fields: { TITLE: "Company" } });
    await open.control("leads", { fields: { NAME: "Anna" } });
    await open.control("deals", { fields: { CONTACT_ID: 1 } });
    const call = { USER_ID: 6, PHONE_NUMBER: "+79161234567", TYPE: 1 };
    callId = (await open.call("telephony.externalCall.register", call)).body.result.CALL_ID;
    await open.call("telephony.externalCall.finish", { CALL_ID: callId, USER_ID: 6, DURATION: 1 });
    const MESSAGES = [{ SIDE: "User", START_TIME: 0, STOP_TIME: 1, MESSAGE: "x" }];
    await open.call("telephony.call.attachTranscription", { CALL_ID: callId, MESSAGES });
  });
  afterAll(() => open.close());

  it.each(Object.keys(calls))("%s", async (method) => {
    const filled = JSON.stringify(calls[method]).replaceAll("$handler", open.handlerUrl).replaceAll("$call", callId);
    const { status, body } = await open.call(method, JSON.parse(filled) as Record<string, unknown>);
    expect(status).toBe(200);
    const example = methods[method]?.resultExample;
    expect(example).toBeDefined();
    expect(missing({ ...example, next: undefined }, body, "")).toEqual([]);
  });
});

/** Fields that a portal has only by its own settings: user fields and parents. */
const own = /^(UF_|ufCrm|PARENT_ID_|parentId|TRACE)/;

/** Paths of the example's keys that the answer lacks; of lists the first rows are compared. */
function missing(example: Body, actual: Body, path: string): string[] {
  if (Array.isArray(example)) {
    return Array.isArray(actual)
      ? example.length > 0 && actual.length > 0
        ? missing(example[0], actual[0], `${path}[0]`)
        : []
      : [path];
  }
  if (typeof example !== "object" || example === null) return [];
  if (typeof actual !== "object" || actual === null) return [path];
  return Object.entries(example).flatMap(([key, value]) => {
    if (own.test(key) || value === undefined) return [];
    return key in actual ? missing(value, actual[key], `${path}.${key}`) : [`${path}.${key}`];
  });
}
