import { afterEach, describe, expect, it } from "vitest";
import type { ClientScript } from "../../src/clients/client-script.ts";
import { namedClient } from "../../src/clients/named-clients.ts";
import { startReportServer, type ReportServer } from "./report-server.ts";
import { initial, left, message, outgoing, question, release, report, scenario } from "./scenario-parts.ts";
import { client, number, testBox } from "./test-box.ts";

let server: ReportServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const asking = (extra: object = {}) =>
  scenario([
    initial("dial"),
    outgoing("ask", "release"),
    question(
      "ask",
      "Вы придёте?",
      { yes: "yes", no: "no", silent: "silent", invalid: "invalid", hungUp: "gone" },
      extra,
    ),
    ...["yes", "no", "silent", "invalid", "expired"].map((name) => message(name, name, "release", "gone")),
    message("gone", "gone", "release", null),
    release,
  ]);

const pathFor = async (script: ClientScript, extra: object = {}) => {
  const { play } = testBox({ clientFor: () => script });
  return (await play(asking(extra))).path.slice(2);
};

describe("an announcement", () => {
  const saying = scenario([
    initial("dial"),
    outgoing("hello", "release"),
    message("hello", "Привет, {{name}}!", "bye", "gone"),
    message("bye", "Пока", "release", "gone"),
    message("gone", "gone", null, null),
    release,
  ]);

  it("is spoken with the launch's variables, at the pace of its length", async () => {
    const { play, clock } = testBox({ clientFor: () => client() });
    const startedAt = clock.now();
    const call = await play(saying, { name: "Анна" });
    expect(call).toMatchObject({
      callId: "vb-1",
      number,
      status: "ended",
      startedAt,
      answeredAt: startedAt + 4000,
      endedAt: startedAt + 4000 + 17 * 60,
      path: ["start", "dial", "hello", "bye", "release"],
      heard: ["Привет, Анна!", "Пока"],
      transcript: [
        { speaker: "robot", text: "Привет, Анна!", atMs: 0, untilMs: 780 },
        { speaker: "robot", text: "Пока", atMs: 780, untilMs: 1020 },
      ],
    });
  });

  it("keeps a variable that was never given as written", async () => {
    const { play } = testBox({ clientFor: () => client() });
    expect((await play(saying)).heard[0]).toBe("Привет, {{name}}!");
  });

  it("is cut short when the client hangs up in it, and nothing is heard after that", async () => {
    const { play } = testBox({ clientFor: () => ({ answers: true, turns: [], hangsUpDuringMessage: 1 }) });
    const call = await play(saying, { name: "Анна" });
    expect(call.path).toEqual(["start", "dial", "hello", "bye", "gone"]);
    expect(call.heard).toEqual(["Привет, Анна!", "Пока"]);
    expect(call.transcript[1]).toMatchObject({ atMs: 780, untilMs: 900 });
    expect(call.endedAt).toBe((call.answeredAt ?? 0) + 900);
  });
});

