import type { CallReport } from "@callwright/core/calls";
import type { VoicePort } from "@callwright/core/ports";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { createVoiceBox, type ClientScript, type VoiceBox } from "@callwright/sandbox";
import { fakeHost, type FakeHost } from "./support/fake-host.ts";
import { sampleGraph, sampleSettings } from "./support/sample.ts";
import { serveAdapter, type AdapterServer } from "./support/serve-adapter.ts";
import { virtualClock, type VirtualClock } from "./support/virtual-clock.ts";

const texts = {
  ask: 'Здравствуйте, "Анна"! Вы придёте?',
  "ask~i": "Да или нет?",
  "ask~m": "Да или нет?",
  "ask~im": "Да или нет?",
  thank: "Спасибо!",
  promise: "Вам перезвонят.",
};
const launch = { account: "shop-1", run: "run-1", robot: "visit-reminder", shape: "", phone: "+79161234567", texts };

let clock: VirtualClock;
let box: VoiceBox;
let boxServer: Awaited<ReturnType<VoiceBox["listen"]>>;
let server: AdapterServer;
let host: FakeHost;
let client: ClientScript;

beforeEach(async () => {
  clock = virtualClock();
  client = { answers: false };
  box = createVoiceBox({
    clock,
    credentials: { user: "shop", password: "a-password", bearer: "a-token", customerId: "1001" },
    maxLines: 1,
    clientFor: () => client,
  });
  box.bindEntryPoint({ entryPoint: "entry-17", scenarioId: "17" });
  boxServer = await box.listen();
  server = await serveAdapter();
  host = fakeHost({ clock, publicUrl: server.url });
});
afterEach(async () => {
  await boxServer.close();
  await server.close();
});

function connect(more: Partial<VoiceBoxSettings> = {}): VoicePort {
  const adapter = voicebox({
    ...sampleSettings,
    launchUrl: boxServer.url,
    manageUrl: boxServer.url,
    capabilities: { lookup: true, recordingPush: true },
    ...more,
  }).connect(host);
  server.serve(adapter);
  if (!adapter.voice) throw new Error("no voice port");
  return adapter.voice;
}

async function callOut(voice: VoicePort, script: ClientScript) {
  client = script;
  await voice.publish("shop-1", [sampleGraph]);
  const receipt = await voice.launch(launch);
  await clock.runUntil(() => box.pending() === 0);
  return receipt;
}
const told = (reports: readonly CallReport[]) =>
  reports.map((report) => (report.type === "dialog.left" ? `${report.node} ${report.exit}` : report.type));
