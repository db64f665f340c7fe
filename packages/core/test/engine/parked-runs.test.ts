import { describe, expect, it } from "vitest";
import { CallwrightError } from "../../src/errors/index.ts";
import { createVirtualClock, memoryStore } from "../../src/testing/index.ts";
import { flowOf, listeningLogger, openEngine, work, workFlow } from "./support/open-engine.ts";

const gone = () => new CallwrightError("CRM_NOT_FOUND", { account: "a", operation: "x" });

/** An engine with a run that is parked at its effect; the effect works once `heal` was called. */
async function parked() {
  let healthy = false;
  let performed = 0;
  const perform = async () => {
    performed += 1;
    if (!healthy) throw gone();
    return "worked";
  };
  const opened = await openEngine({ effect: work({ repeat: "at-most-once", perform }) });
  await opened.start("r", "work-flow");
  return { ...opened, heal: () => (healthy = true), performed: () => performed };
}

describe("a parked run", () => {
  it("says why and waits", async () => {
    const { run, clock, performed } = await parked();
    await clock.runAll();
    expect(await run("r")).toMatchObject({ status: "parked", parked: { code: "CRM_NOT_FOUND", effect: "r:1:0" } });
    expect(performed()).toBe(1);
  });

  it("goes on when a person retries its effect", async () => {
    const { engine, run, clock, heal, performed } = await parked();
    heal();
    await engine.byHand.retry("r");
    await clock.settle();
    expect(await run("r")).toMatchObject({ status: "running", parked: null });
    expect(performed()).toBe(2);
    expect((await engine.journal("r")).map(({ event }) => (event as { type: string }).type)).toEqual([
      "init",
      "run.parked",
      "run.retried",
      "effect.done",
    ]);
  });

  it("is parked again when the retry fails, and is not performed twice by two retries", async () => {
    const { engine, run, clock, heal, performed } = await parked();
    await engine.byHand.retry("r");
    await clock.settle();
    expect((await run("r"))?.status).toBe("parked");
    heal();
    const retries = await Promise.allSettled([engine.byHand.retry("r"), engine.byHand.retry("r")]);
    expect(retries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await clock.settle();
    expect(performed()).toBe(3);
  });

  it("goes on with the result that a person found out", async () => {
    const { engine, store, run, performed } = await parked();
    await engine.byHand.resolve("r", { id: "seen by a person" });
    expect(performed()).toBe(1);
    await engine.dispatch("r", { type: "finish" });
    expect((await run("r"))?.output).toMatchObject({ got: { id: "seen by a person" } });
    expect(await store.read("effects", "r:1:0")).toMatchObject({ state: "done", endedBy: "person" });
  });

  it("ends without an outcome when a person cancels it, and nothing of it is left", async () => {
    const { engine, store, run, clock } = await parked();
    await engine.byHand.cancel("r", "wrong client");
    expect(await run("r")).toMatchObject({
      status: "cancelled",
      outcome: null,
      output: { reason: "wrong client" },
      parked: null,
    });
    await expect(engine.byHand.retry("r")).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    await expect(engine.byHand.resolve("r", null)).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    await clock.runAll();
    expect(await store.find("effects", { where: { run: "r" } })).toEqual([]);
  });

  it("stays parked over a restart, and its effect is not tried by that", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const before = await openEngine({ clock, store, effect: work({ perform: () => Promise.reject(gone()) }) });
    await before.start("r", "work-flow");
    await before.engine.close();
    let performed = 0;
    const after = await openEngine({
      clock,
      store: memoryStore({ takeOver: store }),
      effect: work({ perform: async () => (performed += 1) }),
    });
    await clock.runAll();
    expect([performed, (await after.run("r"))?.status]).toEqual([0, "parked"]);
    await after.engine.byHand.retry("r");
    await clock.settle();
    expect([performed, (await after.run("r"))?.status]).toEqual([1, "running"]);
  });

  it("of a run that nobody knows is refused by name", async () => {
    const { engine } = await parked();
    await expect(engine.byHand.retry("nobody")).rejects.toMatchObject({
      code: "RUN_UNKNOWN",
      details: { run: "nobody" },
    });
    await expect(engine.byHand.resolve("nobody", null)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
    await expect(engine.dispatch("nobody", { type: "tick" })).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
  });
});

const brittle = flowOf("brittle", 1, {
  initial: "open",
  states: {
    open: {
      on: {
        hit: {
          guard: () => {
            throw new TypeError("phone +79161234567 is no string");
          },
          target: "open",
        },
        finish: "over",
      },
    },
    over: { type: "final" },
  },
});

describe("a step that throws", () => {
  it("parks its run with FLOW_STEP_FAILED and tells no personal data", async () => {
    const logger = listeningLogger();
    const opened = await openEngine({ flows: [brittle], logger });
    await opened.start("r", "brittle");
    expect(await opened.send("r", { type: "hit" })).toBe("applied");
    const run = await opened.run("r");
    expect(run).toMatchObject({ status: "parked", parked: { code: "FLOW_STEP_FAILED" } });
    expect(JSON.stringify([run, await opened.engine.journal("r"), logger.lines])).not.toContain("79161234567");
  });

  it("lets the run go on with events that work", async () => {
    const opened = await openEngine({ flows: [brittle] });
    await opened.start("r", "brittle");
    await opened.send("r", { type: "hit" });
    await opened.send("r", { type: "finish" });
    expect(await opened.run("r")).toMatchObject({ status: "ended", parked: null });
  });

  it("does not disturb the runs beside it", async () => {
    const opened = await openEngine({ flows: [brittle, workFlow()] });
    await opened.start("r", "brittle");
    await Promise.all([opened.engine.dispatch("r", { type: "hit" }), opened.start("s", "work-flow")]);
    await opened.send("s", { type: "finish" });
    expect((await opened.run("s"))?.status).toBe("ended");
  });
});
