import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { bitrix } from "@callwright/adapter-bitrix";
import { sqlite } from "@callwright/adapter-sqlite";
import { createEngine, toNodeHandler } from "@callwright/core";
import { afterEach, describe, expect, it } from "vitest";
import { stages } from "../src/portal-office.ts";
import { visitReminder, visitRules } from "../src/visit-reminder.ts";
import {
  changeForm,
  createWorld as createBareWorld,
  newest,
  playMainJob,
  reportSecret,
  type World,
} from "./bad-input-world.ts";
import { drawLine, type Line } from "./draw-line.ts";

const robotPath = "/bitrix/robot";
const eventsPath = "/bitrix/events";
const reportPath = "/voicebox/report";
const recordingPath = "/voicebox/recording";
const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const minute = 60_000;
const hour = 60 * minute;
const phone = "+7 916 123-45-67";

let world: World | undefined;

/** In every case: nothing that was logged, answered or thrown holds a number, a token or words of the call. */
afterEach(async () => {
  const { current, leaks } = { current: world, leaks: await world?.leaks() };
  world = undefined;
  await current?.close();
  expect(leaks).toEqual([]);
});

async function createWorld(...given: Parameters<typeof createBareWorld>): Promise<World> {
  world = await createBareWorld(...given);
  return world;
}

const sign = (run: string) => createHmac("sha256", reportSecret).update(run, "utf8").digest("hex");

/** Moves a new deal onto the robot's stage, without letting time pass. */
async function startMainJob(made: World): Promise<string> {
  const deal = await made.addDeal({ phone, consent: true });
  await made.office.moveDeal(deal, stages.robot);
  return deal;
}

/** The one job has ended in the portal as the client's yes must end: everything there once. */
async function expectEndedOnce(made: World, deal: string): Promise<void> {
  const calls = (await (await fetch(`${made.portalUrl}/control/calls`)).json()) as readonly object[];
  expect({
    stage: await made.office.stageOf(deal),
    jobs: (await made.account.calls.list()).rows.map(({ status, outcome }) => [status, outcome]),
    dialed: made.voiceBox.calls().length,
    triggers: made.applied("crm.automation.trigger.execute"),
    registered: calls.length,
    finished: made.applied("telephony.externalcall.finish"),
    history: (await made.office.callsOf(deal)).map(({ hasRecording }) => hasRecording),
    requests: (await made.office.robotRequests()).map(({ status }) => status),
    parked: (await made.account.parked()).map(({ parked }) => parked?.code),
  }).toEqual({
    stage: stages.yes,
    jobs: [["done", "yes"]],
    dialed: 1,
    triggers: 1,
    registered: 1,
    finished: 1,
    history: [true],
    requests: ["completed"],
    parked: [],
  });
}

describe("the check for leaks that follows every case", () => {
  it("notices numbers in any spelling, tokens and words of a call", async () => {
    const made = await createWorld();
    await playMainJob(made);
    const token = new URLSearchParams(newest(made, robotPath).body).get("auth[application_token]") ?? "";
    const lines = [
      "dialed 8 (916) 123-45-67",
      `token=${token}`,
      `sig ${sign(made.voiceBox.calls()[0]?.runId ?? "")}`,
      "да",
    ];
    const before = made.told.length;
    expect(before).toBeGreaterThan(0);
    made.told.push(...lines);
    expect(await made.leaks()).toEqual(lines);
    made.told.length = before;
  });
});

