import { createSigner, HttpFailure } from "@callwright/core/adapter-kit";
import type { CallLaunch } from "@callwright/core/ports";
import { describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { fakeHost } from "./support/fake-host.ts";
import { fakeHttp } from "./support/fake-http.ts";
import { sampleSettings } from "./support/sample.ts";

const call: CallLaunch = {
  account: "shop-1",
  run: "run-1",
  robot: "visit-reminder",
  shape: "",
  phone: "+79161234567",
  texts: { ask: 'Здравствуйте, "Анна"!', "ask~im": "Повторите" },
};
function launch(answer: Parameters<typeof fakeHttp>[0], more: Partial<VoiceBoxSettings> = {}, wanted = call) {
  const http = fakeHttp(answer);
  const { voice } = voicebox({ ...sampleSettings, ...more, http }).connect(fakeHost());
  return { http, receipt: voice?.launch(wanted) };
}

describe("launching a call", () => {
  it("sends number, run, token and words once, with the launch's credentials", async () => {
    const { http, receipt } = launch(() => ({ status: 200, body: { callId: "vb-1" } }), {
      capabilities: { recordingPush: true },
    });
    expect(await receipt).toEqual({ vendorCallId: "vb-1" });
    expect(http.requests).toHaveLength(1);
    expect(http.requests[0]).toMatchObject({
      method: "POST",
      url: "https://voicebox.mtt.ru/api/v1/sb",
      headers: { Authorization: `Basic ${btoa("shop:a-password")}`, "Content-Type": "application/json" },
    });
    expect(JSON.parse(String(http.requests[0]?.body))).toEqual({
      method: "entry-17",
      data: {
        number: "79161234567",
        runId: "run-1",
        sig: createSigner(sampleSettings.secret).sign("run-1"),
        recordingUrl: "https://calls.example.com/callwright/voicebox/recording",
        text_ask: 'Здравствуйте, "Анна"!',
        text_ask_x_im: "Повторите",
      },
    });
  });

  it("gives no address for recordings unless they are pushed", async () => {
    const { http, receipt } = launch(() => ({ status: 200, body: {} }));
    await receipt;
    expect(String(http.requests[0]?.body)).not.toContain("recordingUrl");
  });

  it.each([
    ["202 with JSON", { status: 202, body: { callId: 7 } }, "7"],
    ["200 without a name", { status: 200, body: { ok: true } }, null],
    ["200 with HTML", { status: 200, body: "<html>" }, null],
    ["204", { status: 204 }, null],
  ])("takes %s for accepted", async (_, answer, vendorCallId) => {
    expect(await launch(() => answer).receipt).toEqual({ vendorCallId });
  });

  it.each<[string, ReturnType<Parameters<typeof fakeHttp>[0]>, object]>([
    ["429", { status: 429 }, { code: "VOICE_NO_LINE", retry: "after", retryAfterMs: undefined }],
    [
      "429 with a time",
      { status: 429, headers: { "retry-after": "30" } },
      { code: "VOICE_NO_LINE", retryAfterMs: 30_000 },
    ],
    ["400", { status: 400 }, { code: "VOICE_REJECTED", retry: "never", details: { run: "run-1", status: 400 } }],
    ["401", { status: 401 }, { code: "VOICE_REJECTED", details: { run: "run-1", status: 401 } }],
    ["404", { status: 404 }, { code: "VOICE_REJECTED", details: { run: "run-1", status: 404 } }],
    ["a redirect", { status: 302 }, { code: "VOICE_REJECTED", details: { run: "run-1", status: 302 } }],
    ["500", { status: 500 }, { code: "VOICE_ANSWER_LOST", applied: "unknown" }],
    ["503", { status: 503 }, { code: "VOICE_ANSWER_LOST", applied: "unknown" }],
    ["502 with HTML", { status: 502, body: "<html>" }, { code: "VOICE_ANSWER_LOST" }],
    [
      "no connection",
      new HttpFailure(false, "ECONNREFUSED"),
      { code: "VOICE_UNREACHABLE", retry: "after", applied: "no" },
    ],
    [
      "a lost answer",
      new HttpFailure(true, "ECONNRESET"),
      { code: "VOICE_ANSWER_LOST", retry: "never", applied: "unknown" },
    ],
  ])("tells what %s means, without the number", async (_, answer, error) => {
    const { http, receipt } = launch(() => answer);
    const thrown: unknown = await receipt?.then(
      () => expect.unreachable("it must fail"),
      (reason: unknown) => reason,
    );
    expect(thrown).toMatchObject(error);
    expect(JSON.stringify(thrown) + String(thrown)).not.toMatch(/7916|a-password|Анна/);
    expect(http.requests).toHaveLength(1);
  });

  it("does not dial for a robot or shape without an entry point", async () => {
    const { http, receipt } = launch(() => ({ status: 200 }), {}, { ...call, shape: "vip" });
    await expect(receipt).rejects.toMatchObject({ code: "VOICE_NOT_CONFIGURED" });
    expect(http.requests).toEqual([]);
  });

  it("passes on what is no failure of the wire", async () => {
    await expect(launch(() => new TypeError("a mistake of ours")).receipt).rejects.toBeInstanceOf(TypeError);
  });
});
