import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";

const request = { token: "event-token", values: { outcome: "yes" }, log: "Клиент ответил: да" };

describe("completeRequest", () => {
  it("sends values and a line for the log", async () => {
    const { crm, seen } = connected(() => ({ json: { result: true } }));
    expect(await crm.completeRequest(request)).toEqual({ alreadyCompleted: false });
    expect(seen[0]).toMatchObject({
      operation: "bizproc.event.send",
      params: { EVENT_TOKEN: "event-token", RETURN_VALUES: { outcome: "yes" }, LOG_MESSAGE: "Клиент ответил: да" },
    });
  });

  it("counts a token that was used or has timed out as done", async () => {
    const { crm } = connected(() => ({
      status: 403,
      json: { error: "ACCESS_DENIED", error_description: "Access denied!" },
    }));
    expect(await crm.completeRequest(request)).toEqual({ alreadyCompleted: true });
  });

  it("does not count a missing scope as done", async () => {
    const { crm } = connected(() => ({ status: 403, json: { error: "insufficient_scope", error_description: "" } }));
    await expect(crm.completeRequest(request)).rejects.toMatchObject({ code: "CRM_ACCESS_DENIED" });
  });
});

describe("fireTrigger", () => {
  it("fires for deals and leads", async () => {
    const { crm, seen } = connected(() => ({ json: { result: true } }));
    await crm.fireTrigger("yes", { type: "deal", id: "42" });
    await crm.fireTrigger("yes", { type: "lead", id: "7" });
    expect(
      seen.map(({ operation, params }) => [operation, params["CODE"], params["OWNER_TYPE_ID"], params["OWNER_ID"]]),
    ).toEqual([
      ["crm.automation.trigger.execute", "yes", 2, 42],
      ["crm.automation.trigger.execute", "yes", 1, 7],
    ]);
  });

  it.each(["contact", "company"] as const)("sends nothing for a %s", async (type) => {
    const { crm, seen } = connected(() => ({ json: { result: true } }));
    await expect(crm.fireTrigger("yes", { type, id: "1" })).rejects.toMatchObject({ code: "CRM_REJECTED" });
    expect(seen).toEqual([]);
    expect(crm.capabilities.triggerSubjects).not.toContain(type);
  });

  it("tells that a trigger is not registered", async () => {
    const text = "Trigger with code yes is not registered.";
    const { crm } = connected(() => ({ status: 400, json: { error: "", error_description: text } }));
    await expect(crm.fireTrigger("yes", { type: "deal", id: "42" })).rejects.toMatchObject({
      details: { reason: text },
    });
  });
});
