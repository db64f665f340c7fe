import { HttpFailure, type HttpClient } from "@callwright/core/adapter-kit";
import type { DialogGraph } from "@callwright/core/ports";
import { describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { fakeHost } from "./support/fake-host.ts";
import { fakeCabinet, fakeHttp } from "./support/fake-http.ts";
import { sampleGraph, sampleSettings } from "./support/sample.ts";

const address = "https://voicebox-api.mtt.ru/v1/customers/1001/scenarios/17";
const shorter: DialogGraph = {
  ...sampleGraph,
  start: { node: "thank" },
};

function connect(http: HttpClient, more: Partial<VoiceBoxSettings> = {}) {
  const { voice } = voicebox({ ...sampleSettings, ...more, http }).connect(fakeHost());
  if (!voice) throw new Error("no voice port");
  return {
    plan: (graphs = [sampleGraph]) => voice.planPublication("shop-1", graphs),
    publish: (graphs = [sampleGraph], options?: { overwrite: boolean }) => voice.publish("shop-1", graphs, options),
  };
}
const writes = (http: ReturnType<typeof fakeCabinet>) => http.requests.filter(({ method }) => method === "PUT").length;

/** What VoiceBox holds after we published. */
async function published(
  change: (document: Record<string, unknown>) => Record<string, unknown> = (document) => document,
) {
  const cabinet = fakeCabinet();
  await connect(cabinet).publish();
  cabinet.documents.set(address, change(cabinet.documents.get(address) ?? {}));
  cabinet.requests.length = 0;
  return cabinet;
}

describe("publishing", () => {
  it("creates what is missing, with the management interface's token", async () => {
    const cabinet = fakeCabinet();
    expect(await connect(cabinet).plan()).toEqual([
      { action: "create", kind: "scenario", code: "visit-reminder", reason: "scenario 17 does not exist yet" },
    ]);
    expect(writes(cabinet)).toBe(0);
    expect(await connect(cabinet).publish()).toMatchObject([{ action: "create" }]);
    expect([...cabinet.documents.keys()]).toEqual([address]);
    for (const { headers } of cabinet.requests) expect(headers).toMatchObject({ Authorization: "Bearer a-token" });
  });

  it("leaves alone what is as it should be", async () => {
    const cabinet = await published();
    expect(await connect(cabinet).publish()).toMatchObject([{ action: "keep" }]);
    expect(writes(cabinet)).toBe(0);
  });

  it("changes what it published itself, and gives back what the vendor and people keep beside it", async () => {
    const cabinet = await published((document) => ({
      ...document,
      shareLink: "abc",
      campaign: { id: 5 },
      comment: `${String(document["comment"])} — Anna looks after it`,
    }));
    expect(await connect(cabinet).publish([shorter])).toMatchObject([
      { action: "change", reason: "the dialog differs from scenario 17" },
    ]);
    const held = cabinet.documents.get(address);
    expect(held).toMatchObject({ shareLink: "abc", campaign: { id: 5 } });
    expect(held?.["comment"]).toMatch(/^callwright 1 [0-9a-f]{64} — Anna looks after it$/);
    expect(await connect(cabinet).publish([shorter])).toMatchObject([{ action: "keep" }]);
  });

  it.each<[string, (document: Record<string, unknown>) => Record<string, unknown>]>([
    ["a renamed scenario", (document) => ({ ...document, name: "mine" })],
    ["another voice", (document) => ({ ...document, settings: { voice: "filipp", speed: 90, emotion: "neutral" } })],
    ["a moved state", (document) => ({ ...document, states: [...(document["states"] as object[])].reverse() })],
    ["a scenario that was never ours", () => ({ id: "17", states: [{ type: "VoiceMessage" }], comment: "by hand" })],
    ["a scenario without our comment", (document) => ({ ...document, comment: "", name: "mine" })],
    ["a forged comment", (document) => ({ ...document, name: "mine", comment: `callwright 1 ${"0".repeat(64)}` })],
  ])("refuses to overwrite %s unless told to", async (_, edit) => {
    const cabinet = await published(edit);
    const before = structuredClone(cabinet.documents.get(address));
    expect(await connect(cabinet).plan()).toMatchObject([
      { action: "change", reason: expect.stringContaining("overwrite: true") },
    ]);
    await expect(connect(cabinet).publish()).rejects.toMatchObject({
      code: "VOICE_SCENARIO_CHANGED",
      details: { robot: "visit-reminder", scenario: "17" },
    });
    expect(cabinet.documents.get(address)).toEqual(before);
    expect(await connect(cabinet).publish([sampleGraph], { overwrite: true })).toMatchObject([{ action: "change" }]);
    expect(await connect(cabinet).publish()).toMatchObject([{ action: "keep" }]);
  });

  it("takes over a scenario that is still blank, and puts a lost mark back", async () => {
    const blank = fakeCabinet(
      new Map([[address, { id: "17", shareLink: "abc", states: [{ type: "Initial", name: "I" }] }]]),
    );
    expect(await connect(blank).publish()).toMatchObject([{ action: "create", reason: "scenario 17 is still blank" }]);
    expect(blank.documents.get(address)).toMatchObject({ shareLink: "abc" });
    const unmarked = await published((document) => ({ ...document, comment: "" }));
    expect(await connect(unmarked).publish()).toMatchObject([{ action: "change" }]);
    expect(await connect(unmarked).publish()).toMatchObject([{ action: "keep" }]);
  });

  it("publishes one scenario per shape, all or none when one was edited", async () => {
    const scenarios = {
      "visit-reminder": { "": { scenarioId: "17", entryPoint: "e17" }, vip: { scenarioId: "18", entryPoint: "e18" } },
    };
    const graphs = [sampleGraph, { ...shorter, shape: "vip" }];
    const cabinet = fakeCabinet();
    expect(await connect(cabinet, { scenarios }).publish(graphs)).toMatchObject([
      { code: "visit-reminder" },
      { code: "visit-reminder:vip" },
    ]);
    const vip = address.replace("17", "18");
    cabinet.documents.set(vip, { ...cabinet.documents.get(vip), name: "mine" });
    cabinet.requests.length = 0;
    await expect(connect(cabinet, { scenarios }).publish([shorter, graphs[1] ?? shorter])).rejects.toMatchObject({
      code: "VOICE_SCENARIO_CHANGED",
    });
    expect(writes(cabinet)).toBe(0);
  });

  it("names a robot or shape without a scenario before it asks anything", async () => {
    const cabinet = fakeCabinet();
    await expect(connect(cabinet).publish([{ ...sampleGraph, shape: "vip" }])).rejects.toMatchObject({
      code: "VOICE_NOT_CONFIGURED",
      details: { robot: "visit-reminder", shape: "vip" },
    });
    await expect(connect(cabinet).plan([{ ...sampleGraph, robot: "constructor" }])).rejects.toMatchObject({
      code: "VOICE_NOT_CONFIGURED",
    });
    expect(cabinet.requests).toEqual([]);
  });

  it.each<[string, Parameters<typeof fakeHttp>[0], string]>([
    ["reading is refused", () => ({ status: 401 }), "reading the scenario gave HTTP 401."],
    ["reading gives HTML", () => ({ status: 200, body: "<html>" }), "reading the scenario gave no scenario document."],
    ["reading gives a list", () => ({ status: 200, body: [] }), "reading the scenario gave no scenario document."],
    [
      "nobody answers",
      () => new HttpFailure(false, "ECONNREFUSED"),
      "reading the scenario got no answer (ECONNREFUSED).",
    ],
    [
      "writing is refused",
      ({ method }) => ({ status: method === "GET" ? 404 : 400 }),
      "writing the scenario gave HTTP 400.",
    ],
    [
      "the answer to writing is lost",
      ({ method }) => (method === "GET" ? { status: 404 } : new HttpFailure(true, "ECONNRESET")),
      "writing the scenario got no answer (ECONNRESET).",
    ],
  ])("tells when %s", async (_, answer, reason) => {
    await expect(connect(fakeHttp(answer)).publish()).rejects.toMatchObject({
      code: "VOICE_PUBLISH_FAILED",
      retry: "after",
      details: { robot: "visit-reminder", reason },
    });
  });
});
