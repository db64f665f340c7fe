import type { AutomationRobotSpec, CrmInstallation } from "@callwright/core/ports";
import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";
import type { Scripted, SeenRequest } from "../support/fake-http.ts";

const robot: AutomationRobotSpec = {
  code: "visit-reminder",
  title: { ru: "Напомнить о визите", en: "Visit reminder" },
  properties: [
    { name: "phone", title: "Телефон", type: "string", required: false, default: null },
    { name: "text_question", title: "Вопрос", type: "text", required: true, default: "Вы придёте?" },
    { name: "input_sum", title: "Сумма", type: "number", required: false, default: null },
    { name: "input_vip", title: "VIP", type: "boolean", required: false, default: "N" },
  ],
  results: [{ name: "outcome", title: "Итог" }],
};
const wanted: CrmInstallation = { robots: [robot], triggers: [{ code: "yes", title: "Клиент ответил ДА" }] };

/** The part of a portal that registers robots, triggers and handlers of events. */
function registry(before: { robots?: string[]; triggers?: Record<string, string> } = {}) {
  const robots = new Map<string, unknown>((before.robots ?? []).map((code) => [code, {}]));
  const triggers = new Map(Object.entries(before.triggers ?? {}));
  const events: { event: string; handler: string }[] = [];
  const ok: Scripted = { json: { result: true } };
  const done = (_: unknown) => ok;
  const answer = ({ operation, params }: SeenRequest): Scripted => {
    const code = String(params["CODE"]);
    switch (operation) {
      case "bizproc.robot.list":
        return { json: { result: [...robots.keys()] } };
      case "bizproc.robot.add":
        if (robots.has(code))
          return { status: 400, json: { error: "ERROR_ACTIVITY_ALREADY_INSTALLED", error_description: "" } };
        return done(robots.set(code, params));
      case "bizproc.robot.update":
        return done(robots.set(code, params["FIELDS"]));
      case "bizproc.robot.delete":
        if (!robots.delete(code))
          return { status: 400, json: { error: "ERROR_ACTIVITY_NOT_FOUND", error_description: "" } };
        return ok;
      case "crm.automation.trigger.list":
        return { json: { result: [...triggers].map(([CODE, NAME]) => ({ CODE, NAME })) } };
      case "crm.automation.trigger.add":
        return done(triggers.set(code, String(params["NAME"])));
      case "crm.automation.trigger.delete":
        return done(triggers.delete(code));
      case "event.get":
        return { json: { result: events } };
      case "event.bind":
        return done(events.push({ event: String(params["event"]), handler: String(params["handler"]) }));
      default:
        return { status: 404, json: { error: "ERROR_METHOD_NOT_FOUND" } };
    }
  };
  return { robots, triggers, events, answer };
}

const writes = (seen: readonly SeenRequest[]) =>
  seen.map(({ operation }) => operation).filter((name) => !/\.(list|get)$/.test(name));
const short = (steps: readonly { action: string; code: string }[]) =>
  steps.map(({ action, code }) => `${action} ${code}`);

