import { describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { defineFlow, type Flow } from "../../src/machine/index.ts";
import { createVirtualClock, memoryStore } from "../../src/testing/index.ts";
import { countFlow, flowOf, listeningLogger, openEngine, workFlow } from "./support/open-engine.ts";

const waiting = flowOf("waiting", 1, {
  initial: "on",
  states: { on: { after: { 60_000: "over" } }, over: { type: "final" } },
});

describe("a flow that is missing at the restart", () => {
  it("parks its runs, lets all others go on, and takes them up when it is back", async () => {
    const clock = createVirtualClock();
    let store = memoryStore();
    const first = await openEngine({ clock, store });
    await first.start("counts", "count-flow");
    await first.start("works", "work-flow");
    await first.engine.close();
    store = memoryStore({ takeOver: store });
    const without = await openEngine({ clock, store, flows: [workFlow()] });
    expect(await without.run("counts")).toMatchObject({ status: "parked", parked: { code: "FLOW_UNKNOWN" } });
    await without.send("works", { type: "finish" });
    expect((await without.run("works"))?.status).toBe("ended");
    await without.engine.close();
    const back = await openEngine({ clock, store: memoryStore({ takeOver: store }) });
    expect(await back.run("counts")).toMatchObject({ status: "running", parked: null });
    await back.send("counts", { type: "tick" });
    await back.send("counts", { type: "finish" });
    expect((await back.run("counts"))?.output).toMatchObject({ ticks: 1 });
  });

  it("keeps the timers of its runs until it is back, without trying them all the time", async () => {
    const clock = createVirtualClock();
    let store = memoryStore();
    const logger = listeningLogger();
    const first = await openEngine({ clock, store, flows: [waiting] });
    await first.start("r", "waiting");
    await first.engine.close();
    store = memoryStore({ takeOver: store });
    const without = await openEngine({ clock, store, flows: [workFlow()], logger });
    await clock.advance(24 * 3_600_000);
    expect(logger.lines.length).toBeLessThan(100);
    await without.engine.close();
    const back = await openEngine({ clock, store: memoryStore({ takeOver: store }), flows: [waiting] });
    await clock.settle();
    await clock.advance(3_600_000);
    expect((await back.run("r"))?.status).toBe("ended");
  });

  it("is told by the version that a run is pinned to: a newer version does not take its runs", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const first = await openEngine({ clock, store, flows: [countFlow("c", 1)] });
    await first.start("r", "c");
    await first.engine.close();
    const next = await openEngine({ clock, store: memoryStore({ takeOver: store }), flows: [countFlow("c", 2)] });
    expect(await next.run("r")).toMatchObject({ version: 1, parked: { code: "FLOW_UNKNOWN" } });
    await next.start("s", "c");
    expect(await next.run("s")).toMatchObject({ version: 2, status: "running" });
  });
});

const changed = (flow: Flow): Flow => ({ ...flow, fingerprint: "another" });

describe("registration", () => {
  it("refuses a flow that changed under the same version, unless development allows it", async () => {
    let store = memoryStore();
    const first = await openEngine({ store, flows: [countFlow()] });
    await first.engine.close();
    store = memoryStore({ takeOver: store });
    const again = openEngine({ store, flows: [changed(countFlow())] });
    await expect(again).rejects.toMatchObject({
      code: "FLOW_CHANGED_WITHOUT_VERSION",
      details: { flow: "count-flow", version: 1 },
    });
    const allowed = await openEngine({
      store: memoryStore({ takeOver: store }),
      flows: [changed(countFlow())],
      allowChangedFlows: true,
    });
    expect(await allowed.store.read("flows", "count-flow@1")).toMatchObject({ fingerprint: "another" });
  });

  it("accepts the same flow again, and a changed one under a new version", async () => {
    const store = memoryStore();
    const first = await openEngine({ store, flows: [countFlow()] });
    await first.engine.close();
    await expect(
      openEngine({
        store: memoryStore({ takeOver: store }),
        flows: [countFlow(), changed(countFlow("count-flow", 2))],
      }),
    ).resolves.toBeDefined();
  });

  it("refuses a version twice and an effect that nobody declares", async () => {
    await expect(openEngine({ flows: [countFlow(), countFlow()] })).rejects.toMatchObject({ code: "FLOW_DUPLICATE" });
    const machine = createMachine({ invoke: { src: "dance" } });
    const dancing = defineFlow({ id: "dancing", version: 1, machine, effects: ["dance"] });
    await expect(openEngine({ flows: [dancing] })).rejects.toMatchObject({
      code: "FLOW_UNKNOWN_EFFECT",
      details: { flow: "dancing", effect: "dance" },
    });
  });

  it("refuses to start a run of a flow that is not there", async () => {
    const { start, run } = await openEngine();
    await expect(start("r", "nothing")).rejects.toMatchObject({ code: "FLOW_UNKNOWN" });
    expect(await run("r")).toBeUndefined();
  });
});
