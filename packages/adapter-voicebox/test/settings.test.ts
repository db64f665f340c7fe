import { isCallwrightError } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { fakeHost } from "./support/fake-host.ts";
import { sampleSettings } from "./support/sample.ts";

const problemsOf = (settings: object): readonly string[] => {
  try {
    voicebox(settings as VoiceBoxSettings);
  } catch (error) {
    if (isCallwrightError(error, "ENGINE_SETTINGS_INVALID")) return error.details.problems;
    throw error;
  }
  return [];
};
const target = { scenarioId: "17", entryPoint: "entry-17" };

describe("the settings of voicebox", () => {
  it("makes an adapter that is hosted and vouches for nothing by itself", () => {
    const adapter = voicebox(sampleSettings);
    expect([adapter.name, adapter.contract]).toEqual(["voicebox", 1]);
    const { voice, routes } = adapter.connect(fakeHost());
    expect(voice?.capabilities).toEqual({ mode: "hosted", lookup: false, recordingPush: false });
    expect(voice).not.toHaveProperty("lookup");
    expect(routes?.map(({ method, path, maxBodyBytes }) => [method, path, maxBodyBytes])).toEqual([
      ["POST", "/voicebox/report", 16 * 1024],
      ["POST", "/voicebox/recording", 1024 * 1024],
    ]);
  });

  it("has a look-up exactly when the settings vouch for it", () => {
    const { voice } = voicebox({ ...sampleSettings, capabilities: { lookup: true } }).connect(fakeHost());
    expect(voice?.capabilities.lookup).toBe(true);
    expect(voice?.lookup).toBeTypeOf("function");
  });

  it("names everything that does not fit at once, and no value", () => {
    const problems = problemsOf({
      ...sampleSettings,
      user: "a:secret-user",
      secret: "too-short-secret".slice(0, 15),
      launchUrl: "http://voicebox.example.com",
      scenarios: { r: { scenarioId: "" } },
      extra: 1,
    });
    expect(problems).toEqual([
      "voicebox.launchUrl: must be https: credentials are sent there (http is for loopback only)",
      "voicebox.user: must not contain a colon",
      "voicebox.secret: must have at least 16 characters",
      "voicebox.scenarios.r: must be { scenarioId, entryPoint }, or one of these for each shape",
      expect.stringContaining("extra"),
    ]);
    expect(problems.join()).not.toMatch(/secret-user|too-short/);
  });

  it.each([
    ["ftp://127.0.0.1", /must be an address/],
    ["not an address", /must be an address/],
    ["https://user:word@voicebox.example.com", /must not carry credentials/],
    ["https://voicebox.example.com/?a=1", /must not carry credentials, a query/],
  ])("refuses the address %s", (launchUrl, sentence) => {
    expect(problemsOf({ ...sampleSettings, launchUrl })).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(["https://voicebox.example.com/base/", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:80"])(
    "takes the address %s",
    (launchUrl) => expect(problemsOf({ ...sampleSettings, launchUrl })).toEqual([]),
  );

  it("refuses a scenario or an entry point that two dialogs share", () => {
    expect(
      problemsOf({
        ...sampleSettings,
        scenarios: { a: target, b: { "": { ...target, entryPoint: "e2" }, vip: target } },
      }),
    ).toEqual([
      "voicebox.scenarios: a and b and b (vip) have the same scenarioId; each needs its own",
      "voicebox.scenarios: a and b (vip) have the same entryPoint; each needs its own",
    ]);
  });
});
