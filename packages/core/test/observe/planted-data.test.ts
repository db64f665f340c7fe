import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { timelineText, readParked } from "../../src/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import type { LogFields, StorePort } from "../../src/ports/index.ts";
import { memoryStore } from "../../src/testing/index.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";
import { serveHttp, type LoopbackServer } from "../adapter-kit/loopback-server.ts";
import { visitReminder } from "../fixtures/visit-reminder.ts";
import { everything, planted, plantedIn } from "./support/planted.ts";
import { plantedWorld, visits, type PlantedWorld } from "./support/planted-world.ts";
import { recordTelemetry, type RecordedTelemetry } from "./support/record-telemetry.ts";

/** Everything that came out where people look after the installation, with where it came out. */
const told: { readonly where: string; readonly text: string }[] = [];
const tell = (where: string, value: unknown) => void told.push({ where, text: JSON.stringify(value) });

/** Does what must fail, and keeps what the failure says. */
async function failing(where: string, task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (error) {
    tell(where, [error, String(error), (error as Error).stack]);
    return;
  }
  throw new Error(`${where} was to fail`);
}

const say = (level: string) => (fields: LogFields, message: string) => tell(`log ${level}`, [fields, message]);
const logger = { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };

const input = { name: `${planted.first} ${planted.last}`, time: planted.words };
const person = { name: input.name, phone: planted.phone };
let recorded: RecordedTelemetry;
let server: LoopbackServer;
let world: PlantedWorld;
const inner = memoryStore();
/** Rows of the store as they were before the person was erased. */
let kept = "";
let damaged = "";
let consent: () => boolean = () => true;

/** The store, with a row that cannot be read once `damaged` names it. */
const store: StorePort = storeOver(inner, {
  async read(table, id) {
    if (table !== "runs" || id !== damaged) return inner.read(table, id);
    throw new CallwrightError("STORE_DAMAGED", { path: "memory", reason: `row "${id}" of table "runs" is damaged` });
  },
});

async function post(path: string, body: unknown): Promise<void> {
  const headers = { "x-robot-token": planted.token, authorization: planted.token };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://127.0.0.1${path}`, { method: "POST", headers, body: text });
  const response = await world.engine.fetch(request);
  tell(`answer of ${path}`, [response.status, await response.text(), [...response.headers]]);
}

/** Calls that go well and badly. */
async function makeCalls(): Promise<void> {
  const { account, clock, crm, voice } = world;
  const call = async (phone: string = planted.phone) => {
    const made = await account.call(visitReminder, { input, phone, texts: { seeYou: everything } });
    await clock.settle();
    return `${made.id}:1`;
  };
  crm.addDeal("42", { phones: [planted.phone], fields: { TITLE: everything } });
  const run = await call(planted.written[0]);
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await post("/hook", { how: "other", run, name: planted.first, phone: planted.written[1] });
  await voice.sendsRecording(run, [{ speaker: "client", text: everything, atMs: 0, untilMs: 500 }]);
  await voice.leaves(run, "thank", "said");
  await clock.advance(60_000);
  for (const behaviour of ["rejected", "noLine", "answerLost", "unreachable"] as const) {
    voice.behaviour = behaviour;
    await call(planted.written[2]);
  }
  voice.behaviour = "accept";
  consent = () => false;
  await call();
  consent = () => {
    throw new Error(`no consent known of ${everything}`);
  };
  await call();
  consent = () => true;
  await account.forbid(planted.written[3], everything);
  await call();
  crm.down = true;
  const made = await account.call(visitReminder, { input, subject: { type: "deal", id: "42" } });
  await clock.settle();
  crm.down = false;
  await world.engine
    .account("test")
    .findCall(made.id)
    .then((handle) => handle?.cancel());
}

