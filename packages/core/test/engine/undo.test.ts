import { describe, expect, it } from "vitest";
import type { DoneEffect } from "../../src/define/index.ts";
import type { EffectDeclaration } from "../../src/engine/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import { createVirtualClock, memoryStore } from "../../src/testing/index.ts";
import { openEngine, work, type OpenEngine, type OpenOptions } from "./support/open-engine.ts";

const down = () => new CallwrightError("CRM_UNREACHABLE", { account: "a", operation: "x" });

/** An engine whose one effect can be undone, and what it was asked to undo. */
async function world(parts: Partial<EffectDeclaration> = {}, options: OpenOptions = {}) {
  const undone: (DoneEffect & { readonly by: string })[] = [];
  const compensate: EffectDeclaration["compensate"] = async (done, { key }) => void undone.push({ ...done, by: key });
  const opened = await openEngine({ ...options, effect: work({ compensate, ...parts }) });
  return { ...opened, undone };
}

async function notesOf({ engine }: OpenEngine, type: string) {
  return (await engine.journal("r")).filter(({ event }) => (event as { type: string }).type === type);
}

const undoRow = ({ store }: OpenEngine) => store.read("effects", "r:1:0:undo");

describe("a run that is cancelled", () => {
  it("has what it did undone, under a key of its own, and its journal says so", async () => {
    const made = await world();
    await made.start("r", "work-flow");
    await made.engine.byHand.cancel("r", "not wanted");
    const before = await made.run("r");
    await made.clock.runAll();
    expect(made.undone).toEqual([{ input: { n: 1 }, output: "worked", key: "r:1:0", by: "r:1:0:undo" }]);
    expect(await undoRow(made)).toMatchObject({ state: "done", endedBy: "answer", cost: null });
    expect(await notesOf(made, "run.cancelled")).toMatchObject([{ notes: { undone: ["r:1:0"], notUndone: [] } }]);
    expect(await notesOf(made, "run.undone")).toMatchObject([{ event: { effect: "r:1:0:undo", found: true } }]);
    const after = await made.run("r");
    expect(after).toMatchObject({ status: "cancelled", endedAt: before?.endedAt, closesAt: before?.closesAt });
  });

  it("waits for what is under way, and undoes it with its result", async () => {
    let finish: (value: unknown) => void = () => undefined;
    const made = await world({ perform: () => new Promise((done) => (finish = done)) });
    await made.engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await made.engine.byHand.cancel("r", "not wanted");
    expect(made.undone).toEqual([]);
    finish("late");
    await made.clock.runAll();
    expect(made.undone).toEqual([{ input: { n: 1 }, output: "late", key: "r:1:0", by: "r:1:0:undo" }]);
  });

  it("undoes nothing that was not carried out", async () => {
    const failed = await world({ onFailure: "tell", retryDelaysMs: [], perform: async () => Promise.reject(down()) });
    await failed.start("r", "work-flow");
    await failed.engine.byHand.cancel("r", "not wanted");
    await failed.clock.runAll();
    const waiting = await world({ repeat: "at-most-once", perform: async () => Promise.reject(down()) });
    await waiting.start("r", "work-flow");
    await waiting.engine.byHand.cancel("r", "not wanted");
    await waiting.clock.runAll();
    expect([...failed.undone, ...waiting.undone]).toEqual([]);
  });

  it("undoes nothing either when what was under way turns out not to be carried out", async () => {
    let fail: (error: Error) => void = () => undefined;
    const made = await world({ perform: () => new Promise((_, reject) => (fail = reject)) });
    await made.engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await made.engine.byHand.cancel("r", "not wanted");
    fail(down());
    await made.clock.runAll();
    expect(made.undone).toEqual([]);
    expect(await undoRow(made)).toMatchObject({ state: "done" });
    expect(await notesOf(made, "run.undone")).toMatchObject([{ event: { found: false } }]);
  });

  it("undoes without a result what nobody knows about", async () => {
    const lost = new CallwrightError("VOICE_ANSWER_LOST", { run: "r" });
    const made = await world({ repeat: "at-most-once", retryDelaysMs: [], perform: async () => Promise.reject(lost) });
    await made.start("r", "work-flow");
    expect((await made.run("r"))?.parked?.code).toBe("EFFECT_RESULT_UNKNOWN");
    await made.engine.byHand.cancel("r", "not wanted");
    await made.clock.runAll();
    expect(made.undone).toEqual([{ input: { n: 1 }, output: undefined, key: "r:1:0", by: "r:1:0:undo" }]);
  });

  it("looks up first, where it can, what to undo, and leaves alone what is proven not to be there", async () => {
    const lost = new CallwrightError("VOICE_ANSWER_LOST", { run: "r" });
    const keys: string[] = [];
    for (const found of [true, false]) {
      let cancelled = false;
      const made = await world({
        repeat: "at-most-once",
        retryDelaysMs: [],
        perform: async () => Promise.reject(lost),
        reconcile: async (_, { key }) => {
          if (cancelled) keys.push(key);
          return found ? { found: true, output: "there" } : { found: false, proof: true };
        },
      });
      await made.start("r", "work-flow");
      cancelled = true;
      await made.engine.byHand.cancel("r", "not wanted");
      await made.clock.runAll();
      expect(made.undone.map(({ output }) => output)).toEqual(found ? ["there"] : []);
      expect(await undoRow(made)).toMatchObject({ state: "done" });
      expect(await notesOf(made, "run.undone")).toMatchObject([{ event: { found } }]);
    }
    expect(keys).toEqual(["r:1:0", "r:1:0"]);
  });

  it("tries again until it is undone", async () => {
    let tries = 0;
    const made = await world({ compensate: async () => (++tries < 4 ? Promise.reject(down()) : undefined) });
    await made.start("r", "work-flow");
    await made.engine.byHand.cancel("r", "not wanted");
    const before = await made.run("r");
    await made.clock.runAll();
    expect([tries, (await undoRow(made))?.state]).toEqual([4, "done"]);
    expect(await made.run("r")).toMatchObject({ endedAt: before?.endedAt, closesAt: before?.closesAt });
  });

  it("tells a person at last what could not be undone", async () => {
    const heard: string[] = [];
    const made = await world({ compensate: async () => Promise.reject(down()) });
    made.engine.observers.on("effect:not-undone", ({ key, code }) => heard.push(`${key} ${code}`));
    await made.start("r", "work-flow");
    await made.engine.byHand.cancel("r", "not wanted");
    await made.clock.runAll();
    expect(heard).toEqual(["r:1:0:undo CRM_UNREACHABLE"]);
    expect(await undoRow(made)).toMatchObject({ state: "parked", tries: 10, error: { code: "CRM_UNREACHABLE" } });
    expect(await notesOf(made, "run.undo-failed")).toMatchObject([{ event: { error: { code: "CRM_UNREACHABLE" } } }]);
  });

  it("lets a person try again to undo, or say that it is undone", async () => {
    let works = false;
    const made = await world({ compensate: async () => (works ? undefined : Promise.reject(down())) });
    const states: unknown[] = [];
    for (const run of ["r", "s"]) {
      await made.start(run, "work-flow");
      await made.engine.byHand.cancel(run, "not wanted");
      await made.clock.runAll();
      states.push((await made.store.read("effects", `${run}:1:0:undo`))?.state);
    }
    expect(states).toEqual(["parked", "parked"]);
    works = true;
    await made.engine.byHand.retry("r");
    await made.engine.byHand.resolve("s", null);
    await made.clock.runAll();
    expect(await undoRow(made)).toMatchObject({ state: "done", endedBy: "answer" });
    expect(await made.store.read("effects", "s:1:0:undo")).toMatchObject({ state: "done", endedBy: "person" });
    expect((await made.run("r"))?.status).toBe("cancelled");
    await expect(made.engine.byHand.retry("r")).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
  });

  it("goes on to undo after a restart, with the result of then", async () => {
    const store = memoryStore();
    const first = await world({ compensate: async () => Promise.reject(down()) }, { store });
    await first.start("r", "work-flow");
    await first.engine.byHand.cancel("r", "not wanted");
    await first.clock.settle();
    await first.engine.close();
    const clock = createVirtualClock(first.clock.now());
    const next = await world({}, { store: memoryStore({ takeOver: store }), clock });
    await clock.runAll();
    expect(next.undone).toEqual([{ input: { n: 1 }, output: "worked", key: "r:1:0", by: "r:1:0:undo" }]);
  });

  it("undoes what a process that died may have done, also when it was not taken up yet", async () => {
    const store = memoryStore();
    let asked = 0;
    const hangs = () => new Promise<never>(() => (asked += 1));
    const first = await world({ perform: hangs }, { store });
    await first.engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
    const clock = createVirtualClock(first.clock.now() + 1_000);
    const next = await world({ settleMs: 2_000 }, { store: memoryStore({ takeOver: store }), clock });
    await next.engine.byHand.cancel("r", "not wanted");
    await clock.runAll();
    expect(next.undone).toEqual([{ input: { n: 1 }, output: undefined, key: "r:1:0", by: "r:1:0:undo" }]);
  });

  it("undoes what a person resolved with the person's result", async () => {
    const made = await world({ retryDelaysMs: [], perform: async () => Promise.reject(new RangeError("no")) });
    await made.start("r", "work-flow");
    await made.engine.byHand.resolve("r", "by hand");
    await made.engine.byHand.cancel("r", "not wanted");
    await made.clock.runAll();
    expect(made.undone.map(({ output }) => output)).toEqual(["by hand"]);
  });

  it("has in its journal what cannot be undone", async () => {
    const reconcile = async () => ({ found: false, proof: false }) as const;
    const opened = await openEngine({ effect: work({ repeat: "at-most-once", reconcile }) });
    await opened.start("r", "work-flow");
    await opened.engine.byHand.cancel("r", "not wanted");
    expect(await notesOf(opened, "run.cancelled")).toMatchObject([{ notes: { undone: [], notUndone: ["r:1:0"] } }]);
    const harmless = await openEngine();
    await harmless.start("r", "work-flow");
    await harmless.engine.byHand.cancel("r", "not wanted");
    expect(await notesOf(harmless, "run.cancelled")).toMatchObject([{ notes: null }]);
  });
});

describe("a run that leaves the state of an effect", () => {
  it("has it undone when it was under way, since nobody gets its result", async () => {
    let finish: (value: unknown) => void = () => undefined;
    const made = await world({ perform: () => new Promise((done) => (finish = done)) });
    await made.engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await made.engine.dispatch("r", { type: "skip" });
    finish("late");
    await made.clock.runAll();
    expect(made.undone.map(({ output }) => output)).toEqual(["late"]);
    expect(await made.run("r")).toMatchObject({ status: "running", open: {} });
    expect(await notesOf(made, "skip")).toMatchObject([{ notes: { undone: ["r:1:0"] } }]);
  });

  it("keeps what it did when it got the result", async () => {
    const made = await world();
    await made.start("r", "work-flow");
    await made.send("r", { type: "finish" });
    await made.clock.runAll();
    expect((await made.run("r"))?.status).toBe("ended");
    expect(made.undone).toEqual([]);
  });
});
