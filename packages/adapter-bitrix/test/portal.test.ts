import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isCallwrightError } from "@callwright/core/adapter-kit";
import type { ConnectedAdapter, CrmInstallation } from "@callwright/core/ports";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPortal, type Portal } from "@callwright/sandbox";
import { bitrix } from "../src/index.ts";
import { fakeClock, fakeHost } from "./support/fake-host.ts";

const app = { clientId: "local.app", clientSecret: "client-secret-one" };
const installation: CrmInstallation = {
  robots: [
    {
      code: "visit-reminder",
      title: { ru: "Напомнить о визите" },
      properties: [{ name: "input_time", title: "Время", type: "string", required: true, default: null }],
      results: [{ name: "outcome", title: "Итог" }],
    },
  ],
  triggers: [{ code: "visit-reminder.yes", title: "Клиент ответил ДА" }],
};

/** The adapter behind a web server, as an engine would mount it, and a portal that talks to it. */
async function setUp() {
  const clock = fakeClock();
  let routes: ConnectedAdapter["routes"] = [];
  const server = createServer((request, response) => {
    void answer(routes, request).then((status) => response.writeHead(status).end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const portal = createPortal({ clock, app: { ...app, handlerUrl: `${publicUrl}/bitrix/events` } });
  const listening = await portal.listen();
  const fake = fakeHost({ publicUrl, clock });
  const adapter = bitrix({ app, oauthHosts: ["127.0.0.1"], accountId: () => "shop" }).connect(fake.host);
  routes = adapter.routes;
  const crm = adapter.crm?.("shop");
  const callLog = adapter.callLog?.("shop");
  if (!crm || !callLog) throw new Error("the adapter must give both ports");
  const close = async () => {
    await adapter.close();
    await listening.close();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { ...fake, portal, url: listening.url, crm, callLog, close };
}

async function answer(routes: ConnectedAdapter["routes"], request: IncomingMessage): Promise<number> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const route = routes?.find(({ path }) => path === request.url);
  if (!route) return 404;
  try {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    return (await route.handle({ url, headers: new Headers(), body: Buffer.concat(parts) })).status;
  } catch (error) {
    return isCallwrightError(error, "WEBHOOK_NOT_AUTHENTIC") ? 401 : 500;
  }
}

describe("against the portal of the sandbox", () => {
  let made: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    made = await setUp();
  });
  afterEach(() => made.close());

  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${made.url}/control/${path}`, init);
    expect([path, response.status]).toEqual([path, 200]);
    return response.json();
  };
  const addItem = async (kind: string, fields: unknown) =>
    String(((await control(kind, { fields })) as { id: number }).id);

  /** An administrator's work: a client, a deal, the robot on one stage and the trigger on another. */
  async function prepareDeal(): Promise<{ deal: string; contact: string }> {
    await made.portal.installApp();
    await made.crm.applyInstallation(installation);
    await control("stages", { statusId: "CONFIRMED", name: "Подтверждён" });
    await control("robots", { code: "visit-reminder", stageId: "PREPARATION", properties: { input_time: "15:00" } });
    await control("triggers", { code: "visit-reminder.yes", stageId: "CONFIRMED" });
    const contact = await addItem("contacts", {
      NAME: "Анна",
      PHONE: [
        { VALUE: "+7 495 123-45-67", VALUE_TYPE: "WORK" },
        { VALUE: "+7 916 123-45-67", VALUE_TYPE: "MOBILE" },
      ],
      UF_CRM_CONSENT: "Y",
    });
    const deal = await addItem("deals", { TITLE: "Визит", ASSIGNED_BY_ID: 6, CONTACT_IDS: [Number(contact)] });
    return { deal, contact };
  }

  it("the whole life of a call: install, ask, read, log, fire, complete", async () => {
    const { deal, contact } = await prepareDeal();
    const { crm, callLog, requests, portal } = made;
    await fetch(`${portal.employeeWebhookUrl()}crm.deal.update`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id: Number(deal), fields: { STAGE_ID: "PREPARATION" } }),
    });
    await vi.waitFor(() => expect(portal.quiet() && requests.length).toBe(1));
    const request = requests[0];
    expect(request).toMatchObject({ account: "shop", robot: "visit-reminder", properties: { input_time: "15:00" } });
    const subject = { type: "deal", id: deal } as const;
    expect(request?.subject).toEqual(subject);

    const callee = await crm.readCallee(subject);
    expect(callee.item).toMatchObject({ stage: "PREPARATION", responsibleId: "6" });
    expect(callee.people).toEqual([
      {
        subject: { type: "contact", id: contact },
        phones: [
          { value: "+7 916 123-45-67", kind: "mobile" },
          { value: "+7 495 123-45-67", kind: "work" },
        ],
      },
    ]);
    expect(await crm.readField({ type: "contact", id: contact }, "UF_CRM_CONSENT")).toBe("Y");

    const call = {
      mark: "run-1:2:0",
      phone: "+79161234567",
      direction: "outbound",
      startedAt: Date.parse("2026-03-02T07:00:00Z"),
      person: { type: "contact", id: contact },
      responsibleId: "6",
    } as const;
    const { callId } = await callLog.openCall(call);
    expect(await callLog.openCall(call)).toEqual({ callId });
    const closing = { callId, responsibleId: "6", durationSeconds: 14, result: "connected" } as const;
    const { activityId } = await callLog.closeCall(closing);
    await expect(callLog.closeCall(closing)).rejects.toMatchObject({ code: "CRM_NOT_FOUND" });
    await callLog.linkActivity(activityId, subject);
    await callLog.linkActivity(activityId, subject);
    expect(await callLog.findCall(callId)).toEqual({ callId, activityId, hasRecording: false, hasTranscript: false });
    await callLog.attachRecording(callId, "run-1.wav", new Blob([new Uint8Array(100_000).fill(7)]).stream());
    await callLog.attachTranscript(callId, [{ speaker: "client", text: "Да", atMs: 4000, untilMs: 4600 }]);
    expect(await callLog.findCall(callId)).toEqual({ callId, activityId, hasRecording: true, hasTranscript: true });
    expect(await control("recordings")).toMatchObject([{ callId, bytes: 100_000 }]);

    await crm.fireTrigger("visit-reminder.yes", subject);
    expect((await crm.readItem(subject)).stage).toBe("CONFIRMED");
    const completion = { token: request?.token ?? "", values: { outcome: "yes" }, log: "Клиент ответил: да" };
    expect(await crm.completeRequest(completion)).toEqual({ alreadyCompleted: false });
    expect(await crm.completeRequest(completion)).toEqual({ alreadyCompleted: true });
    expect(await control("robot-requests")).toMatchObject([{ completed: true, returnValues: { outcome: "yes" } }]);
  });

  it("installs once and keeps it", async () => {
    await made.portal.installApp();
    const short = (steps: Awaited<ReturnType<typeof made.crm.planInstallation>>) => steps.map(({ action }) => action);
    expect(short(await made.crm.applyInstallation(installation))).toEqual(["create", "create"]);
    expect(short(await made.crm.applyInstallation(installation))).toEqual(["keep", "keep"]);
    expect(short(await made.crm.applyInstallation({ robots: [], triggers: [] }))).toEqual(["remove", "remove"]);
    expect(await made.crm.planInstallation({ robots: [], triggers: [] })).toEqual([]);
  });

  it("moves items and finds its to-dos again", async () => {
    const { deal } = await prepareDeal();
    const subject = { type: "deal", id: deal } as const;
    await made.crm.moveItem(subject, "CONFIRMED");
    await made.crm.moveItem(subject, "CONFIRMED");
    expect((await made.crm.readItem(subject)).stage).toBe("CONFIRMED");
    const deadlineAt = Date.parse("2026-03-02T15:00:00Z");
    const todo = {
      subject,
      title: "Перезвонить",
      text: "Ответ не распознан.",
      responsibleId: "6",
      deadlineAt,
      mark: "job-1:end:1:0",
    };
    expect(await made.crm.findTodo(todo)).toBeUndefined();
    const created = await made.crm.createTodo(todo);
    expect(await made.crm.findTodo(todo)).toEqual(created);
    expect(await made.crm.findTodo({ ...todo, mark: "job-1:end:1:01" })).toBeUndefined();
  });

  it("refreshes an expired token once for many requests", async () => {
    const { deal } = await prepareDeal();
    await control("expire-tokens", {});
    const before = made.secrets.get("shop");
    await Promise.all(Array.from({ length: 5 }, () => made.crm.readItem({ type: "deal", id: deal })));
    expect(made.secrets.get("shop")).not.toBe(before);
    const renewed = made.secrets.get("shop");
    await made.crm.readItem({ type: "deal", id: deal });
    expect(made.secrets.get("shop")).toBe(renewed);
  });

  it("tells what is certain and what is not when the portal fails", async () => {
    const { deal } = await prepareDeal();
    const subject = { type: "deal", id: deal } as const;
    const move = () => made.crm.moveItem(subject, "CONFIRMED");
    await control("faults", { method: "crm.item.update", kind: "html-502", times: 1 });
    await expect(move()).rejects.toMatchObject({ code: "CRM_ANSWER_LOST", applied: "unknown" });
    await control("faults", { method: "crm.item.update", kind: "reset-after-apply", times: 1 });
    await expect(move()).rejects.toMatchObject({ code: "CRM_ANSWER_LOST", applied: "unknown" });
    expect((await made.crm.readItem(subject)).stage).toBe("CONFIRMED");
    await expect(made.crm.readItem({ type: "deal", id: "999" })).rejects.toMatchObject({ code: "CRM_NOT_FOUND" });
    await expect(made.crm.fireTrigger("unknown", subject)).rejects.toMatchObject({ code: "CRM_REJECTED" });
  });

  it("hears of the end of an installation", async () => {
    await prepareDeal();
    await control("uninstall", {});
    expect(made.uninstalled).toEqual(["shop"]);
    await expect(made.crm.readItem({ type: "deal", id: "1" })).rejects.toMatchObject({ code: "CRM_TOKEN_REVOKED" });
  });

  it("stays within the portal's limits", async () => {
    const { deal } = await prepareDeal();
    for (let n = 0; n < 80; n += 1) await made.crm.readItem({ type: "deal", id: deal });
    const limited = (portal: Portal) => portal.log().filter(({ status }) => status === 503);
    expect(limited(made.portal)).toEqual([]);
  });
});
