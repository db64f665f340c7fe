import { afterEach, describe, expect, it } from "vitest";
import { startReportServer, type ReportServer } from "./report-server.ts";
import { initial, left, message, outgoing, question, release, scenario } from "./scenario-parts.ts";
import { basic, client, number, testBox } from "./test-box.ts";

let server: ReportServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const asking = (port: number) =>
  scenario([
    initial("dial"),
    outgoing("ask", "release"),
    question("ask", "Вы придёте?", {
      yes: "ask answer:yes",
      no: null,
      silent: "release",
      invalid: "release",
      hungUp: "release",
    }),
    left(port, "ask", "answer:yes", "thank"),
    message("thank", "Ждём вас", "release", "release"),
    release,
  ]);

const playWithRecording = async (settings: Parameters<typeof testBox>[0] = {}) => {
  server = await startReportServer();
  const box = testBox({ clientFor: () => client({ says: "да" }), ...settings });
  const call = await box.play(asking(server.port), {
    runId: "r1",
    sig: "abc",
    recordingUrl: `${server.url}/voicebox/recording`,
  });
  return { ...box, call, recordings: server.received.filter(({ path }) => path === "/voicebox/recording") };
};

describe("the recording", () => {
  it("is told one second after the call, with the transcript", async () => {
    const { call, recordings, lookUp } = await playWithRecording();
    const durationMs = 660 + 800 + 120 + 480;
    const body = {
      v: 1,
      runId: "r1",
      event: "recording",
      url: "http://voicebox.test/recordings/vb-1.wav",
      mediaType: "audio/wav",
      durationMs,
      transcript: [
        { speaker: "robot", text: "Вы придёте?", atMs: 0, untilMs: 660 },
        { speaker: "client", text: "да", atMs: 1460, untilMs: 1580 },
        { speaker: "robot", text: "Ждём вас", atMs: 1580, untilMs: 2060 },
      ],
    };
    expect(recordings).toEqual([{ path: "/voicebox/recording", token: "abc", body }]);
    expect(call.recording).toEqual({ body, at: (call.endedAt ?? 0) + 1000, delivered: true, status: 200 });
    expect(await lookUp("r1")).toMatchObject([{ recording: body }]);
  });

  it("is a WAV of 8 kHz, 16 bit, mono, as long as the call", async () => {
    const { send, call } = await playWithRecording();
    const response = await send("GET", "/recordings/vb-1.wav");
    const bytes = Buffer.from(await response.arrayBuffer());
    const durationMs = (call.endedAt ?? 0) - (call.answeredAt ?? 0);
    expect(response.headers.get("content-type")).toBe("audio/wav");
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect(bytes.toString("latin1", 0, 4) + bytes.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect([bytes.readUInt16LE(20), bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)]).toEqual([
      1, 1, 8000, 16,
    ]);
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
    expect(bytes.readUInt32LE(40) / 16).toBe(durationMs);
    expect(new Set(bytes.subarray(44)).size).toBeGreaterThan(10);
  });

  it("is fetched over HTTP from the address in its message", async () => {
    server = await startReportServer();
    const { box, publish, clock } = testBox({ clientFor: () => client({ says: "да" }) });
    await publish(asking(server.port));
    await using listening = await box.listen();
    const data = { number, runId: "r1", recordingUrl: `${server.url}/voicebox/recording` };
    await fetch(`${listening.url}/api/v1/sb`, {
      method: "POST",
      headers: { authorization: basic },
      body: JSON.stringify({ method: "entry", data }),
    });
    await clock.runUntil(() => box.pending() === 0);
    const { url, durationMs } = server.received.at(-1)?.body as { url: string; durationMs: number };
    expect(url).toBe(`${listening.url}/recordings/vb-1.wav`);
    const bytes = await (await fetch(url, { headers: { authorization: basic } })).arrayBuffer();
    expect(bytes.byteLength).toBe(44 + durationMs * 16);
  });

  it("needs the launch's credentials and a call that was answered and has ended", async () => {
    const { send } = await playWithRecording();
    expect((await send("GET", "/recordings/vb-1.wav", undefined, "Basic eDp5")).status).toBe(401);
    expect((await send("GET", "/recordings/vb-2.wav")).status).toBe(404);
    const unanswered = await playWithRecording({ clientFor: () => ({ answers: false }) });
    expect(unanswered.recordings).toEqual([]);
    expect((await unanswered.send("GET", "/recordings/vb-1.wav", undefined, basic)).status).toBe(404);
  });

  it("is not told where the capability is off, or no address was given", async () => {
    const off = await playWithRecording({ recordingPush: false });
    expect([off.recordings, off.call.recording]).toEqual([[], null]);
    const box = testBox({ clientFor: () => client() });
    expect((await box.play(asking(1), { runId: "r1" })).recording).toBeNull();
  });

  it("is told once although nobody takes it", async () => {
    server = await startReportServer(({ path }) => (path === "/voicebox/recording" ? 503 : 200));
    const { play } = testBox({ clientFor: () => client({ says: "да" }) });
    const call = await play(asking(server.port), { runId: "r1", recordingUrl: `${server.url}/voicebox/recording` });
    expect(call.recording).toMatchObject({ delivered: false, status: 503 });
    expect(server.received.filter(({ path }) => path === "/voicebox/recording")).toHaveLength(1);
  });
});
