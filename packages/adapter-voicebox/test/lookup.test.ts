import { HttpFailure } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { voicebox } from "@callwright/adapter-voicebox";
import { fakeHost } from "./support/fake-host.ts";
import { fakeHttp } from "./support/fake-http.ts";
import { sampleSettings } from "./support/sample.ts";

function lookup(answer: ReturnType<Parameters<typeof fakeHttp>[0]>) {
  const http = fakeHttp(() => answer);
  const host = fakeHost();
  host.clock.set(9_000);
  const { voice } = voicebox({ ...sampleSettings, capabilities: { lookup: true }, http }).connect(host);
  return { http, found: voice?.lookup?.("shop-1", "run 1") };
}
const report = (more: object) => ({ v: 1, runId: "run 1", ...more });
const call = (more: object) => ({
  callId: "vb-1",
  runId: "run 1",
  status: "ended",
  startedAt: 1000,
  answeredAt: 2000,
  endedAt: 5000,
  reports: [],
  recording: null,
  ...more,
});
const calls = (...given: object[]) => ({ status: 200, body: { calls: given } });

describe("asking after a call", () => {
  it("gives the reports that were meant for us, at the times that the vendor knows", async () => {
    const { http, found } = lookup(
      calls(
        call({
          reports: [
            report({ event: "answered" }),
            report({ event: "left", node: "ask", exit: "answer:yes" }),
            report({ event: "somethingNew" }),
            "not a report",
            { ...report({ event: "answered" }), runId: "run 2" },
          ],
          recording: report({
            event: "recording",
            url: "https://voicebox.mtt.ru/r.wav",
            mediaType: "audio/wav",
            durationMs: 3000,
          }),
        }),
      ),
    );
    expect(await found).toEqual({
      found: true,
      live: false,
      vendorCallId: "vb-1",
      reports: [
        { type: "call.answered", by: "unknown", at: 2000 },
        { type: "dialog.left", node: "ask", exit: "answer:yes", at: 5000 },
        {
          type: "recording.ready",
          url: "https://voicebox.mtt.ru/r.wav",
          mediaType: "audio/wav",
          durationMs: 3000,
          transcriptBlob: null,
          at: 9000,
        },
      ],
    });
    expect(http.requests[0]).toMatchObject({
      method: "GET",
      url: "https://voicebox.mtt.ru/api/v1/sb/calls?runId=run%201",
      headers: { Authorization: `Basic ${btoa("shop:a-password")}` },
    });
  });

  it("is live while one of its calls is, and gives the reports of all", async () => {
    const talking = call({
      callId: "vb-2",
      status: "talking",
      endedAt: null,
      reports: [report({ event: "answered" })],
    });
    const { found } = lookup(calls(call({ reports: [report({ event: "notConnected" })] }), talking));
    expect(await found).toMatchObject({
      live: true,
      vendorCallId: "vb-2",
      reports: [
        { type: "call.not-connected", cause: "unknown", at: 5000 },
        { type: "call.answered", at: 2000 },
      ],
    });
  });

  it("takes a status that it does not know for a live call", async () => {
    expect(await lookup(calls(call({ status: "transferring" }))).found).toMatchObject({ live: true });
  });

  it("says not found only when the vendor proves it", async () => {
    expect(await lookup(calls()).found).toEqual({ found: false });
    expect(await lookup(calls(call({ runId: "run 2" }))).found).toEqual({ found: false });
  });

  it.each<[string, ReturnType<Parameters<typeof fakeHttp>[0]>, object]>([
    ["HTML", { status: 200, body: "<html>" }, { code: "VOICE_UNREACHABLE", retry: "after" }],
    ["another form", { status: 200, body: { items: [] } }, { code: "VOICE_UNREACHABLE" }],
    [
      "a call without reports",
      { status: 200, body: { calls: [{ runId: "run 1", status: "ended" }] } },
      { code: "VOICE_UNREACHABLE" },
    ],
    ["204", { status: 204 }, { code: "VOICE_UNREACHABLE" }],
    ["503", { status: 503 }, { code: "VOICE_UNREACHABLE" }],
    ["429", { status: 429 }, { code: "VOICE_UNREACHABLE" }],
    ["404", { status: 404 }, { code: "VOICE_REJECTED", retry: "never" }],
    ["no connection", new HttpFailure(false, "ECONNREFUSED"), { code: "VOICE_UNREACHABLE" }],
    ["a lost answer", new HttpFailure(true, "ECONNRESET"), { code: "VOICE_UNREACHABLE" }],
  ])("does not take %s for an absent call", async (_, answer, error) => {
    await expect(lookup(answer).found).rejects.toMatchObject(error);
  });
});