describe("requests that are not what they say", () => {
  /** Sends a request that must change nothing. */
  async function refused(made: World, request: Parameters<World["send"]>[0]) {
    const commits = made.commits();
    const jobs = (await made.account.calls.list()).rows;
    const lines = made.told.length;
    const answer = await made.send(request);
    const logged = made.told.slice(lines).filter((line) => line.startsWith("a request was refused"));
    await made.clock.runAll();
    expect(made.commits()).toBe(commits);
    expect((await made.account.calls.list()).rows).toEqual(jobs);
    expect(logged).toEqual([expect.stringContaining(`"${answer.error ?? ""}"`)]);
    return answer;
  }

  it("refuses portals that prove nothing or are unknown, and writes nothing", async () => {
    const made = await createWorld();
    await playMainJob(made);
    const { body } = newest(made, robotPath);
    const robot = (changes: Readonly<Record<string, string | null>>) =>
      refused(made, { path: robotPath, headers: form, body: changeForm(body, { event_token: "another", ...changes }) });
    const notAuthentic = { status: 401, error: "WEBHOOK_NOT_AUTHENTIC" };
    const malformed = { status: 400, error: "WEBHOOK_MALFORMED" };
    expect(await robot({ "auth[application_token]": "0123456789abcdef" })).toEqual(notAuthentic);
    expect(await robot({ "auth[application_token]": null })).toEqual(malformed);
    expect(await robot({ "auth[member_id]": "stranger" })).toEqual({ status: 403, error: "WEBHOOK_UNKNOWN_ACCOUNT" });
    expect(await robot({ event_token: null })).toEqual(malformed);
    expect(await robot({ "document_id[2]": "INVOICE_1" })).toEqual(malformed);
    const uninstall = changeForm(body, { event: "ONAPPUNINSTALL", "auth[application_token]": "0123456789abcdef" });
    expect(await refused(made, { path: eventsPath, headers: form, body: uninstall })).toEqual(notAuthentic);
    const install = changeForm(newest(made, eventsPath).body, { "auth[access_token]": "0123456789abcdef" });
    expect(await refused(made, { path: eventsPath, headers: form, body: install })).toEqual(notAuthentic);
  });

  it("refuses reports that are malformed, signed by nobody or about no run", async () => {
    const made = await createWorld();
    await playMainJob(made);
    const run = made.voiceBox.calls()[0]?.runId ?? "";
    const report = (body: object | string, signature: string, path = reportPath) =>
      refused(made, {
        path,
        headers: { ...json, "x-robot-token": signature },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    const left = { v: 1, runId: run, event: "left", node: "ask", exit: "answer:no" };
    const malformed = { status: 400, error: "WEBHOOK_MALFORMED" };
    expect(await report("{", sign(run))).toEqual(malformed);
    expect(await report({ v: 1, event: "answered" }, sign(run))).toEqual(malformed);
    expect(await report({ ...left, exit: "elsewhere" }, sign(run))).toEqual(malformed);
    expect(await report({ v: 1, runId: run, event: "recording" }, sign(run), recordingPath)).toEqual(malformed);
    const notAuthentic = { status: 401, error: "WEBHOOK_NOT_AUTHENTIC" };
    expect(await report(left, sign("another run"))).toEqual(notAuthentic);
    expect(await report(left, "")).toEqual(notAuthentic);
    const unknown = "no-such-job:1";
    expect(await report({ ...left, runId: unknown }, sign(unknown))).toEqual({ status: 404, error: "RUN_UNKNOWN" });
    expect(made.applied("crm.automation.trigger.execute")).toBe(1);
  });

  it.each([
    [eventsPath, 64],
    [robotPath, 256],
    [reportPath, 16],
    [recordingPath, 1024],
  ])("refuses a body to %s above %i kB, with and without a length", async (path, kilobytes) => {
    const made = await createWorld();
    const body = "x".repeat(kilobytes * 1024);
    const tooLarge = { status: 413, error: "WEBHOOK_TOO_LARGE" };
    expect(await refused(made, { path, body: `${body}x` })).toEqual(tooLarge);
    expect(await refused(made, { path, body: `${body}x`, chunked: true })).toEqual(tooLarge);
    expect(await refused(made, { path, body })).toEqual({ status: 400, error: "WEBHOOK_MALFORMED" });
  });
});

describe("requests that come again", () => {
  it("does the main job once when every request is delivered twice at the same time", async () => {
    const made = await createWorld("yes", {
      intercept: (fetch) => async (request) => {
        const [answer] = await Promise.all([fetch(request.clone()), fetch(request)]);
        return answer;
      },
    });
    const deal = await playMainJob(made);
    expect(made.seen.filter(({ path }) => path === reportPath).length).toBeGreaterThan(2);
    await expectEndedOnce(made, deal);
    expect(made.applied("telephony.call.attachtranscription")).toBe(1);
    const run = made.voiceBox.calls()[0]?.runId ?? "";
    const events = (await made.account.journal(run)).map(({ event }) =>
      JSON.stringify({ ...(event as object), at: 0 }),
    );
    expect(events).toEqual([...new Set(events)]);
  });

  it("takes everything again after the end and changes nothing by it", async () => {
    const made = await createWorld();
    const deal = await playMainJob(made);
    const run = made.voiceBox.calls()[0]?.runId ?? "";
    const journal = await made.account.journal(run);
    const calls = await made.office.callsOf(deal);
    for (const { path, headers, body } of [...made.seen].filter((request) => request.path !== eventsPath)) {
      const { "content-type": type = "", "x-robot-token": signature = "" } = headers;
      const answer = await made.send({ path, body, headers: { "content-type": type, "x-robot-token": signature } });
      expect([path, answer.status]).toEqual([path, 200]);
    }
    await made.clock.runAll();
    expect(await made.account.journal(run)).toEqual(journal);
    expect(await made.office.callsOf(deal)).toEqual(calls);
    await expectEndedOnce(made, deal);
  });
});

describe("placements that cannot be dialed", () => {
  /** Runs a robot request that must be completed with a reason while nobody is dialed and nothing is written about a call. */
  async function reasonOf(
    made: World,
    properties: Readonly<Record<string, string>>,
    contact: Parameters<World["addDeal"]>[0] = { phone, consent: true },
  ) {
    const stage = "SPECIAL";
    await made.control("portal", "stages", { statusId: stage, name: stage, sort: 300 });
    const input = { input_name: "Анна", input_time: "15:00" };
    await made.control("portal", "robots", {
      code: "visit-reminder",
      stageId: stage,
      properties: { ...input, ...properties },
    });
    const deal = await made.addDeal(contact);
    await made.office.moveDeal(deal, stage);
    await made.clock.runAll();
    expect(made.voiceBox.calls()).toEqual([]);
    expect(await made.office.stageOf(deal)).toBe(stage);
    expect(made.portal.log().filter(({ method }) => /trigger\.execute|externalcall/.test(method))).toEqual([]);
    const [job] = (await made.account.calls.list()).rows;
    const [request] = await made.office.robotRequests();
    expect([job?.status, job?.attempts, request?.["status"]]).toEqual(["stopped", 0, "completed"]);
    const values = request?.["returnValues"] as Readonly<Record<string, string>>;
    expect(values).toMatchObject({ outcome: "", attempts: "0", reason: job?.stopReason });
    return values["reason"];
  }

  it.each([
    ["badText", "a text with an unknown variable", { text_question: "Здравствуйте, {nmae}!" }, undefined],
    ["noNumber", "a phone that is no number, though the contact has one", { phone: "12345" }, undefined],
    ["noNumber", "a contact without a number", {}, { consent: true }],
    ["noNumber", "a contact whose number is none", {}, { phone: "12345", consent: true }],
    ["noConsent", "a contact who gave no consent", {}, { phone, consent: false }],
  ])("completes the request with %s: %s", async (reason, _, properties, contact) => {
    const made = await createWorld();
    expect(await reasonOf(made, properties, contact)).toBe(reason);
  });

  it("completes the request of a robot that the application does not have any more", async () => {
    const made = await createWorld("yes", {
      intercept: (fetch) => async (request) => {
        if (!request.url.endsWith(robotPath)) return fetch(request);
        const body = changeForm(await request.text(), { code: "a-robot-of-an-older-version" });
        return fetch(new Request(request.url, { method: "POST", headers: form, body }));
      },
    });
    expect(await reasonOf(made, {})).toBe("unknownRobot");
  });

  it("refuses a number that is none when the host asks for the call", async () => {
    const made = await createWorld();
    const call = made.account.call(visitReminder, { input: { name: "Анна", time: "15:00" }, phone: "8916123" });
    const error = await call.catch((thrown: unknown) => thrown as Error & { readonly code: string });
    expect(error).toMatchObject({ code: "PHONE_INVALID" });
    made.told.push(String(error));
    expect(String(error)).not.toContain("8916123");
    expect((await made.account.calls.list()).rows).toEqual([]);
  });
});

describe("a store that another engine owns", () => {
  it("answers 503 with STORE_LOCKED and leaves the owner alone", async () => {
    const made = await createWorld();
    const second = createEngine({
      publicUrl: "http://127.0.0.1:1",
      clock: made.clock,
      logger: made.logger,
      store: sqlite(made.storeFile),
      adapters: [bitrix({ app: { clientId: "local.callwright", clientSecret: "demo-secret" } })],
      flows: [visitReminder],
      rules: [visitRules],
      gate: { consent: "notRequired" },
    });
    const server = http.createServer(toNodeHandler(second));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const error = await second.ready().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "STORE_LOCKED" });
      made.told.push(String(error));
      const commits = made.commits();
      const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const request = { path: robotPath, headers: form, body: "code=visit-reminder", to };
      expect(await made.send(request)).toEqual({ status: 503, error: "STORE_LOCKED" });
      expect(made.commits()).toBe(commits);
    } finally {
      await second.close();
      await new Promise((resolve) => server.close(resolve));
    }
    await expectEndedOnce(made, await playMainJob(made));
  });
});