const control = (path: string, body: object) =>
  fetch(`${boxServer.url}/control/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

describe("against the sandbox's VoiceBox", () => {
  it("publishes, and finds its own work again", async () => {
    const voice = connect();
    expect(await voice.publish("shop-1", [sampleGraph])).toMatchObject([{ action: "create" }]);
    expect(await voice.publish("shop-1", [sampleGraph])).toMatchObject([{ action: "keep" }]);
  });

  it.each<[string, ClientScript, readonly string[]]>([
    [
      "says yes",
      { answers: true, turns: [{ says: "да, конечно" }] },
      ["call.answered", "ask answer:yes", "thank said", "recording.ready"],
    ],
    [
      "says no",
      { answers: true, turns: [{ says: "нет, не приду" }] },
      ["call.answered", "ask answer:no", "promise said", "recording.ready"],
    ],
    [
      "is silent, mumbles, then presses a key",
      { answers: true, turns: [{ silent: true }, { says: "бур бур" }, { presses: "2" }] },
      ["call.answered", "ask noInput", "ask~i noMatch", "ask~im answer:no", "promise said", "recording.ready"],
    ],
    [
      "stays silent",
      { answers: true, turns: [] },
      ["call.answered", "ask noInput", "ask~i noInput", "recording.ready"],
    ],
    [
      "hangs up at the question",
      { answers: true, turns: [{ hangsUp: "now" }] },
      ["call.answered", "ask hungUp", "recording.ready"],
    ],
    [
      "hangs up at the last words",
      { answers: true, turns: [{ says: "да" }], hangsUpDuringMessage: 0 },
      ["call.answered", "ask answer:yes", "thank hungUp", "recording.ready"],
    ],
    ["does not answer", { answers: false }, ["call.not-connected"]],
  ])("hears how a client %s, and the look-up tells the same", async (_, script, reports) => {
    const voice = connect();
    expect((await callOut(voice, script)).vendorCallId).toBe(box.calls()[0]?.callId);
    expect(told(host.taken.map(({ report }) => report))).toEqual(reports);
    const found = await voice.lookup?.("shop-1", "run-1");
    if (!found?.found) throw new Error("the call must be found");
    expect([found.live, told(found.reports)]).toEqual([false, reports]);
  });

  it("speaks the words of the launch", async () => {
    await callOut(connect(), { answers: true, turns: [{ silent: true }, { says: "да" }] });
    expect(box.calls()[0]?.heard).toEqual([texts.ask, texts["ask~i"], texts.thank]);
  });

  it("fetches the recording that was pushed, and hands over the turns", async () => {
    const voice = connect({ maxRecordingBytes: 1_000_000 });
    await callOut(voice, { answers: true, turns: [{ says: "да" }] });
    const message = host.taken.at(-1);
    if (message?.report.type !== "recording.ready") throw new Error("no recording");
    expect(message.transcript?.map(({ speaker, text }) => [speaker, text])).toEqual([
      ["robot", texts.ask],
      ["client", "да"],
      ["robot", texts.thank],
    ]);
    const stream = await voice.openRecording("shop-1", "run-1", message.report.url ?? "");
    const bytes = Buffer.from(await new Response(stream).arrayBuffer());
    expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
    // 8 kHz, 16 bit: 16 bytes per millisecond after a header of 44.
    expect(Math.round((bytes.byteLength - 44) / 16)).toBe(message.report.durationMs);
  });

  it("leads the same call while our host is down, and the look-up makes up for the lost reports", async () => {
    const voice = connect();
    const script: ClientScript = { answers: true, turns: [{ says: "бур бур" }, { presses: "1" }] };
    await callOut(voice, script);
    const path = box.calls()[0]?.path;
    server.serve(undefined);
    host.taken.length = 0;
    await voice.launch({ ...launch, run: "run-2" });
    await clock.runUntil(() => box.pending() === 0);
    expect(box.calls()[1]?.path).toEqual(path);
    expect(host.taken).toEqual([]);
    const found = await voice.lookup?.("shop-1", "run-2");
    expect(told(found?.found ? found.reports : [])).toEqual([
      "call.answered",
      "ask noMatch",
      "ask~m answer:yes",
      "thank said",
      "recording.ready",
    ]);
  });

  it("tells a live call from an absent one", async () => {
    const voice = connect();
    await voice.publish("shop-1", [sampleGraph]);
    expect(await voice.lookup?.("shop-1", "run-1")).toEqual({ found: false });
    await voice.launch(launch);
    expect(await voice.lookup?.("shop-1", "run-1")).toMatchObject({ found: true, live: true });
    await expect(voice.launch({ ...launch, run: "run-2" })).rejects.toMatchObject({ code: "VOICE_NO_LINE" });
  });

  it("tells refusals, lost answers and a vendor that is away apart", async () => {
    await connect().publish("shop-1", [sampleGraph]);
    await expect(connect({ password: "wrong" }).launch(launch)).rejects.toMatchObject({
      code: "VOICE_REJECTED",
      details: { status: 401 },
    });
    await expect(connect().launch({ ...launch, phone: "+3801234567890" })).rejects.toMatchObject({
      code: "VOICE_REJECTED",
      details: { status: 400 },
    });
    await control("faults", { launch: 503 });
    await expect(connect().launch(launch)).rejects.toMatchObject({ code: "VOICE_ANSWER_LOST" });
    await control("faults", { launch: "reset-after-apply" });
    await expect(connect().launch(launch)).rejects.toMatchObject({ code: "VOICE_ANSWER_LOST" });
    expect(await connect().lookup?.("shop-1", "run-1")).toMatchObject({ found: true });
    await boxServer.close();
    await expect(connect().launch(launch)).rejects.toMatchObject({ code: "VOICE_UNREACHABLE" });
  });
});
