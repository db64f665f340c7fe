import { describe, expect, it } from "vitest";
import { assign, createMachine } from "xstate";
import { z } from "zod";
import { defineMigration } from "../../src/engine/index.ts";
import { defineFlow, startRun, type Flow } from "../../src/machine/index.ts";
import { createVirtualClock, memoryStore } from "../../src/testing/index.ts";
import { flowOf, openEngine, work, workFlow, type OpenOptions } from "./support/open-engine.ts";

/** A child that waits for `finish` and gives back what it was told, after the effect `work`. */
const child = defineFlow<{ n: number }, "done">({
  id: "child",
  version: 1,
  machine: createMachine({
    context: ({ input }: { input: unknown }) => ({ n: (input as { n: number }).n }),
    initial: "working",
    states: {
      working: { invoke: { id: "work", src: "work", onDone: "waiting" }, on: { finish: "over" } },
      waiting: { on: { finish: "over" } },
      over: { type: "final" },
    },
    output: ({ context }: { context: { n: number } }) => ({ outcome: "done", n: context.n }),
  } as object),
  input: z.object({ n: z.number() }),
  outcomes: ["done"],
  effects: ["work"],
});

interface Gathered {
  context: { ends: readonly unknown[] };
  event: { type: string; output?: unknown; error?: unknown };
}

const gather = assign(({ context, event }: Gathered) => ({
  ends: [...context.ends, event.output ?? { error: event.error }],
}));

/** A parent that starts so many children at once, gathers their ends, and can leave them by `leave` or end by `stop`. */
function parentOf(requests: readonly object[], id = "parent", version = 1): Flow {
  const region = (request: object, index: number) => ({
    initial: "on",
    states: {
      on: {
        invoke: {
          id: `child-${index}`,
          src: "run.start",
          input: request,
          onDone: { target: "off", actions: gather },
          onError: { target: "off", actions: gather },
        },
      },
      off: { type: "final" },
    },
  });
  const machine = createMachine({
    context: { ends: [] },
    initial: "idle",
    on: { stop: ".over" },
    states: {
      idle: { on: { go: "waiting" } },
      waiting: {
        type: "parallel",
        states: Object.fromEntries(requests.map((request, index) => [`r${index}`, region(request, index)])),
        on: { leave: "left" },
        onDone: "gathered",
      },
      gathered: { on: { again: "waiting" } },
      left: { on: { go: "waiting" } },
      over: { type: "final" },
    },
    output: ({ context }: Pick<Gathered, "context">) => ({ outcome: "over", ends: context.ends }),
  } as object);
  return defineFlow({ id, version, machine, effects: ["run.start"] });
}

const ask = (n: number, more: object = {}) => ({ ...startRun(child, { input: { n } }), ...more });

async function open(requests: readonly object[], options: OpenOptions = {}) {
  const opened = await openEngine({ flows: [parentOf(requests), child, workFlow()], ...options });
  await opened.start("p", "parent");
  await opened.send("p", { type: "go" });
  const context = async () => (JSON.parse((await opened.run("p"))?.snapshot ?? "{}") as { context: unknown }).context;
  return { ...opened, ends: async () => ((await context()) as Gathered["context"]).ends };
}

const three = [ask(1), ask(2), ask(3)];
const ids = ["p:2:0", "p:2:1", "p:2:2"];

describe("a run that starts runs", () => {
  it("starts them in the transaction of its step, under the keys of the effects", async () => {
    const { run, store, ends } = await open(three);
    expect((await run("p"))?.open).toEqual({ "child-0": ids[0], "child-1": ids[1], "child-2": ids[2] });
    for (const [index, id] of ids.entries()) {
      expect(await run(id)).toMatchObject({
        account: "a",
        lane: "p",
        flow: "child",
        status: "running",
        parent: { run: "p", invoke: `child-${index}` },
      });
    }
    expect(await store.find("effects", { where: { run: "p" } })).toEqual([]);
    expect(await ends()).toEqual([]);
  });

  it("is told how each came out, in the order of their ends", async () => {
    const { send, run, ends } = await open(three);
    await send("p:2:1", { type: "finish" });
    expect(await ends()).toEqual([
      { run: "p:2:1", status: "ended", outcome: "done", output: { outcome: "done", n: 2 } },
    ]);
    expect(Object.keys((await run("p"))?.open ?? {})).toEqual(["child-0", "child-2"]);
    await send("p:2:2", { type: "finish" });
    await send("p:2:0", { type: "finish" });
    expect((await ends()).map((end) => (end as { run: string }).run)).toEqual(["p:2:1", "p:2:2", "p:2:0"]);
    expect((await run("p"))?.open).toEqual({});
  });

  it("is told that a person cancelled one", async () => {
    const { engine, clock, ends } = await open(three);
    await engine.byHand.cancel("p:2:0", "not wanted");
    await clock.settle();
    expect(await ends()).toEqual([
      { run: "p:2:0", status: "cancelled", outcome: null, output: { reason: "not wanted" } },
    ]);
  });

  it("gives them the job and the account it has itself, whatever it asks for", async () => {
    const { run } = await open([ask(1, { account: "b", job: "x", id: "q" })]);
    expect(await run("p:2:0")).toMatchObject({ account: "a", job: null });
    expect(await run("q")).toBeUndefined();
  });
});