describe("a question", () => {
  it.each<[string, ClientScript, string[]]>([
    ["a key", client({ presses: "1" }), ["ask", "yes", "release"]],
    ["the other key", client({ presses: "2" }), ["ask", "no", "release"]],
    ["a wrong key", client({ presses: "7" }), ["ask", "invalid", "release"]],
    ["agreement", client({ says: "Да, конечно" }), ["ask", "yes", "release"]],
    ["a refusal whose words would agree", client({ says: "нет, не приду" }), ["ask", "no", "release"]],
    ["a word of the entry itself", client({ says: "лучше ПЕРЕЗВОНИТЕ завтра" }), ["ask", "no", "release"]],
    ["words that nobody waits for", client({ says: "какая погода" }), ["ask", "invalid", "release"]],
    ["part of a word", client({ says: "дайте подумать" }), ["ask", "invalid", "release"]],
    ["silence", client({ silent: true }), ["ask", "silent", "release"]],
    ["no more turns", client(), ["ask", "silent", "release"]],
    ["a hang-up", client({ hangsUp: "now" }), ["ask", "gone"]],
  ])("follows %s", async (_, script, path) => {
    expect(await pathFor(script)).toEqual(path);
  });

  it("does not hear keys or voice that are switched off", async () => {
    expect(await pathFor(client({ presses: "1" }), { keyboardInput: false })).toContain("silent");
    expect(await pathFor(client({ says: "да" }), { voiceInput: false })).toContain("silent");
  });

  it.each<[string, ClientScript, number]>([
    ["its whole awaiting time for silence", client(), 5000],
    ["the client's delay for a key", client({ presses: "1" }), 800],
    ["the client's delay and speech for words", client({ says: "да" }), 800 + 2 * 60],
  ])("waits %s", async (_, script, waitedMs) => {
    const call = await testBox({ clientFor: () => script }).play(asking());
    expect(call.transcript.at(-1)?.atMs).toBe("Вы придёте?".length * 60 + waitedMs);
  });

  it("waits shorter where the pace says so", async () => {
    const call = await testBox({ clientFor: () => client(), pace: { waitFactor: 0.1 } }).play(asking());
    expect(call.transcript.at(-1)?.atMs).toBe("Вы придёте?".length * 60 + 500);
  });

  it("hears nothing from a client who begins too late", async () => {
    const slow = testBox({ clientFor: () => client({ says: "да" }), pace: { answerDelayMs: 6000 } });
    expect((await slow.play(asking())).path).toContain("silent");
  });

  it("repeats its prompt where silence leads nowhere, and expires after its rounds", async () => {
    const { play } = testBox({ clientFor: () => client() });
    const expiring = { onNoInput: null, onExpiry: { title: "", newState: "expired" }, repeatCount: 3 };
    const call = await play(asking(expiring));
    expect(call.heard).toEqual(["Вы придёте?", "Вы придёте?", "Вы придёте?", "expired"]);
    expect(await pathFor(client({ silent: true }, { says: "да" }), expiring)).toEqual(["ask", "yes", "release"]);
  });

  it("writes what the client says into the transcript, and no keys", async () => {
    const said = await testBox({ clientFor: () => client({ says: "да" }) }).play(asking());
    expect(said.transcript.map(({ speaker, text }) => [speaker, text])).toEqual([
      ["robot", "Вы придёте?"],
      ["client", "да"],
      ["robot", "yes"],
    ]);
    const pressed = await testBox({ clientFor: () => client({ presses: "1" }) }).play(asking());
    expect(pressed.transcript.map(({ speaker }) => speaker)).toEqual(["robot", "robot"]);
  });
});

describe("dialing", () => {
  it("takes the error edge when nobody picks up", async () => {
    const { play, clock } = testBox();
    const startedAt = clock.now();
    const call = await play(asking());
    expect(call).toMatchObject({ answeredAt: null, endedAt: startedAt + 20_000, heard: [], recording: null });
    expect(call.path).toEqual(["start", "dial", "release"]);
  });

  it("asks who picks up with the number, the run and the attempt", async () => {
    const asked: unknown[] = [];
    const { play, launch, clock, box } = testBox({ clientFor: (call) => (asked.push(call), namedClient("noAnswer")) });
    await play(asking(), { runId: "r1" });
    await launch();
    await clock.runUntil(() => box.pending() === 0);
    expect(asked).toEqual([
      { number, runId: "r1", attemptOfNumber: 1 },
      { number, runId: undefined, attemptOfNumber: 2 },
    ]);
  });
});

describe("edges", () => {
  it("end the call when they lead to a state that is not there", async () => {
    const { play } = testBox({ clientFor: () => client() });
    const call = await play(
      scenario([initial("dial"), outgoing("hello", null), message("hello", "Привет", "nowhere", null)]),
    );
    expect(call).toMatchObject({ status: "ended", path: ["start", "dial", "hello"] });
  });

  it("cannot keep a call for ever", async () => {
    server = await startReportServer();
    const { play } = testBox({ clientFor: () => client() });
    const call = await play(
      scenario([initial("dial"), outgoing("a", null), message("a", "", "b", "b"), message("b", "", "a", "a")]),
    );
    expect(call.status).toBe("ended");
  });
});