/** What is given wrongly. */
async function giveWrongly(): Promise<void> {
  const { account, flows } = world;
  const wrong = { name: 7, time: everything } as unknown as typeof input;
  await failing("a wrong number", () => account.call(visitReminder, { input, phone: `${planted.phone}890` }));
  await failing("a wrong input", () => account.call(visitReminder, { input: wrong, phone: planted.phone }));
  await failing("a reused key", async () => {
    await account.call(visitReminder, { input, phone: planted.phone, idempotencyKey: everything });
    await account.call(visitReminder, {
      input: { ...input, time: "" },
      phone: planted.phone,
      idempotencyKey: everything,
    });
  });
  await failing("a wrong input of a flow", () =>
    account.start(flows.desk, { input: { name: planted.first, phone: 7 } as never }),
  );
  await failing("a wrong zone", () =>
    account.call(visitReminder, { input, phone: planted.phone, timeZone: everything }),
  );
  await failing("a budget", () => account.setBudget({ limit: everything as never, period: "day" }));
  const keyed = { ...person, [planted.written[1]]: 1, [planted.last]: 2 } as typeof person;
  await failing("keys that are data", () => account.start(flows.desk, { input: keyed }));
  const rows = account.table(visits);
  const row = { id: planted.phone, note: everything, at: 1 };
  await rows.put(row);
  await failing("a wrong row", () => rows.put({ ...row, at: everything as never }));
  await failing("a large row", () => rows.put({ ...row, note: everything.repeat(1_000) }));
  await failing("a list without an index", () => rows.list({ where: { note: everything } as never }));
  await failing("a wrong cursor", () => rows.list({ after: everything }));
  await post("/hook", { how: "throws", about: everything });
  await post("/hook", { how: "forged", about: everything });
  await post("/hook", { how: "report", run: "nothing", about: everything });
  await post("/hook", `{ no JSON ${everything}`);
  await post("/hook", everything.repeat(200));
  await post(`/other/${encodeURIComponent(everything)}?phone=${planted.phone}`, everything);
}

/** Flows whose steps throw and whose effects fail in every way. */
async function failFlows(): Promise<void> {
  const { account, clock, flows, engine } = world;
  for (const mode of ["throws", "unfit", "refuses", "huge", "html", "garbage", "reset", "works"] as const) {
    world.desk = mode;
    await account.start(flows.desk, { input: person });
    await clock.advance(5_000);
  }
  world.desk = "throws";
  await account.setBudget({ limit: 1, period: "day" });
  await account.start(flows.desk, { input: person });
  await clock.advance(5_000);
  for (const type of ["say", "ask", "keep"]) {
    const run = await account.start(flows.poison, { input: null });
    await run.send({ type, words: everything });
    await clock.settle();
  }
  const stops = [engine.on("run:started", () => Promise.reject(new Error(everything)))];
  stops.push(
    engine.on("run:advanced", () => {
      throw new Error(everything);
    }),
  );
  const cancelled = await account.start(flows.poison, { input: null });
  await cancelled.cancel(everything);
  for (const stop of stops) stop();
  damaged = (await account.start(flows.poison, { input: null })).id;
  await world.engine.account("test").run(cancelled.id);
  await failing("a damaged row", () => store.read("runs", damaged));
}