describe("cancelling", () => {
  it("a parent cancels its three children in flight, and the children of those", async () => {
    const middle = parentOf([ask(7)], "middle");
    const late = createVirtualClock();
    const asks = [ask(1), ask(2), { flow: "middle", input: null }];
    const { engine, run, send, store, clock } = await open(asks, {
      flows: [parentOf(asks), middle, child, workFlow()],
      clock: late,
      effect: work({ ready: async () => ({ ready: false, until: late.now() + 3_600_000, why: "not yet" }) }),
    });
    await send("p:2:2", { type: "go" });
    await opened(run, ["p:2:0", "p:2:1", "p:2:2", "p:2:2:2:0"], "running");
    await engine.byHand.cancel("p", "enough");
    await opened(run, ["p", "p:2:0", "p:2:1", "p:2:2", "p:2:2:2:0"], "cancelled");
    expect(await run("p:2:0")).toMatchObject({ output: { reason: "parentOver" }, open: {} });
    expect(await store.find("effects", {})).toEqual([]);
    await clock.runAll();
    await opened(run, ["p", "p:2:0"], "cancelled");
  });

  it("of a parent touches no run beside it", async () => {
    const { engine, run, start, send } = await open(three);
    await start("other", "parent");
    await send("other", { type: "go" });
    await engine.byHand.cancel("p", "enough");
    await opened(run, ["other", "other:2:0", "other:2:1", "other:2:2"], "running");
    await send("other:2:0", { type: "finish" });
    expect((await run("other"))?.open).toEqual({ "child-1": "other:2:1", "child-2": "other:2:2" });
  });

  it("goes down too when the parent leaves the state, ends, or is ended by a person", async () => {
    const left = await open(three);
    await left.send("p:2:0", { type: "finish" });
    await left.send("p", { type: "leave" });
    await opened(left.run, ["p:2:1", "p:2:2"], "cancelled");
    await opened(left.run, ["p:2:0"], "ended");
    expect(await left.run("p")).toMatchObject({ status: "running", open: {} });
    const ended = await open(three);
    await ended.send("p", { type: "stop" });
    await opened(ended.run, ids, "cancelled");
    await opened(ended.run, ["p"], "ended");
  });

  it("does not let the end of an old child pass for that of a new one of the same name", async () => {
    const { send, run, ends } = await open([ask(1)]);
    await send("p", { type: "leave" });
    await send("p", { type: "go" });
    expect((await run("p"))?.open).toEqual({ "child-0": "p:4:0" });
    expect(await send("p:2:0", { type: "finish" })).toBe("over");
    expect(await ends()).toEqual([]);
    await send("p:4:0", { type: "finish" });
    expect(await ends()).toMatchObject([{ run: "p:4:0" }]);
  });
});

describe("a detached child", () => {
  it("lets its parent go on at once and end first, and lives on", async () => {
    const { send, run, ends } = await open([ask(1, { detach: true })]);
    expect(await ends()).toEqual([{ run: "p:2:0", status: "detached", outcome: null, output: null }]);
    expect((await run("p"))?.open).toEqual({});
    await send("p", { type: "stop" });
    await opened(run, ["p"], "ended");
    await opened(run, ["p:2:0"], "running");
    await send("p:2:0", { type: "finish" });
    expect(await run("p:2:0")).toMatchObject({ status: "ended", outcome: "done" });
    expect((await run("p"))?.seq).toBe(4);
  });

  it("outlives the cancelling of its parent, and its own end changes nothing there", async () => {
    const { engine, send, run, ends } = await open([ask(1, { detach: true }), ask(2)]);
    await send("p:2:0", { type: "finish" });
    expect(await ends()).toHaveLength(1);
    await engine.byHand.cancel("p", "enough");
    expect([await run("p:2:0"), await run("p:2:1")]).toMatchObject([{ status: "ended" }, { status: "cancelled" }]);
  });
});

