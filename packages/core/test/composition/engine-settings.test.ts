import { describe, expect, it } from "vitest";
import { createEngine, isCallwrightError, type EngineSettings } from "../../src/index.ts";
import type { Adapter } from "../../src/ports/index.ts";
import { memoryStore } from "../../src/testing/index.ts";
import { visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const adapter: Adapter = { name: "fake", contract: 1, connect: () => ({ close: async () => undefined }) };
const good = (): EngineSettings => ({
  publicUrl: "https://calls.example.com/callwright",
  store: memoryStore(),
  adapters: [adapter],
  flows: [visitReminder],
  rules: [visitRules],
  gate: { consent: "notRequired" },
});

function problemsOf(settings: EngineSettings): readonly string[] {
  try {
    void createEngine(settings).close();
    return [];
  } catch (error) {
    if (isCallwrightError(error, "ENGINE_SETTINGS_INVALID")) return error.details.problems;
    throw error;
  }
}

describe("settings of createEngine", () => {
  it("are taken when they fit", () => {
    expect(problemsOf(good())).toEqual([]);
  });

  it("are refused with everything that does not fit at once", () => {
    const bad = {
      ...good(),
      publicUrl: "calls.example.com",
      country: "Russia",
      timeZone: "Moscow",
      adapters: [adapter, { ...adapter, contract: 2 }],
      rules: [visitRules, visitRules],
      gate: { consent: "notRequired", window: { from: "9", to: "20:00" } },
      timings: { settleMs: -1 },
    } as unknown as EngineSettings;
    const problems = problemsOf(bad).join("\n");
    for (const place of ["publicUrl", "country", "timeZone", "adapters", "rules", "window.from", "settleMs"]) {
      expect(problems).toContain(place);
    }
  });

  it("name rules for a robot that is not there", () => {
    expect(problemsOf({ ...good(), flows: [] }).join()).toContain("visit-reminder");
  });

  it("refuse a robot whose version is given twice", () => {
    expect(() => createEngine({ ...good(), flows: [visitReminder, visitReminder] })).toThrow(
      expect.objectContaining({ code: "FLOW_DUPLICATE" }) as Error,
    );
  });
});

describe("an engine that cannot start", () => {
  it("says why in ready() and answers 503 to every webhook", async () => {
    const store = memoryStore();
    await store.open();
    const route = { method: "POST", path: "/hook", maxBodyBytes: 10, handle: async () => new Response("ok") } as const;
    const hooked: Adapter = { ...adapter, connect: () => ({ routes: [route], close: async () => undefined }) };
    const lines: unknown[] = [];
    const say = (fields: object, message: string) => void lines.push({ ...fields, message });
    const logger = { debug: say, info: say, warn: say, error: say };
    const engine = createEngine({ ...good(), publicUrl: "http://127.0.0.1", store, adapters: [hooked], logger });
    await expect(engine.ready()).rejects.toMatchObject({ code: "STORE_LOCKED" });
    const response = await engine.fetch(new Request("http://127.0.0.1/hook", { method: "POST", body: "{}" }));
    expect([response.status, await response.json()]).toEqual([503, { error: "STORE_LOCKED" }]);
    await engine.close();
  });

  it("lets nothing through that is larger than the route allows, and knows no other routes", async () => {
    const bodies: number[] = [];
    const route = {
      method: "POST",
      path: "/hook",
      maxBodyBytes: 10,
      handle: async ({ body }: { readonly body: Uint8Array }) => {
        bodies.push(body.byteLength);
        return new Response("ok");
      },
    } as const;
    const hooked: Adapter = { ...adapter, connect: () => ({ routes: [route], close: async () => undefined }) };
    const engine = createEngine({ ...good(), adapters: [hooked] });
    const post = async (path: string, size: number) => {
      const request = new Request(`https://calls.example.com${path}`, { method: "POST", body: "x".repeat(size) });
      return (await engine.fetch(request)).status;
    };
    expect(await post("/callwright/hook", 10)).toBe(200);
    expect(await post("/hook", 10)).toBe(200);
    expect(await post("/callwright/hook", 11)).toBe(413);
    expect(await post("/callwright/other", 1)).toBe(404);
    expect(bodies).toEqual([10, 10]);
    await engine.close();
  });
});
