import { describe, expect, it } from "vitest";
import { CallwrightError } from "../../src/errors/index.ts";
import type { StorePort } from "../../src/ports/index.ts";
import { memoryStore, storeOver } from "../../src/testing/index.ts";
import { flowOf, openEngine, work } from "./support/open-engine.ts";

const lateFlow = flowOf("late", 1, {
  initial: "on",
  states: { on: { after: { 60_000: "over" } }, over: { type: "final" } },
});

/** A store whose commits fail while `fails` says so. */
function failing(inner: StorePort, fails: () => boolean): StorePort {
  return storeOver(inner, {
    async commit(batches) {
      if (!fails()) return inner.commit(batches);
      const error = new CallwrightError("STORE_FAILED", { path: inner.name, reason: "disk full" });
      return batches.map(() => ({ ok: false, error }));
    },
  });
}

describe("a store that fails for a while", () => {
  it("refuses an event as a whole; repeated, it is applied once", async () => {
    let fails = false;
    const opened = await openEngine({ store: failing(memoryStore(), () => fails) });
    await opened.start("r", "count-flow");
    fails = true;
    await expect(opened.engine.dispatch("r", { type: "tick" }, "k")).rejects.toMatchObject({ code: "STORE_FAILED" });
    fails = false;
    expect(await opened.send("r", { type: "tick" }, "k")).toBe("applied");
    expect(await opened.send("r", { type: "tick" }, "k")).toBe("duplicate");
    await opened.send("r", { type: "finish" });
    expect((await opened.run("r"))?.output).toMatchObject({ ticks: 1 });
  });

  it("does not make an at-most-once effect happen again: what the vendor did is written down later", async () => {
    let fails = false;
    let performed = 0;
    const perform = async () => {
      performed += 1;
      fails = true;
      return "it rings";
    };
    const opened = await openEngine({
      store: failing(memoryStore(), () => fails),
      effect: work({ repeat: "at-most-once", perform }),
    });
    const { engine, clock } = opened;
    await engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    await clock.settle();
    fails = false;
    await clock.runAll(clock.now() + 3_600_000);
    expect(performed).toBe(1);
    expect(JSON.parse((await opened.run("r"))?.snapshot ?? "{}")).toMatchObject({ context: { got: "it rings" } });
  });

  it("does not let an at-most-once effect leave before its intent is written", async () => {
    let fails = false;
    let performed = 0;
    const effect = work({
      repeat: "at-most-once",
      ready: async () => {
        fails = true;
        return { ready: true };
      },
      perform: async () => (performed += 1),
    });
    const opened = await openEngine({ store: failing(memoryStore(), () => fails), effect });
    await opened.engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    await opened.clock.advance(600_000);
    expect(performed).toBe(0);
  });

  it("lets timers fire late, once", async () => {
    let fails = false;
    const opened = await openEngine({ store: failing(memoryStore(), () => fails), flows: [lateFlow] });
    await opened.start("r", "late");
    fails = true;
    await opened.clock.advance(120_000);
    expect((await opened.run("r"))?.status).toBe("running");
    fails = false;
    await opened.clock.advance(3_600_000);
    const journal = await opened.engine.journal("r");
    expect(journal.filter(({ event }) => (event as { type: string }).type === "timer.fired")).toHaveLength(1);
    expect((await opened.run("r"))?.status).toBe("ended");
  });
});