describe("a child in trouble", () => {
  it("that is parked keeps its parent waiting until a person helped", async () => {
    let healthy = false;
    const perform = async () => {
      if (!healthy) throw new Error("down");
      return "worked";
    };
    const { engine, run, send, clock, ends } = await open([ask(1)], { effect: work({ perform }) });
    await clock.runAll();
    await opened(run, ["p:2:0"], "parked");
    await opened(run, ["p"], "running");
    healthy = true;
    await engine.byHand.retry("p:2:0");
    await clock.settle();
    await send("p:2:0", { type: "finish" });
    expect(await ends()).toMatchObject([{ status: "ended" }]);
  });

  it("that has failed keeps its parent waiting until a person decides", async () => {
    const failing = defineFlow<unknown, "saved">({
      id: "failing",
      version: 1,
      machine: createMachine({ invoke: { id: "work", src: "work" } } as object),
      outcomes: ["saved"],
      effects: ["work"],
    });
    const asks = [{ flow: "failing", input: null }];
    const { engine, run, clock, ends } = await open(asks, {
      flows: [parentOf(asks), failing],
      effect: work({ onFailure: "tell", retryDelaysMs: [], perform: () => Promise.reject(new Error("down")) }),
    });
    await opened(run, ["p:2:0"], "failed");
    expect([(await run("p"))?.status, await ends()]).toEqual(["running", []]);
    await engine.byHand.decide("p:2:0", "saved");
    await clock.settle();
    expect(await ends()).toMatchObject([{ run: "p:2:0", status: "ended", outcome: "saved" }]);
  });

  it.each([
    ["FLOW_UNKNOWN", { flow: "nowhere", input: null }],
    ["FLOW_UNKNOWN", { flow: "child", version: 9, input: null }],
    ["INPUT_INVALID", { flow: "child", input: { n: "one" } }],
    ["INPUT_INVALID", { input: null }],
    ["FLOW_STEP_FAILED", { flow: "brittle", input: null }],
  ])("that cannot start at all is told as a failure: %s for %j", async (code, request) => {
    const brittle = flowOf("brittle", 1, {
      context: () => {
        throw new Error("no input");
      },
    });
    const asks = [request, ask(2)];
    const { run, ends } = await open(asks, { flows: [parentOf(asks), child, brittle] });
    expect(await ends()).toMatchObject([{ error: { code } }]);
    expect(await run("p:2:0")).toBeUndefined();
    await opened(run, ["p", "p:2:1"], "running");
  });

  it("whose output is too large for its parent parks the parent by name of the place", async () => {
    const wordy = flowOf("wordy", 1, {
      initial: "over",
      states: { over: { type: "final" } },
      output: { text: "x".repeat(20_000) },
    });
    const asks = [{ flow: "wordy", input: null }];
    const { run } = await open(asks, { flows: [parentOf(asks), wordy] });
    expect(await run("p")).toMatchObject({
      status: "parked",
      parked: { code: "RESULT_TOO_LARGE", message: expect.stringContaining("output.output.text") as string },
    });
    await opened(run, ["p:2:0"], "ended");
  });
});

describe("a circle", () => {
  it("of flows that start themselves ends at the eighth run within runs", async () => {
    const self = parentOf([{ flow: "self", input: null }], "self");
    const { start, send, run } = await openEngine({ flows: [self] });
    await start("s", "self");
    let id = "s";
    for (let depth = 0; depth < 9; depth += 1) {
      await send(id, { type: "go" });
      if (depth < 8) id += ":2:0";
    }
    expect(await run(id)).toMatchObject({ status: "running", open: {} });
    expect((await run(id))?.snapshot).toContain("RUN_TOO_DEEP");
    expect(await run(`${id}:2:0`)).toBeUndefined();
  });

  it("of children that end at once parks the parent instead of going on for ever", async () => {
    const instant = flowOf("instant", 1, { initial: "over", states: { over: { type: "final" } } });
    const machine = createMachine({
      initial: "on",
      states: {
        on: { invoke: { id: "child", src: "run.start", input: { flow: "instant", input: null }, onDone: "off" } },
        off: { always: "on" },
      },
    } as object);
    const circle = defineFlow({ id: "circle", version: 1, machine, effects: ["run.start"] });
    const { start, run } = await openEngine({ flows: [circle, instant] });
    await start("c", "circle");
    expect(await run("c")).toMatchObject({ status: "parked", parked: { code: "FLOW_STEP_FAILED" } });
    expect(await run("c:1000:0")).toMatchObject({ status: "ended" });
  });
});