describe("an installation", () => {
  it("creates what is missing and then keeps it", async () => {
    const portal = registry();
    const { crm, seen } = connected(portal.answer);
    expect(short(await crm.planInstallation(wanted))).toEqual(["create visit-reminder", "create yes"]);
    expect(writes(seen)).toEqual([]);
    await crm.applyInstallation(wanted);
    expect(writes(seen)).toEqual(["bizproc.robot.add", "crm.automation.trigger.add", "event.bind"]);
    expect(short(await crm.applyInstallation(wanted))).toEqual(["keep visit-reminder", "keep yes"]);
    expect(writes(seen)).toHaveLength(3);
  });

  it("registers a robot that waits, with its properties, results and our handler", async () => {
    const portal = registry();
    await connected(portal.answer).crm.applyInstallation(wanted);
    expect(portal.robots.get("visit-reminder")).toMatchObject({
      CODE: "visit-reminder",
      HANDLER: "https://calls.example.com/callwright/bitrix/robot",
      AUTH_USER_ID: 1,
      USE_SUBSCRIPTION: "Y",
      NAME: { ru: "Напомнить о визите", en: "Visit reminder" },
      PROPERTIES: {
        phone: { Name: "Телефон", Type: "string", Required: "N", Multiple: "N" },
        text_question: { Name: "Вопрос", Type: "text", Required: "Y", Multiple: "N", Default: "Вы придёте?" },
        input_sum: { Name: "Сумма", Type: "double", Required: "N", Multiple: "N" },
        input_vip: { Name: "VIP", Type: "bool", Required: "N", Multiple: "N", Default: "N" },
      },
      RETURN_PROPERTIES: { outcome: { Name: "Итог", Type: "string" } },
    });
    expect(portal.events).toEqual([
      { event: "ONAPPUNINSTALL", handler: "https://calls.example.com/callwright/bitrix/events" },
    ]);
  });

  it("leaves empty properties and results out", async () => {
    const portal = registry();
    await connected(portal.answer).crm.applyInstallation({
      robots: [{ ...robot, properties: [], results: [] }],
      triggers: [],
    });
    expect(Object.keys(portal.robots.get("visit-reminder") as object)).not.toEqual(
      expect.arrayContaining(["PROPERTIES"]),
    );
    expect(Object.keys(portal.robots.get("visit-reminder") as object)).not.toEqual(
      expect.arrayContaining(["RETURN_PROPERTIES"]),
    );
  });

  it.each<[string, CrmInstallation, Parameters<typeof connected>[1]]>([
    ["a title", { ...wanted, robots: [{ ...robot, title: { ru: "Иначе" } }] }, {}],
    [
      "a default",
      {
        ...wanted,
        robots: [{ ...robot, properties: robot.properties.slice(0, 1).map((first) => ({ ...first, default: "+7" })) }],
      },
      {},
    ],
    ["our address", wanted, { publicUrl: "https://elsewhere.example.com" }],
  ])("changes a robot when %s has changed", async (_, changed, options) => {
    const portal = registry();
    const before = connected(portal.answer);
    await before.crm.applyInstallation(wanted);
    const { crm } = connected(portal.answer, { ...options, connection: before.stored() });
    expect(short(await crm.planInstallation(changed))).toEqual(["change visit-reminder", "keep yes"]);
    await crm.applyInstallation(changed);
    expect(short(await crm.planInstallation(changed))).toEqual(["keep visit-reminder", "keep yes"]);
  });

  it("keeps a robot whose languages are only listed in another order", async () => {
    const portal = registry();
    const { crm } = connected(portal.answer);
    await crm.applyInstallation(wanted);
    const { ru = "", en = "" } = robot.title;
    expect(short(await crm.planInstallation({ ...wanted, robots: [{ ...robot, title: { en, ru } }] }))).toContain(
      "keep visit-reminder",
    );
  });

  it("changes a robot whose settings it does not know, and renames a trigger", async () => {
    const portal = registry({ robots: ["visit-reminder"], triggers: { yes: "Да" } });
    const { crm } = connected(portal.answer);
    expect(short(await crm.applyInstallation(wanted))).toEqual(["change visit-reminder", "change yes"]);
    expect(portal.triggers.get("yes")).toBe("Клиент ответил ДА");
  });

  it("removes what it registered and no longer needs", async () => {
    const portal = registry({ robots: ["old"], triggers: { old: "x" } });
    const { crm, stored } = connected(portal.answer, { connection: { installedRobots: { old: "print" } } });
    expect(short(await crm.applyInstallation({ robots: [], triggers: [] }))).toEqual(["remove old", "remove old"]);
    expect([...portal.robots, ...portal.triggers]).toEqual([]);
    expect(stored().installedRobots).toEqual({});
  });

  it("goes on when another installation was faster", async () => {
    const portal = registry();
    const late = (request: SeenRequest): Scripted => {
      if (request.operation === "bizproc.robot.list") return { json: { result: ["gone"] } };
      return portal.answer(request);
    };
    portal.robots.set("visit-reminder", {});
    const { crm, seen } = connected(late);
    expect(short(await crm.applyInstallation(wanted))).toEqual(["create visit-reminder", "remove gone", "create yes"]);
    expect(writes(seen)).toEqual([
      "bizproc.robot.add",
      "bizproc.robot.update",
      "bizproc.robot.delete",
      "crm.automation.trigger.add",
      "event.bind",
    ]);
  });

  it("reads a list that the vendor writes as an object", async () => {
    const { crm } = connected(({ operation }) => ({
      json: { result: operation === "bizproc.robot.list" ? { 0: "old" } : {} },
    }));
    expect(short(await crm.planInstallation({ robots: [], triggers: [] }))).toEqual(["remove old"]);
  });
});