/** What whoever looks after the installation sees, after all that. */
async function lookAround(): Promise<void> {
  const { account, engine } = world;
  tell("health", await engine.health());
  const all = [...(await inner.find("jobs", {})), ...(await inner.find("runs", {}))];
  for (const { id } of all) {
    const timeline = await account.timeline(id);
    tell(`timeline ${id}`, timeline);
    for (const locale of ["ru", "uk", "pl", "en"] as const) tell(`text ${id}`, timelineText(timeline, locale));
  }
  tell("parked", await readParked(inner, {}));
  for (const { parked } of await account.parked()) tell("why it is parked", parked);
  for (const { id, error } of await inner.find("effects", {})) tell(`effect ${id}`, error);
  tell("lists", [(await account.calls.list({ phone: planted.phone })).rows.length]);
  await account.search(planted.words);
  tell("operated", await account.operate({}, { action: "retry" }));
  await world.clock.advance(60_000);
  kept = JSON.stringify([
    await inner.find("jobs", {}),
    await inner.find("journal", {}),
    await inner.find("effects", {}),
  ]);
  tell("erased", await account.erase({ phone: planted.written[0] }));
  tell("erased text", String(await account.erase({ subject: { type: "deal", id: "42" } })));
  tell("retention", await engine.applyRetention());
  for await (const exported of account.export()) tell("export", exported);
  for (const path of ["/health", "/ready"]) {
    const answer = await engine.fetch(new Request(`http://127.0.0.1${path}`));
    tell(path, [answer.status, await answer.text()]);
  }
  for (const { name, attributes, events, status, links } of recorded.spans()) {
    tell(`span ${name}`, [name, attributes, events, status, links.map((link) => link.attributes)]);
  }
  for (const { descriptor, dataPoints } of await recorded.metrics()) {
    tell(`metric ${descriptor.name}`, [descriptor, dataPoints.map(({ attributes }) => attributes)]);
  }
}

beforeAll(async () => {
  recorded = recordTelemetry();
  server = await serveHttp((request, response) => {
    if (request.url?.startsWith("/reset")) return void request.socket.destroy();
    response.statusCode = request.url?.startsWith("/html") ? 502 : 200;
    response.setHeader("content-type", request.url?.startsWith("/html") ? "text/html" : "application/json");
    response.end(
      request.url?.startsWith("/html") ? `<h1>${encodeURIComponent(everything)}</h1>` : `{ "said": ${planted.first}`,
    );
  });
  world = await plantedWorld(store, logger, { url: server.url, consent: () => consent() });
  await makeCalls();
  await giveWrongly();
  await failFlows();
  await lookAround();
}, 60_000);

afterAll(async () => {
  await world.engine.close();
  await server.close();
  await recorded.stop();
});

describe("data of persons", () => {
  it("are in the store, so that this test can fail", () => {
    expect(plantedIn(kept)).toHaveLength(plantedIn(everything).length);
    for (const form of planted.written) expect(plantedIn(`x${form}y`)).toEqual(["9161234567"]);
  });

  it("came everywhere that is looked at", () => {
    const places = new Set(told.map(({ where }) => where.split(" ")[0]));
    expect([...places].sort()).toMatchInlineSnapshot(`
      [
        "/health",
        "/ready",
        "a",
        "answer",
        "effect",
        "erased",
        "export",
        "health",
        "keys",
        "lists",
        "log",
        "metric",
        "operated",
        "parked",
        "retention",
        "span",
        "text",
        "timeline",
        "why",
      ]
    `);
    for (const level of ["info", "warn", "error"])
      expect(told.some(({ where }) => where === `log ${level}`)).toBe(true);
  });

  it("met every failure that this test is about", () => {
    const all = told.map(({ text }) => text).join("\n");
    const codes = [
      "FLOW_STEP_FAILED",
      "SNAPSHOT_TOO_LARGE",
      "RESULT_TOO_LARGE",
      "EFFECT_FAILED",
      "EFFECT_REFUSED",
      "BUDGET_EXHAUSTED",
    ];
    const more = [
      "VOICE_REJECTED",
      "GATE_CHECK_FAILED",
      "PHONE_INVALID",
      "INPUT_INVALID",
      "IDEMPOTENCY_KEY_REUSED",
      "STORE_DAMAGED",
    ];
    const ofGate = ["noConsent", "doNotCall", "WEBHOOK_NOT_AUTHENTIC", "WEBHOOK_TOO_LARGE", "INTERNAL", "RUN_UNKNOWN"];
    for (const code of [...codes, ...more, ...ofGate]) expect(all).toContain(code);
  });

  it("come out in no log, error, answer, span, metric, timeline or health", () => {
    const leaks = told.flatMap(({ where, text }) => {
      const found = plantedIn(text);
      return found.length > 0 ? [{ where, found, text: text.slice(0, 300) }] : [];
    });
    expect(leaks).toEqual([]);
  });
});