describe("VoiceBox in trouble at the launch", () => {
  it("parks a call whose connections are refused, and dials it once when a person retries", async () => {
    let line: Line | undefined;
    const made = await createWorld("yes", {
      reachVoiceBoxAt: async (url) => {
        line = await drawLine(url);
        return line.url;
      },
    });
    await line?.cut();
    const deal = await startMainJob(made);
    await made.clock.advance(hour);
    const [parked, ...others] = await made.account.parked();
    expect([parked?.parked?.code, others]).toEqual(["VOICE_UNREACHABLE", []]);
    const [job] = (await made.account.calls.list()).rows;
    expect([made.voiceBox.calls(), job?.status, job?.attempts]).toEqual([[], "attempting", 1]);
    expect(made.applied("crm.automation.trigger.execute")).toBe(0);
    await line?.mend();
    await made.account.retry(parked?.id ?? "");
    await made.clock.runAll();
    await expectEndedOnce(made, deal);
    await line?.cut();
  });

  it("parks a call when VoiceBox takes connections and cuts them, and dials it once when a person retries", async () => {
    const made = await createWorld();
    await made.control("voiceBox", "faults", { down: true });
    const deal = await startMainJob(made);
    await made.clock.advance(6 * hour);
    const parked = (await made.account.parked())[0];
    expect(parked?.parked?.code).toBe("CALL_RESULT_UNKNOWN");
    expect(made.voiceBox.calls()).toEqual([]);
    // The launch may have been heard: it left once.
    expect(made.voiceBox.log().filter(({ path }) => path === "/api/v1/sb")).toHaveLength(1);
    await made.control("voiceBox", "faults", { down: false });
    await made.account.retry(parked?.id ?? "");
    await made.clock.runAll();
    await expectEndedOnce(made, deal);
  });

  it("launches again only when VoiceBox says that it never got the call", async () => {
    const made = await createWorld();
    await made.control("voiceBox", "faults", { launch: 503 });
    const deal = await startMainJob(made);
    await made.clock.runAll();
    expect(made.voiceBox.log().filter(({ path }) => path === "/api/v1/sb")).toHaveLength(2);
    await expectEndedOnce(made, deal);
  });

  it("does not repeat a launch that was carried out but not answered", async () => {
    const made = await createWorld();
    await made.control("voiceBox", "faults", { launch: "reset-after-apply" });
    const deal = await startMainJob(made);
    await made.clock.runAll();
    expect(made.voiceBox.log().filter(({ path }) => path === "/api/v1/sb")).toHaveLength(1);
    await expectEndedOnce(made, deal);
  });
});

