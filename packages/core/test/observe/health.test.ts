import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../src/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import type { Adapter, StorePort } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, virtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";

const fresh = 5_000;
const adapter: Adapter = { name: "fake", contract: 1, connect: () => ({ close: async () => undefined }) };

function engineOn(store: StorePort): Engine {
  const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = createVirtualClock();
  return createEngine({ publicUrl: "http://127.0.0.1/app", store, adapters: [adapter], flows: [], clock, logger });
}

async function get(engine: Engine, path: string): Promise<readonly [number, unknown]> {
  const response = await engine.fetch(new Request(`http://127.0.0.1${path}`));
  return [response.status, await response.json()];
}

/** A world with one call that was asked for. */
async function called(settings: Partial<VirtualEngineSettings>, behaviour: "accept" | "rejected" = "accept") {
  const world = await virtualEngine({ flows: [visitReminder], rules: [visitRules], ...settings });
  world.voice.behaviour = behaviour;
  world.crm.addDeal("42");
  await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
  await world.clock.settle();
  return world;
}

describe("the health of an engine", () => {
  it("is ok when everything goes its way", async () => {
    await using world = await called({});
    expect(await world.engine.health()).toMatchObject({
      status: "ok",
      reasons: [],
      store: { readable: true },
      recovering: false,
      waiting: { count: 0, limit: 10_000 },
      parked: { count: 0, more: false, byCode: {} },
      overdue: { timers: { count: 0, more: false }, effects: { count: 0, more: false }, oldestMs: null },
      damaged: { count: 0, more: false },
    });
    expect((await world.engine.health()).lastCommitAt).not.toBeNull();
  });

  it("counts runs that wait for a person, and is ok with them", async () => {
    await using world = await called({}, "rejected");
    const { status, parked } = await world.engine.health();
    expect(status).toBe("ok");
    expect(parked).toEqual({ count: 1, more: false, byCode: { VOICE_REJECTED: 1 } });
  });

  it("asks the store at most every five seconds", async () => {
    const store = memoryStore();
    let finds = 0;
    const counted = storeOver(store, { find: (table, query) => ((finds += 1), store.find(table, query)) });
    await using world = await virtualEngine({ flows: [visitReminder], store: counted });
    await world.engine.health();
    const once = finds;
    await Promise.all(Array.from({ length: 20 }, () => world.engine.health()));
    expect(finds).toBe(once);
    await world.clock.advance(fresh);
    await world.engine.health();
    expect(finds).toBeGreaterThan(once);
  });

  it("is degraded by a timer that nobody here can use", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const first = await called({ clock, store });
    await first.close();
    const { crm, voice } = first;
    await using world = await virtualEngine({ flows: [], clock, crm, voice, store: memoryStore({ takeOver: store }) });
    expect((await world.engine.health()).status).toBe("ok");
    await clock.advance(40 * 60_000);
    const { status, reasons, overdue } = await world.engine.health();
    expect([status, reasons, overdue?.timers.count]).toEqual(["degraded", ["OVERDUE"], 1]);
    expect(overdue?.oldestMs).toBeGreaterThan(5 * 60_000);
  });

  it("is down while nothing can be written, and well again after that", async () => {
    const store = memoryStore();
    let failing = false;
    const error = new CallwrightError("STORE_FULL", { path: "memory", reason: "no room" });
    const full = storeOver(store, {
      commit: async (batches) => (failing ? batches.map(() => ({ ok: false as const, error })) : store.commit(batches)),
    });
    await using world = await virtualEngine({ flows: [visitReminder], store: full });
    failing = true;
    await expect(world.account.forbid("+79161234567", "asked")).rejects.toMatchObject({ code: "STORE_FULL" });
    expect(await get(world.engine, "/ready")).toEqual([503, { ready: false, reasons: ["STORE_FULL"] }]);
    expect(await get(world.engine, "/health")).toEqual([200, { alive: true }]);
    failing = false;
    await world.account.forbid("+79161234567", "asked");
    expect(await get(world.engine, "/ready")).toEqual([200, { ready: true }]);
  });

  it("takes work again half a minute after the last that could not be written, for nobody would send it any", async () => {
    const store = memoryStore();
    let failing = false;
    const error = new CallwrightError("STORE_FAILED", { path: "memory", reason: "locked" });
    const locked = storeOver(store, {
      commit: async (batches) => (failing ? batches.map(() => ({ ok: false as const, error })) : store.commit(batches)),
    });
    await using world = await virtualEngine({ flows: [], store: locked });
    const isRefused = () => expect(world.account.forbid("+79161234567", "asked")).rejects.toBe(error);
    failing = true;
    await isRefused();
    await world.clock.advance(29_000);
    expect((await world.engine.health()).reasons).toEqual(["STORE_FAILED"]);
    await isRefused();
    await world.clock.advance(29_000);
    expect((await world.engine.health()).status).toBe("down");
    await world.clock.advance(1_000);
    expect((await world.engine.health()).status).toBe("ok");
  });

  it("is down while the store cannot be read", async () => {
    const store = memoryStore();
    let failing = false;
    const find: StorePort["find"] = async (table, query) => {
      if (failing) throw new CallwrightError("STORE_FAILED", { path: "memory", reason: "gone" });
      return store.find(table, query);
    };
    await using world = await virtualEngine({ flows: [], store: storeOver(store, { find }) });
    failing = true;
    expect(await world.engine.health()).toMatchObject({
      status: "down",
      reasons: ["STORE_FAILED"],
      store: { readable: false },
      parked: null,
      overdue: null,
    });
  });
});

describe("the answers to a monitor", () => {
  it("tell codes alone, below the mount", async () => {
    await using engine = engineOn(memoryStore());
    expect(await get(engine, "/app/ready")).toEqual([503, { ready: false, reasons: ["STARTING"] }]);
    expect(await get(engine, "/app/health")).toEqual([200, { alive: true }]);
    await engine.ready();
    expect(await get(engine, "/app/ready")).toEqual([200, { ready: true }]);
    expect(await get(engine, "/app/health")).toEqual([200, { alive: true }]);
    await engine.close();
    expect(await get(engine, "/app/ready")).toEqual([503, { ready: false, reasons: ["ENGINE_CLOSED"] }]);
  });

  it("say that a process which cannot start must be started again", async () => {
    const store = memoryStore();
    await store.open();
    const engine = engineOn(store);
    await expect(engine.ready()).rejects.toMatchObject({ code: "STORE_LOCKED" });
    expect(await get(engine, "/app/health")).toEqual([503, { alive: false, reasons: ["STORE_LOCKED"] }]);
    expect(await get(engine, "/app/ready")).toEqual([503, { ready: false, reasons: ["STORE_LOCKED"] }]);
    await engine.close();
  });

  it("leave an address of an adapter to the adapter", async () => {
    const route = {
      method: "GET",
      path: "/health",
      maxBodyBytes: 0,
      handle: async () => Response.json("mine"),
    } as const;
    const own: Adapter = { ...adapter, connect: () => ({ routes: [route], close: async () => undefined }) };
    const store = memoryStore();
    await using engine = createEngine({ publicUrl: "http://127.0.0.1", store, adapters: [own], flows: [] });
    expect(await get(engine, "/health")).toEqual([200, "mine"]);
  });
});
