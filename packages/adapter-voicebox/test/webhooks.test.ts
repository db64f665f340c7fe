import { createSigner } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { voicebox } from "@callwright/adapter-voicebox";
import { fakeHost, post } from "./support/fake-host.ts";
import { sampleSettings } from "./support/sample.ts";

const sign = (run: string) => createSigner(sampleSettings.secret).sign(run);
const token = sign("run-1");
const reportPath = "/voicebox/report";
const recordingPath = "/voicebox/recording";
const answered = { v: 1, runId: "run-1", event: "answered" };
const recording = {
  v: 1,
  runId: "run-1",
  event: "recording",
  url: "https://voicebox.mtt.ru/recordings/vb-1.wav",
  mediaType: "audio/wav",
  durationMs: 4200,
  transcript: [{ speaker: "client", text: "да", atMs: 0, untilMs: 120 }],
};

function connect() {
  const host = fakeHost();
  host.clock.set(5000);
  const adapter = voicebox(sampleSettings).connect(host);
  return { host, send: (path: string, body: unknown, sig?: string) => post(adapter, path, body, sig) };
}

describe("reports", () => {
  it.each<readonly [object, string, object]>([
    [answered, "voicebox:run-1:answered", { type: "call.answered", by: "unknown", at: 5000 }],
    [
      { v: 1, runId: "run-1", event: "notConnected" },
      "voicebox:run-1:notConnected",
      { type: "call.not-connected", cause: "unknown", at: 5000 },
    ],
    ...["said", "answer:yes", "answer:с пробелом", "noInput", "noMatch", "hungUp"].map(
      (exit): [object, string, object] => [
        { v: 1, runId: "run-1", event: "left", node: "ask~im", exit, more: "is left aside" },
        "voicebox:run-1:left:ask~im",
        { type: "dialog.left", node: "ask~im", exit, at: 5000 },
      ],
    ),
  ])("hands over %j", async (body, dedupeKey, report) => {
    const { host, send } = connect();
    const response = await send(reportPath, body, token);
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
    expect(host.taken).toEqual([{ run: "run-1", dedupeKey, report }]);
  });

  it("answers a replayed report like the first and hands it over under the same key", async () => {
    const { host, send } = connect();
    await send(reportPath, answered, token);
    expect((await send(reportPath, answered, token)).status).toBe(200);
    expect(host.taken).toHaveLength(1);
  });

  it("answers only after the engine has taken the report", async () => {
    const { host, send } = connect();
    let commit = (): void => {};
    host.inbox.reported = () => new Promise((resolve) => (commit = () => resolve("applied")));
    let isAnswered = false;
    const response = send(reportPath, answered, token).then(() => (isAnswered = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    commit();
    expect(await response).toBe(true);
  });

  it("takes an unknown event for news of a newer scenario: logged, not refused", async () => {
    const { host, send } = connect();
    const event = "pressed +7 916 123-45-67";
    expect((await send(reportPath, { ...answered, event }, token)).status).toBe(200);
    expect(host.taken).toEqual([]);
    expect(host.logged).toEqual([
      { level: "warn", fields: { run: "run-1", event: "other" }, message: "VoiceBox reported an unknown event" },
    ]);
  });

  it("tells that a run is unknown", async () => {
    const { send } = connect();
    await expect(send(reportPath, { ...answered, runId: "run-9" }, sign("run-9"))).rejects.toMatchObject({
      code: "RUN_UNKNOWN",
    });
  });
});

describe("recordings", () => {
  it("hands over the address and the turns", async () => {
    const { host, send } = connect();
    expect((await send(recordingPath, recording, token)).status).toBe(200);
    expect(host.taken).toEqual([
      {
        run: "run-1",
        dedupeKey: "voicebox:run-1:recording",
        report: {
          type: "recording.ready",
          url: recording.url,
          mediaType: "audio/wav",
          durationMs: 4200,
          transcriptBlob: null,
          at: 5000,
        },
        transcript: recording.transcript,
      },
    ]);
  });

  it("hands over no turns where there are none", async () => {
    const { host, send } = connect();
    await send(recordingPath, { ...recording, transcript: undefined }, token);
    expect(host.taken[0]).not.toHaveProperty("transcript");
  });

  it.each([
    ["an address that is none", { url: "file:///etc/passwd" }, "url"],
    ["a strange media type", { mediaType: "audio" }, "mediaType"],
    ["a turn by nobody", { transcript: [{ ...recording.transcript[0], speaker: "ghost" }] }, "transcript.0.speaker"],
    ["another event", { event: "answered" }, "event"],
  ])("refuses %s", async (_, change, path) => {
    const { host, send } = connect();
    await expect(send(recordingPath, { ...recording, ...change }, token)).rejects.toMatchObject({
      code: "WEBHOOK_MALFORMED",
      details: {
        path: recordingPath,
        problems: [expect.stringMatching(new RegExp(`^${path.replaceAll(".", "\\.")}: `))],
      },
    });
    expect(host.taken).toEqual([]);
  });
});

describe.each([
  [reportPath, answered, 16 * 1024],
  [recordingPath, recording, 1024 * 1024],
])("messages to %s", (path, message, limitBytes) => {
  it.each<[string, unknown, string | undefined, string]>([
    ["larger than the limit, before they are read", " ".repeat(limitBytes + 1), undefined, "WEBHOOK_TOO_LARGE"],
    ["that are no JSON, before the token is asked", "run-1", undefined, "WEBHOOK_MALFORMED"],
    ["that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), undefined, "WEBHOOK_MALFORMED"],
    ["that name no run", { ...message, runId: undefined }, token, "WEBHOOK_MALFORMED"],
    ["whose run is no text", { ...message, runId: { $ne: "" } }, token, "WEBHOOK_MALFORMED"],
    ["without a token", message, undefined, "WEBHOOK_NOT_AUTHENTIC"],
    ["with an empty token", message, "", "WEBHOOK_NOT_AUTHENTIC"],
    ["with the token of another attempt", message, sign("run-2"), "WEBHOOK_NOT_AUTHENTIC"],
    ["with a token in upper case", message, token.toUpperCase(), "WEBHOOK_NOT_AUTHENTIC"],
    ["with a wrong token, before their shape is judged", { runId: "run-1" }, "x", "WEBHOOK_NOT_AUTHENTIC"],
    ["of another version", { ...message, v: 2 }, token, "WEBHOOK_MALFORMED"],
    ["without an event", { ...message, event: undefined }, token, "WEBHOOK_MALFORMED"],
  ])("are refused %s", async (_, body, sig, code) => {
    const { host, send } = connect();
    const thrown: unknown = await send(path, body, sig).then(
      () => expect.unreachable("it must be refused"),
      (error: unknown) => error,
    );
    expect(thrown).toMatchObject({ code, details: { path } });
    expect(JSON.stringify(thrown)).not.toContain(token);
    expect(host.taken).toEqual([]);
  });
});

it.each([
  ["a node that is missing", { event: "left", exit: "said" }, "node"],
  ["an exit that no node has", { event: "left", node: "ask", exit: "fell asleep" }, "exit"],
  ["an answer without a name", { event: "left", node: "ask", exit: "answer:" }, "exit"],
])("a report with %s is refused", async (_, change, path) => {
  const { send } = connect();
  await expect(send(reportPath, { ...answered, ...change }, token)).rejects.toMatchObject({
    code: "WEBHOOK_MALFORMED",
    details: { problems: [expect.stringMatching(new RegExp(`^${path}: `))] },
  });
});