describe("over a restart", () => {
  it("children go on, and their ends reach the parent", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const before = await open(three, { clock, store });
    await before.send("p:2:1", { type: "finish" });
    await before.engine.close();
    const after = await openEngine({ clock, store: memoryStore({ takeOver: store }), flows: [parentOf(three), child] });
    await after.send("p:2:0", { type: "finish" });
    await after.send("p:2:2", { type: "finish" });
    const { context } = JSON.parse((await after.run("p"))?.snapshot ?? "{}") as { context: { ends: unknown[] } };
    expect(context.ends).toHaveLength(3);
  });

  it("a child may end while its parent's flow is missing: the parent hears of it when that is back", async () => {
    const clock = createVirtualClock();
    let store = memoryStore();
    const before = await open(three, { clock, store });
    await before.engine.close();
    store = memoryStore({ takeOver: store });
    const without = await openEngine({ clock, store, flows: [child] });
    expect(await without.send("p:2:1", { type: "finish" })).toBe("applied");
    expect(await without.run("p:2:1")).toMatchObject({ status: "ended" });
    expect(await without.run("p")).toMatchObject({ status: "parked", parked: { code: "FLOW_UNKNOWN" } });
    await without.engine.close();
    const back = await openEngine({ clock, store: memoryStore({ takeOver: store }), flows: [parentOf(three), child] });
    await clock.settle();
    const { context } = JSON.parse((await back.run("p"))?.snapshot ?? "{}") as { context: { ends: unknown[] } };
    expect(context.ends).toMatchObject([{ run: "p:2:1", status: "ended" }]);
    expect((await back.run("p"))?.open).toEqual({ "child-0": "p:2:0", "child-2": "p:2:2" });
  });
});

describe("a parent that waits for a person at another effect", () => {
  const region = (name: string, next: object) => ({
    initial: "on",
    states: { on: { invoke: { id: name, src: "work", onDone: "after" } }, after: next, refused: {} },
  });
  const parent = defineFlow({
    id: "parent",
    version: 1,
    machine: createMachine({
      type: "parallel",
      states: {
        one: region("a", {}),
        other: region("b", { invoke: { id: "child", src: "run.start", input: {}, onError: "refused" } }),
      },
    }),
    effects: ["work", "run.start"],
  });

  it("hears in the same work that its child was refused, and waits on", async () => {
    const fails = work({ retryDelaysMs: [], onFailure: "park", perform: async () => Promise.reject(new Error("no")) });
    const { engine, start, run } = await openEngine({ flows: [parent], effect: fails });
    await start("p", "parent");
    expect((await run("p"))?.parked).toMatchObject({ effect: "p:1:1" });
    await engine.byHand.resolve("p", "done by hand");
    expect(await run("p")).toMatchObject({ status: "parked", parked: { effect: "p:1:0" }, open: { a: "p:1:0" } });
    expect(JSON.parse((await run("p"))?.snapshot ?? "{}")).toMatchObject({ value: { one: "on", other: "refused" } });
    const types = (await engine.journal("p")).map(({ event }) => (event as { type: string }).type);
    expect(types.slice(-3)).toEqual(["effect.done", "effect.failed", "run.parked"]);
    await engine.close();
  });
});

describe("a parent that is migrated while its child runs", () => {
  const waiting = (version: number, invoke: string) =>
    defineFlow({
      id: "waits",
      version,
      machine: createMachine({
        initial: "on",
        states: {
          on: { invoke: { id: invoke, src: "run.start", input: startRun(child, { input: { n: 1 } }), onDone: "over" } },
          over: { type: "final" },
        },
        output: { outcome: `by version ${version}` },
      }),
      effects: ["run.start"],
    });

  it("hears of its end under the name that the invoke has by then", async () => {
    const from = waiting(1, "child");
    const to = waiting(2, "kid");
    const { engine, send, run } = await openEngine({ flows: [from, to, child] });
    await engine.inLane("p", async (given) =>
      given.start({ id: "p", account: "a", flow: "waits", version: 1, input: null, job: null }),
    );
    const migration = defineMigration({ from, to, invokes: { child: "kid" } });
    await engine.migrate(migration, "a");
    expect(await run("p")).toMatchObject({ version: 2, open: { kid: "p:1:0" } });
    await send("p:1:0", { type: "finish" });
    expect(await run("p")).toMatchObject({ status: "ended", outcome: "by version 2" });
  });
});

async function opened(
  run: (id: string) => Promise<{ readonly status: string } | undefined>,
  of: readonly string[],
  status: string,
): Promise<void> {
  expect(await Promise.all(of.map(async (id) => [id, (await run(id))?.status]))).toEqual(of.map((id) => [id, status]));
}
