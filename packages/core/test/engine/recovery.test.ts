import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallwrightError } from "../../src/errors/index.ts";
import { createVirtualClock, memoryStore, type MemoryStore } from "../../src/testing/index.ts";
import { countFlow, openEngine, work, workFlow, type OpenEngine } from "./support/open-engine.ts";

const never = () => new Promise<never>(() => undefined);
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Starts runs of a flow all at the same moment and waits for their commit, not for their effects. */
async function startAll({ engine }: OpenEngine, flow: string, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, at) => `r${String(at).padStart(4, "0")}`);
  await Promise.all(
    ids.map((id) =>
      engine.inLane(id, async (given) => given.start({ id, account: "a", flow, input: null, job: null })),
    ),
  );
  return ids;
}

/** A store in which as many runs wait for the answer of an effect whose process has died. */
async function storeWithOpenEffects(count: number, repeat: "idempotent" | "at-most-once" = "idempotent") {
  const store = memoryStore();
  const effect = work({ repeat, perform: never, reconcile: async () => ({ found: false, proof: false }) });
  const ids = await startAll(await openEngine({ store, effect }), "work-flow", count);
  const isStarted = () => store.dump("effects").every(({ state }) => state === "started");
  while (repeat === "at-most-once" && !isStarted()) await turn();
  return { store: memoryStore({ takeOver: store }), ids };
}

/** The events of every run, in order. */
function eventsOf(store: MemoryStore): Readonly<Record<string, readonly string[]>> {
  const events: Record<string, string[]> = {};
  for (const { run, event } of store.dump("journal")) {
    (events[run] ??= []).push((event as { readonly type: string }).type);
  }
  return events;
}

/** An effect that tells how often each key was performed. */
function counted(answer: () => Promise<unknown> = async () => "worked") {
  const counts = new Map<string, number>();
  const effect = work({
    perform: (_, { key }) => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return answer();
    },
  });
  return { effect, counts };
}

describe("effects of a former process", () => {
  it("are all taken up once, although more of them share their moment than fit in a page", async () => {
    const { store, ids } = await storeWithOpenEffects(450);
    const { effect, counts } = counted();
    const { clock } = await openEngine({ store, effect });
    await clock.settle();
    expect(counts).toEqual(new Map(ids.map((id) => [`${id}:1:0`, 1])));
  });

  it("are taken up while events are served: what an event ended is not done, what it began is done once", async () => {
    const { store, ids } = await storeWithOpenEffects(900);
    const { effect, counts } = counted(never);
    const { engine } = await openEngine({ store, effect });
    const last = ids.at(-1) ?? "";
    await engine.dispatch(last, { type: "skip" });
    await engine.dispatch(last, { type: "again" });
    expect(counts.size).toBeLessThan(ids.length);
    for (let turns = 0; counts.size < ids.length && turns < 1_000; turns += 1) await turn();
    for (let turns = 0; turns < 20; turns += 1) await turn();
    const expected = ids.map((id) => [id === last ? `${id}:3:0` : `${id}:1:0`, 1] as const);
    expect([...counts].sort()).toEqual([...expected].sort());
  });

  it("end once each, wherever recovery is broken off and begun again", async () => {
    const counts = fc.constantFrom(0, 1, 199, 200, 201, 430);
    await fc.assert(
      fc.asyncProperty(counts, fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }), async (count, breaks) => {
        const opened = await storeWithOpenEffects(count, "at-most-once");
        let { store } = opened;
        const effect = work({
          repeat: "at-most-once",
          perform: () => Promise.reject(new Error("it must not be done again")),
          reconcile: async () => ({ found: true, output: "it was done" }),
        });
        for (const turns of breaks) {
          await openEngine({ store, effect });
          for (let at = 0; at < turns; at += 1) await turn();
          store = memoryStore({ takeOver: store });
        }
        const { clock } = await openEngine({ store, effect });
        await clock.settle();
        expect(eventsOf(store)).toEqual(Object.fromEntries(opened.ids.map((id) => [id, ["init", "effect.done"]])));
      }),
      { numRuns: 8 },
    );
  });
});

describe("runs whose flow is missing", () => {
  it("wait, their effects are left alone, and both go on when it is back", async () => {
    const { store, ids } = await storeWithOpenEffects(230);
    const { effect, counts } = counted();
    const without = await openEngine({ store, effect, flows: [countFlow()] });
    await without.clock.settle();
    for (const id of ids) expect(await without.run(id)).toMatchObject({ parked: { code: "FLOW_UNKNOWN" } });
    expect(counts.size).toBe(0);
    await without.engine.close();
    const back = await openEngine({ store: memoryStore({ takeOver: store }), effect, flows: [workFlow()] });
    await back.clock.settle();
    for (const id of ids) expect(await back.run(id)).toMatchObject({ status: "running", parked: null });
    expect(counts).toEqual(new Map(ids.map((id) => [`${id}:1:0`, 1])));
  });

  it("are not retried where nobody could take the result: the effect would be performed again and again", async () => {
    const [store, clock] = [memoryStore(), createVirtualClock()];
    const fails = work({ retryDelaysMs: [], onFailure: "park", perform: async () => Promise.reject(new Error("no")) });
    const first = await openEngine({ store, clock, effect: fails });
    await first.start("r", "work-flow");
    expect(await first.run("r")).toMatchObject({ status: "parked", parked: { effect: "r:1:0" } });
    await first.engine.close();
    const { effect, counts } = counted();
    const without = await openEngine({
      store: memoryStore({ takeOver: store }),
      clock,
      effect,
      flows: [countFlow()],
    });
    await expect(without.engine.byHand.retry("r")).rejects.toMatchObject({ code: "FLOW_UNKNOWN" });
    await clock.advance(3_600_000);
    expect(counts.size).toBe(0);
    await without.engine.close();
  });

  it("have undone what they did all the same, once they are cancelled", async () => {
    const [store, clock] = [memoryStore(), createVirtualClock()];
    const down = new CallwrightError("CRM_UNREACHABLE", { account: "a", operation: "x" });
    const first = await openEngine({ store, clock, effect: work({ compensate: async () => Promise.reject(down) }) });
    await first.start("r", "work-flow");
    await first.engine.byHand.cancel("r", "not wanted");
    await first.engine.close();
    let undone = 0;
    const effect = work({ compensate: async () => void (undone += 1) });
    const without = await openEngine({
      store: memoryStore({ takeOver: store }),
      clock,
      effect,
      flows: [countFlow()],
    });
    await clock.advance(60_000);
    expect(undone).toBe(1);
    await without.engine.close();
  });

  it("keep what an event changed before they were reached", async () => {
    const clock = createVirtualClock();
    let store = memoryStore();
    const ids = await startAll(await openEngine({ clock, store }), "count-flow", 430);
    store = memoryStore({ takeOver: store });
    const without = await openEngine({ clock, store, flows: [workFlow()] });
    await clock.settle();
    await without.engine.close();
    store = memoryStore({ takeOver: store });
    const back = await openEngine({ clock, store });
    const last = ids.at(-1) ?? "";
    expect((await back.run(last))?.status).toBe("parked");
    await back.engine.dispatch(last, { type: "tick" });
    await clock.settle();
    expect(await back.run(last)).toMatchObject({ status: "running", parked: null });
    expect(JSON.parse((await back.run(last))?.snapshot ?? "{}")).toMatchObject({ context: { ticks: 1 } });
  });
});
