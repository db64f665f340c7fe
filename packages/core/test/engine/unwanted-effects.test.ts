import { createMachine } from "xstate";
import { describe, expect, it } from "vitest";
import type { EffectDeclaration } from "../../src/engine/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import { defineFlow, startRunEffect } from "../../src/machine/index.ts";
import type { BatchResult, StorePort } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, storeOver } from "../../src/testing/index.ts";
import { flowOf, openEngine, work, workFlow } from "./support/open-engine.ts";

const minute = 60_000;
const down = () => new CallwrightError("CRM_UNREACHABLE", { account: "a", operation: "x" });
const lost = () => new CallwrightError("EFFECT_TIMED_OUT", { run: "r", effect: "work", timeoutMs: 1 });

/** A store whose commits may fail, each for itself. */
function failing(inner: StorePort, fails: (batch: string) => boolean): StorePort {
  const error = new CallwrightError("STORE_FAILED", { path: inner.name, reason: "disk full" });
  const one = async (batch: Parameters<StorePort["commit"]>[0][number]): Promise<BatchResult> =>
    fails(JSON.stringify(batch)) ? { ok: false, error } : ((await inner.commit([batch]))[0] ?? { ok: false, error });
  return storeOver(inner, {
    commit: async (batches) => {
      const results: BatchResult[] = [];
      for (const batch of batches) results.push(await one(batch));
      return results;
    },
  });
}

describe("an effect that its run has left", () => {
  it("is not tried again", async () => {
    for (const leave of ["skip", "cancel"] as const) {
      let tries = 0;
      const perform = async () => {
        tries += 1;
        throw down();
      };
      const made = await openEngine({ effect: work({ repeat: "marked", perform, retryDelaysMs: [minute] }) });
      await made.start("r", "work-flow");
      if (leave === "skip") await made.send("r", { type: "skip" });
      else await made.engine.byHand.cancel("r", "not wanted");
      await made.clock.runAll();
      expect([leave, tries]).toEqual([leave, 1]);
    }
  });

  it("is not performed when its time comes", async () => {
    const clock = createVirtualClock();
    const until = clock.now() + minute;
    let performed = 0;
    const ready: EffectDeclaration["ready"] = async () =>
      clock.now() < until ? { ready: false, until, why: "at night" } : { ready: true };
    const made = await openEngine({ clock, effect: work({ ready, perform: async () => (performed += 1) }) });
    await made.start("r", "work-flow");
    await made.engine.byHand.cancel("r", "not wanted");
    await clock.runAll();
    expect(performed).toBe(0);
  });

  it("is not looked up and performed after it was undone", async () => {
    const clock = createVirtualClock();
    const did: string[] = [];
    const parts: Partial<EffectDeclaration> = {
      repeat: "marked",
      retryDelaysMs: [minute],
      perform: async () => {
        did.push("performed");
        throw lost();
      },
      reconcile: async () => ({ found: false, proof: false }),
      compensate: async () => void did.push("undone"),
    };
    const made = await openEngine({ clock, effect: work(parts) });
    await made.start("r", "work-flow");
    await made.engine.byHand.cancel("r", "not wanted");
    await clock.runAll();
    expect(did).toEqual(["performed", "undone"]);
  });

  it("is not performed at all when it is left within the step that asked for it", async () => {
    const child = flowOf("child", 1, { initial: "over", states: { over: { type: "final" } } });
    const parent = defineFlow({
      id: "parent",
      version: 1,
      machine: createMachine({
        initial: "both",
        states: {
          both: {
            type: "parallel",
            states: {
              one: { invoke: { id: "work", src: "work", input: {} } },
              other: { invoke: { id: "child", src: startRunEffect, input: { flow: "child", input: null } } },
            },
            on: { "xstate.done.actor.child": "after" },
          },
          after: {},
        },
      }),
      effects: ["work", startRunEffect],
    });
    let performed = 0;
    const effect = work({ perform: async () => (performed += 1) });
    const made = await openEngine({ flows: [parent, child], effect });
    await made.start("r", "parent");
    expect((await made.run("r"))?.open).toEqual({});
    await made.clock.runAll();
    expect(performed).toBe(0);
  });

  it("is not asked for by a run that is cancelled in the same step", async () => {
    const atOnce = flowOf("at-once", 1, { initial: "over", states: { over: { type: "final" } } });
    const start = { src: startRunEffect, input: { flow: "at-once", input: null } };
    const child = defineFlow({
      id: "child",
      version: 1,
      machine: createMachine({
        initial: "first",
        states: {
          first: { invoke: { id: "inner", ...start, onDone: "then" } },
          then: { invoke: { id: "work", src: "work", input: {} } },
        },
      }),
      effects: ["work", startRunEffect],
    });
    const parent = defineFlow({
      id: "parent",
      version: 1,
      machine: createMachine({
        initial: "both",
        states: {
          both: {
            type: "parallel",
            states: {
              one: { invoke: { id: "short", ...start } },
              two: { invoke: { id: "long", src: startRunEffect, input: { flow: "child", input: null } } },
            },
            on: { "xstate.done.actor.short": "after" },
          },
          after: {},
        },
      }),
      effects: [startRunEffect],
    });
    let performed = 0;
    const effect = work({ perform: async () => (performed += 1) });
    const made = await openEngine({ flows: [parent, child, atOnce], effect });
    await made.start("r", "parent");
    await made.clock.runAll();
    const runs = (await made.store.find("runs", { where: { lane: "r" } })).filter(({ flow }) => flow === "child");
    expect(runs.map(({ status, open }) => ({ status, open }))).toEqual([{ status: "cancelled", open: {} }]);
    expect(performed).toBe(0);
    expect(await made.store.find("effects", {})).toEqual([]);
  });

  it("does not leave when the store failed to note that it leaves", async () => {
    let failures = 1;
    let performed = 0;
    const store = failing(memoryStore(), (batch) => batch.includes('"state":"started"') && failures-- > 0);
    const effect = work({ repeat: "at-most-once", cost: () => 3, perform: async () => (performed += 1) });
    const made = await openEngine({ store, effect });
    await store.commit([[{ op: "put", table: "budgets", row: { id: "a", account: "a", limit: 9, period: "day" } }]]);
    await made.engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await made.engine.byHand.cancel("r", "not wanted");
    await made.clock.runAll();
    expect([failures, performed]).toEqual([0, 0]);
    expect((await made.engine.budgets.read("a"))?.spent).toBe(0);
  });
});