describe("the portal in trouble at the end", () => {
  it("tells a portal later what it could not take while it was down, once", async () => {
    const made = await createWorld();
    const deal = await startMainJob(made);
    for (let step = 0; made.voiceBox.calls()[0]?.status !== "talking" && step < 600; step += 1)
      await made.clock.advance(100);
    expect(made.voiceBox.calls()[0]?.status).toBe("talking");
    await made.control("portal", "faults", { down: true });
    await made.clock.advance(10 * minute);
    expect(made.voiceBox.calls()[0]?.status).toBe("ended");
    expect(made.applied("crm.automation.trigger.execute")).toBe(0);
    expect(made.applied("telephony.externalcall.register")).toBe(0);
    await made.control("portal", "faults", { down: false });
    await made.clock.runAll();
    await expectEndedOnce(made, deal);
  });

  const written = [
    "crm.automation.trigger.execute",
    "telephony.externalcall.register",
    "telephony.externalcall.finish",
    "telephony.externalcall.attachrecord",
    "telephony.call.attachtranscription",
    "crm.activity.binding.add",
    "bizproc.event.send",
    "upload",
  ];

  it.each([
    ["cuts the connection", "reset-after-apply"],
    ["lets a proxy answer", "html-502-after-apply"],
  ])("applies everything once when the portal does what it is asked and then %s", async (_, kind) => {
    const made = await createWorld();
    for (const method of written) await made.control("portal", "faults", { method, kind });
    const deal = await playMainJob(made);
    const disturbed = made.portal.log().filter(({ fault }) => fault === kind);
    expect(disturbed.map(({ method }) => method).sort()).toEqual(written.filter((name) => name !== "upload").sort());
    await expectEndedOnce(made, deal);
    expect(made.applied("telephony.call.attachtranscription")).toBe(1);
    const recordings = (await (await fetch(`${made.portalUrl}/control/recordings`)).json()) as readonly object[];
    expect(recordings).toHaveLength(1);
  });

  it("makes one to-do when the portal cuts the connection after making it", async () => {
    const made = await createWorld("unclear");
    await made.control("portal", "faults", { method: "crm.activity.todo.add", kind: "reset-after-apply" });
    const deal = await playMainJob(made);
    expect(made.applied("crm.activity.todo.add")).toBe(1);
    expect(await made.office.todosOf(deal)).toHaveLength(1);
    expect((await made.office.robotRequests()).map(({ status }) => status)).toEqual(["completed"]);
  });

  it("asks a person when nobody can tell whether a trigger fired, instead of firing it again", async () => {
    const made = await createWorld("yes", { triggers: false });
    await made.control("portal", "faults", { method: "crm.automation.trigger.execute", kind: "reset-after-apply" });
    await playMainJob(made);
    const parked = (await made.account.parked())[0];
    expect(parked?.parked?.code).toBe("TRIGGER_RESULT_UNKNOWN");
    await made.account.resolve(parked?.id ?? "", null);
    await made.clock.runAll();
    expect(made.applied("crm.automation.trigger.execute")).toBe(1);
    expect((await made.account.calls.list()).rows.map(({ status, outcome }) => [status, outcome])).toEqual([
      ["done", "yes"],
    ]);
    expect((await made.office.robotRequests()).map(({ status }) => status)).toEqual(["completed"]);
  });
});