describe("reports", () => {
  const reporting = (port: number) =>
    scenario([
      initial("dial"),
      outgoing("answered", "notConnected"),
      report("answered", port, { event: "answered" }, "hello"),
      report("notConnected", port, { event: "notConnected" }, "release"),
      message("hello", "Привет", "hello said", "hello hungUp"),
      left(port, "hello", "said", "release"),
      left(port, "hello", "hungUp", "release"),
      release,
    ]);

  it("arrive once each, with the token, values escaped", async () => {
    server = await startReportServer();
    const { play } = testBox({ clientFor: () => client() });
    const call = await play(reporting(server.port), { runId: 'r"\\1', sig: "abc" });
    expect(server.received).toEqual([
      { path: "/voicebox/report", token: "abc", body: { v: 1, runId: 'r"\\1', event: "answered" } },
      {
        path: "/voicebox/report",
        token: "abc",
        body: { v: 1, runId: 'r"\\1', event: "left", node: "hello", exit: "said" },
      },
    ]);
    expect(call.reports.map(({ delivered, status }) => ({ delivered, status }))).toEqual(
      Array(2).fill({ delivered: true, status: 200 }),
    );
  });

  it("tell that nobody picked up", async () => {
    server = await startReportServer();
    const call = await testBox().play(reporting(server.port), { runId: "r1" });
    expect(call.reports.map(({ body }) => body)).toEqual([{ v: 1, runId: "r1", event: "notConnected" }]);
  });

  it("do not change the call when the host is down", async () => {
    server = await startReportServer();
    const { port } = server;
    const up = await testBox({ clientFor: () => client() }).play(reporting(port), { runId: "r1" });
    await server.close();
    const down = await testBox({ clientFor: () => client() }).play(reporting(port), { runId: "r1" });
    expect(down.reports.map(({ delivered, status }) => ({ delivered, status }))).toEqual(
      Array(2).fill({ delivered: false, status: null }),
    );
    const withoutDelivery = ({ reports, ...call }: typeof up) => ({ ...call, bodies: reports.map(({ body }) => body) });
    expect(withoutDelivery(down)).toEqual(withoutDelivery(up));
  });

  it("count as not delivered when refused or redirected", async () => {
    const answers = [401, 302];
    server = await startReportServer(() => answers.shift() ?? 200);
    const call = await testBox({ clientFor: () => client() }).play(reporting(server.port), { runId: "r1" });
    expect(call.reports.map(({ delivered, status }) => [delivered, status])).toEqual([
      [false, 401],
      [false, 302],
    ]);
    expect(call.path).toContain("hello");
  });

  it("are sent after the client hung up too", async () => {
    server = await startReportServer();
    const script: ClientScript = { answers: true, turns: [], hangsUpDuringMessage: 0 };
    await testBox({ clientFor: () => script }).play(reporting(server.port), { runId: "r1" });
    expect(server.received.at(-1)?.body).toMatchObject({ event: "left", node: "hello", exit: "hungUp" });
  });

  it("hold the clock until they are answered", async () => {
    const box = testBox({ clientFor: () => client() });
    const startedAt = box.clock.now();
    box.clock.at(startedAt + 4001, () => {});
    const answeredAfterMs: number[] = [];
    server = await startReportServer(async () => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      answeredAfterMs.push(box.clock.now() - startedAt);
      return 200;
    });
    await box.play(reporting(server.port));
    expect(answeredAfterMs).toEqual([4000, 4000 + 6 * 60]);
  });

  it("that are answered late do not make the call longer when the client is gone", async () => {
    const script: ClientScript = { answers: true, turns: [], hangsUpDuringMessage: 0 };
    const box = testBox({ clientFor: () => script });
    server = await startReportServer(async ({ body }) => {
      if (body.event === "left") await box.clock.sleep(700);
      return 200;
    });
    const call = await box.play(reporting(server.port));
    expect((call.endedAt ?? 0) - (call.answeredAt ?? 0)).toBe(3 * 60);
    expect(box.clock.now()).toBe((call.endedAt ?? 0) + 700);
  });
});