describe("an effect that may have been carried out", () => {
  it.each([
    { then: "waits", retryDelaysMs: [minute, 60 * minute], onFailure: "tell" as const },
    { then: "is told", retryDelaysMs: [minute], onFailure: "tell" as const },
    { then: "is parked", retryDelaysMs: [minute], onFailure: "park" as const },
  ])("is undone also when a later try certainly was not, and then $then", async ({ retryDelaysMs, onFailure }) => {
    let tries = 0;
    const undone: string[] = [];
    const parts: Partial<EffectDeclaration> = {
      retryDelaysMs,
      onFailure,
      perform: async () => {
        tries += 1;
        throw tries === 1 ? lost() : down();
      },
      compensate: async ({ key }) => void undone.push(key),
    };
    const made = await openEngine({ effect: work(parts) });
    await made.start("r", "work-flow");
    await made.clock.advance(2 * minute);
    expect(tries).toBe(2);
    await made.engine.byHand.cancel("r", "not wanted");
    await made.clock.runAll();
    expect(undone).toEqual(["r:1:0"]);
  });

  it("is undone also when a person tried again, in vain", async () => {
    let tries = 0;
    const undone: string[] = [];
    const parts: Partial<EffectDeclaration> = {
      retryDelaysMs: [],
      perform: async () => {
        tries += 1;
        throw tries === 1 ? lost() : down();
      },
      compensate: async ({ key }) => void undone.push(key),
    };
    const made = await openEngine({ effect: work(parts) });
    await made.start("r", "work-flow");
    await made.engine.byHand.retry("r");
    await made.clock.settle();
    expect((await made.run("r"))?.parked?.code).toBe("CRM_UNREACHABLE");
    await made.engine.byHand.cancel("r", "not wanted");
    await made.clock.runAll();
    expect([tries, undone]).toEqual([2, ["r:1:0"]]);
  });

  it("leaves its run to a person when the look-up finds what is no result", async () => {
    const parts: Partial<EffectDeclaration> = {
      repeat: "at-most-once",
      output: { parse: (value: unknown) => (value === "good" ? value : fail()) } as EffectDeclaration["output"],
      perform: async () => Promise.reject(lost()),
      reconcile: async () => ({ found: true, output: "bad" }),
    };
    const made = await openEngine({ effect: work(parts) });
    await made.start("r", "work-flow");
    await made.clock.advance(48 * 60 * minute);
    expect((await made.run("r"))?.parked?.code).toBe("EFFECT_RESULT_UNKNOWN");
  });
});

describe("a run with two effects that wait for a person", () => {
  it("is parked at the other one when the first goes on", async () => {
    const flow = flowOf("two", 1, {
      type: "parallel",
      states: {
        one: {
          initial: "at",
          states: { at: { invoke: { id: "one", src: "work", onDone: "done" } }, done: { type: "final" } },
        },
        two: {
          initial: "at",
          states: { at: { invoke: { id: "two", src: "work", onDone: "done" } }, done: { type: "final" } },
        },
      },
    });
    let works = false;
    const effect = work({ retryDelaysMs: [], perform: async () => (works ? "worked" : Promise.reject(down())) });
    const made = await openEngine({ flows: [flow], effect });
    await made.start("r", "two");
    works = true;
    await made.engine.byHand.retry("r");
    await made.clock.runAll();
    expect(await made.run("r")).toMatchObject({ status: "parked", parked: { code: "CRM_UNREACHABLE" } });
    await made.engine.byHand.retry("r");
    await made.clock.runAll();
    expect((await made.run("r"))?.status).toBe("ended");
  });

  it("can still be tried again after an event that is refused", async () => {
    let works = false;
    const effect = work({ retryDelaysMs: [], perform: async () => (works ? "worked" : Promise.reject(down())) });
    const made = await openEngine({ flows: [workFlow()], effect });
    await made.start("r", "work-flow");
    await made.send("r", { type: "note", text: "x".repeat(20_000) });
    expect((await made.run("r"))?.parked?.code).toBe("RESULT_TOO_LARGE");
    works = true;
    await made.engine.byHand.retry("r");
    await made.clock.runAll();
    expect(await made.run("r")).toMatchObject({ status: "running", parked: null, open: {} });
  });
});

function fail(): never {
  throw new Error("not an output");
}
