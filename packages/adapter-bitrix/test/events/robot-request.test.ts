import { describe, expect, it } from "vitest";
import { account, applicationToken, connected, memberId } from "../support/connected.ts";

/** A request as the vendor's queue sends it. */
const form = {
  workflow_id: "65808f8311b626.28237158",
  code: "visit-reminder",
  "document_id[0]": "crm",
  "document_id[1]": "CCrmDocumentDeal",
  "document_id[2]": "DEAL_42",
  "document_type[0]": "crm",
  event_token: "55c1dc1c3f0d75.78875596|A51601_82584_96831|abc.def",
  "properties[phone]": "+7 (916) 123-45-67",
  "properties[input_time][0]": "15:00",
  "properties[text_question]": "",
  use_subscription: "Y",
  timeout_duration: "600",
  ts: "1724068028",
  something_new: "kept nowhere",
  "auth[access_token]": "robot-access-token",
  "auth[domain]": "shop.bitrix24.com",
  "auth[member_id]": memberId,
  "auth[application_token]": applicationToken,
};
type Form = Record<string, string>;
const without = (name: string): Form => Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));

describe("a robot's request", () => {
  it("becomes a request for a call and is answered after that", async () => {
    const { post, requests } = connected(() => ({}));
    const response = await post("/bitrix/robot", form);
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
    expect(requests).toEqual([
      {
        account,
        robot: "visit-reminder",
        subject: { type: "deal", id: "42" },
        token: form.event_token,
        properties: { phone: "+7 (916) 123-45-67", input_time: "15:00", text_question: "" },
      },
    ]);
  });

  it("is answered the same way when it comes again", async () => {
    const { post, requests } = connected(() => ({}));
    await post("/bitrix/robot", form);
    expect((await post("/bitrix/robot", form)).status).toBe(200);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["LEAD_7", { type: "lead", id: "7" }],
    ["CONTACT_5", { type: "contact", id: "5" }],
    ["COMPANY_5", { type: "company", id: "5" }],
  ])("may be about %s", async (document, subject) => {
    const { post, requests } = connected(() => ({}));
    await post("/bitrix/robot", { ...form, "document_id[2]": document });
    expect(requests[0]?.subject).toEqual(subject);
  });

  it("needs no properties and no access token", async () => {
    const { post, requests } = connected(() => ({}));
    const bare = Object.fromEntries(Object.entries(form).filter(([key]) => !/^properties|access_token/.test(key)));
    await post("/bitrix/robot", bare);
    expect(requests[0]?.properties).toEqual({});
  });

  it("cannot reach a prototype through its properties", async () => {
    const { post, requests } = connected(() => ({}));
    await post("/bitrix/robot", { ...form, "properties[__proto__]": "x", "properties[__proto__][polluted]": "x" });
    expect(Object.keys(requests[0]?.properties ?? {})).not.toContain("__proto__");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it.each<[string, Form, string]>([
    ["a wrong application token", { ...form, "auth[application_token]": "0".repeat(32) }, "WEBHOOK_NOT_AUTHENTIC"],
    ["an empty application token", { ...form, "auth[application_token]": "" }, "WEBHOOK_MALFORMED"],
    ["no application token", without("auth[application_token]"), "WEBHOOK_MALFORMED"],
    ["an unknown portal", { ...form, "auth[member_id]": "other" }, "WEBHOOK_UNKNOWN_ACCOUNT"],
    [
      "a wrong token before a wrong shape",
      { ...without("code"), "auth[application_token]": "x" },
      "WEBHOOK_NOT_AUTHENTIC",
    ],
    ["no robot", without("code"), "WEBHOOK_MALFORMED"],
    ["no event token", without("event_token"), "WEBHOOK_MALFORMED"],
    ["no document", without("document_id[2]"), "WEBHOOK_MALFORMED"],
    ["a document of another kind", { ...form, "document_id[2]": "DYNAMIC_128_5" }, "WEBHOOK_MALFORMED"],
    ["a document without id", { ...form, "document_id[2]": "DEAL_x" }, "WEBHOOK_MALFORMED"],
    ["a property that is a map", { ...form, "properties[phone][a]": "1" }, "WEBHOOK_MALFORMED"],
  ])("is refused with %s, and nobody is called", async (_, body, code) => {
    const { post, requests } = connected(() => ({}));
    const error: unknown = await post("/bitrix/robot", body).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toMatch(/916|51856fef|55c1dc1c/);
    expect(requests).toEqual([]);
  });

  it("is not answered when it could not be kept", async () => {
    const made = connected(() => ({}));
    made.host.inbox.robotRequested = () => Promise.reject(new Error("store is full"));
    await expect(made.post("/bitrix/robot", form)).rejects.toThrow("store is full");
  });

  it("has a limit of its size", () => {
    const { adapter } = connected(() => ({}));
    expect(adapter.routes?.map(({ method, path, maxBodyBytes }) => [method, path, maxBodyBytes])).toEqual([
      ["POST", "/bitrix/events", 65_536],
      ["POST", "/bitrix/robot", 262_144],
    ]);
  });
});
