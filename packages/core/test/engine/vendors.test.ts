import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VendorSettings } from "../../src/engine/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import { createVirtualClock, memoryStore, storeOver, type VirtualClock } from "../../src/testing/index.ts";
import { jobRow } from "./support/job-row.ts";
import { openEngine, work, type OpenEngine } from "./support/open-engine.ts";

const minute = 60_000;
const down = () => new CallwrightError("CRM_UNREACHABLE", { account: "a", operation: "x" });

/** An engine whose one effect asks the vendor `bank`; each request takes a while. */
async function world(vendors: VendorSettings, answer: (run: string) => Promise<unknown>, clock = createVirtualClock()) {
  const asked: { readonly run: string; readonly at: number }[] = [];
  const told: string[] = [];
  const from = clock.now();
  const effect = work({
    vendor: "bank",
    repeat: "idempotent",
    perform: async (_, { run }) => {
      asked.push({ run, at: clock.now() - from });
      return answer(run);
    },
  });
  const opened = await openEngine({ effect, clock, vendors });
  for (const name of ["breaker:opened", "breaker:closed"] as const) {
    opened.engine.observers.on(name, ({ vendor, account }) => told.push(`${name} ${vendor} ${account}`));
  }
  return { ...opened, asked, told, runs: () => asked.map(({ run }) => run) };
}

/** Starts runs without waiting for what they ask. */
async function begin(opened: OpenEngine, runs: readonly string[], account = "a"): Promise<void> {
  for (const id of runs) {
    await opened.engine.inLane(id, async (given) => {
      const job = (await given.read("jobs", id)) ? id : null;
      given.start({ id, account, flow: "work-flow", input: null, job });
    });
  }
}

describe("a limit", () => {
  it("is never exceeded, and everything gets its turn", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.record({ account: fc.constantFrom("a", "b"), takesMs: fc.integer({ min: 0, max: 50 }) }), {
          maxLength: 20,
        }),
        async (concurrent, wanted) => {
          const clock = createVirtualClock();
          const underWay: Record<string, number> = { a: 0, b: 0 };
          const peaks: number[] = [];
          const effect = work({
            vendor: "bank",
            perform: async (_, { account, run }) => {
              underWay[account] = (underWay[account] ?? 0) + 1;
              peaks.push(underWay[account] ?? 0);
              await clock.sleep(wanted[Number(run)]?.takesMs ?? 0);
              underWay[account] = (underWay[account] ?? 0) - 1;
              return "done";
            },
          });
          const opened = await openEngine({ effect, clock, vendors: { limits: { bank: { concurrent } } } });
          for (const [index, { account }] of wanted.entries()) await begin(opened, [String(index)], account);
          await clock.runAll();
          expect(Math.max(0, ...peaks)).toBeLessThanOrEqual(concurrent);
          expect(peaks).toHaveLength(wanted.length);
          await opened.engine.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it("loses nothing when the store cannot tell the priority for a moment", async () => {
    const inner = memoryStore();
    let fails = false;
    const store = storeOver(inner, {
      read: (table, id) =>
        fails && table === "jobs"
          ? Promise.reject(new CallwrightError("STORE_FAILED", { path: "memory", reason: "busy" }))
          : inner.read(table, id),
    });
    const clock = createVirtualClock();
    const asked: string[] = [];
    const effect = work({
      vendor: "bank",
      perform: async (_, { run }) => {
        asked.push(run);
        await clock.sleep(1_000);
      },
    });
    const made = await openEngine({ store, clock, effect, vendors: { limits: { bank: { concurrent: 1 } } } });
    await begin(made, ["first"]);
    fails = true;
    await made.engine.inLane("second", async (given) =>
      given.start({ id: "second", account: "a", flow: "work-flow", input: null, job: "second" }),
    );
    await clock.runAll();
    expect(asked).toEqual(["first", "second"]);
  });

  it("lets the effects of jobs with a higher priority go first", async () => {
    const clock = createVirtualClock();
    const made = await world({ limits: { bank: { concurrent: 1 } } }, async () => clock.sleep(1_000), clock);
    const jobs = [
      { id: "low", priority: -1 },
      { id: "high", priority: 5 },
    ].map((given) => ({ op: "put" as const, table: "jobs" as const, row: jobRow(given) }));
    await made.store.commit([jobs]);
    await begin(made, ["first", "plain", "low", "high"]);
    await clock.runAll();
    expect(made.runs()).toEqual(["first", "high", "plain", "low"]);
  });

  it("does not ask any more for a run that was cancelled while it waited", async () => {
    const clock = createVirtualClock();
    const made = await world({ limits: { bank: { concurrent: 1 } } }, async () => clock.sleep(1_000), clock);
    await begin(made, ["first", "second", "third"]);
    await clock.settle();
    await made.engine.byHand.cancel("second", "not wanted");
    await clock.runAll();
    expect(made.runs()).toEqual(["first", "third"]);
  });

  it("starts nothing of what waits when the engine is closed", async () => {
    const made = await world({ limits: { bank: { concurrent: 1 } } }, async () => "done");
    let finish: (value: unknown) => void = () => undefined;
    const held = await world({ limits: { bank: { concurrent: 1 } } }, () => new Promise((done) => (finish = done)));
    await begin(held, ["first", "second"]);
    while (held.asked.length === 0) await new Promise((turn) => setImmediate(turn));
    const closing = held.engine.close();
    finish("done");
    await closing;
    expect(held.runs()).toEqual(["first"]);
    await begin(made, ["first"]);
    await made.clock.settle();
    expect(made.runs()).toEqual(["first"]);
  });
});

describe("a breaker", () => {
  const breaker = { failures: 3, tryAfterMs: 10 * minute };

  it("stops asking after failures in a row, lets one try after a pause, and lets all go on when it succeeds", async () => {
    let works = false;
    const made = await world({ breaker }, async () => {
      if (!works) throw down();
      return "done";
    });
    await begin(made, ["r1", "r2", "r3"]);
    await made.clock.settle();
    expect(made.told).toEqual(["breaker:opened bank a"]);
    await begin(made, ["r4"]);
    await made.clock.advance(9 * minute);
    expect(made.runs()).toEqual(["r1", "r2", "r3"]);
    const [waiting] = await made.store.find("effects", { where: { run: "r4" } });
    expect(waiting).toMatchObject({ state: "pending", tries: 0, error: { code: "POSTPONED" } });
    await made.clock.advance(minute);
    expect(made.asked).toHaveLength(4);
    expect(made.told).toEqual(["breaker:opened bank a"]);
    works = true;
    await made.clock.advance(10 * minute);
    expect(made.told).toEqual(["breaker:opened bank a", "breaker:closed bank a"]);
    for (const run of ["r1", "r2", "r3", "r4"]) expect((await made.run(run))?.open).toEqual({});
  });

  it("counts no try of what waits, so a short rule of retries outlasts a long outage", async () => {
    let works = false;
    const made = await world({ breaker: { failures: 1, tryAfterMs: minute } }, async () =>
      works ? "done" : Promise.reject(down()),
    );
    await begin(made, ["r1"]);
    await made.clock.settle();
    await begin(made, ["r2"]);
    await made.clock.advance(30_000);
    works = true;
    await made.clock.advance(60 * minute);
    expect(await made.run("r2")).toMatchObject({ status: "running", open: {} });
  });

  it("knows an answer from an outage: what is refused or busy keeps it closed", async () => {
    const errors = [
      new CallwrightError("CRM_NOT_FOUND", { account: "a", operation: "x" }),
      new CallwrightError("CRM_BUSY", { account: "a", operation: "x" }),
      down(),
      down(),
      new CallwrightError("CRM_NOT_FOUND", { account: "a", operation: "x" }),
      down(),
      down(),
    ];
    const made = await world({ breaker }, async () => Promise.reject(errors.shift() ?? down()));
    for (const run of ["r1", "r2", "r3", "r4", "r5", "r6", "r7"]) {
      await begin(made, [run]);
      await made.clock.settle();
    }
    expect(made.told).toEqual([]);
    await begin(made, ["r8"]);
    await made.clock.settle();
    expect(made.told).toEqual(["breaker:opened bank a"]);
  });

  it("is one for each account", async () => {
    const made = await world({ breaker }, async (run) => (run.startsWith("a") ? Promise.reject(down()) : "done"));
    await begin(made, ["a1", "a2", "a3"], "a");
    await made.clock.settle();
    await begin(made, ["b1"], "b");
    await made.clock.settle();
    expect((await made.run("b1"))?.open).toEqual({});
    expect(made.told).toEqual(["breaker:opened bank a"]);
  });

  it("lets another one try when the one that tries is cancelled", async () => {
    let works = false;
    const made = await world({ breaker: { failures: 1, tryAfterMs: minute } }, async () =>
      works ? "done" : Promise.reject(down()),
    );
    await begin(made, ["r1"]);
    await made.clock.settle();
    await begin(made, ["r2", "r3"]);
    await made.clock.settle();
    await made.engine.byHand.cancel("r1", "not wanted");
    await made.engine.byHand.cancel("r2", "not wanted");
    works = true;
    await made.clock.advance(minute);
    expect((await made.run("r3"))?.open).toEqual({});
    expect(made.runs()).toEqual(["r1", "r3"]);
  });

  it("lets another one try when the one that tries asks nothing after all", async () => {
    let works = false;
    const asked: string[] = [];
    const effect = work({
      vendor: "bank",
      ready: async (_, { run }) =>
        works && run === "r1" ? { ready: false, cancel: { reason: "doNotCall", explanation: null } } : { ready: true },
      perform: async (_, { run }) => {
        asked.push(run);
        return works ? "done" : Promise.reject(down());
      },
    });
    const opened = await openEngine({ effect, vendors: { breaker: { failures: 1, tryAfterMs: minute } } });
    await begin(opened, ["r1"]);
    await opened.clock.advance(10_000);
    await begin(opened, ["r2"]);
    await opened.clock.settle();
    works = true;
    await opened.clock.advance(minute);
    expect((await opened.run("r1"))?.status).toBe("cancelled");
    expect((await opened.run("r2"))?.open).toEqual({});
    expect(asked).toEqual(["r1", "r2"]);
  });

  it("does not ask for an effect either that was let through before it opened and has not asked yet", async () => {
    const asked: string[] = [];
    const clock = createVirtualClock();
    const effect = work({
      vendor: "bank",
      repeat: "at-most-once",
      ready: async (_, { run }) => {
        if (run === "r2") await clock.sleep(1_000);
        return { ready: true };
      },
      perform: async (_, { run }) => {
        asked.push(run);
        throw down();
      },
      reconcile: async () => ({ found: false, proof: false }),
    });
    const opened = await openEngine({ effect, clock, vendors: { breaker: { failures: 1, tryAfterMs: minute } } });
    await begin(opened, ["r1", "r2"]);
    await clock.advance(30_000);
    expect(asked).toEqual(["r1"]);
    const [row] = await opened.store.find("effects", { where: { run: "r2" } });
    expect(row).toMatchObject({ state: "pending", tries: 0, error: { code: "POSTPONED" } });
  });

  it("does not hold anything up for long when the clock is set back", async () => {
    let works = false;
    let backMs = 0;
    const inner = createVirtualClock();
    const clock: VirtualClock = { ...inner, now: () => inner.now() - backMs };
    const effect = work({
      vendor: "bank",
      perform: async () => (works ? "done" : Promise.reject(down())),
    });
    const opened = await openEngine({ effect, clock, vendors: { breaker: { failures: 1, tryAfterMs: minute } } });
    await begin(opened, ["r1"]);
    await inner.settle();
    works = true;
    backMs = 24 * 60 * minute;
    await begin(opened, ["r2"]);
    await inner.settle();
    expect((await opened.run("r2"))?.open).toEqual({});
  });

  it("leaves an at-most-once effect that was put off certain: it never left, so it is not looked up", async () => {
    let works = false;
    let lookUps = 0;
    const effect = work({
      vendor: "bank",
      repeat: "at-most-once",
      perform: async () => (works ? "done" : Promise.reject(down())),
      reconcile: async () => {
        lookUps += 1;
        return { found: false, proof: false };
      },
    });
    const opened = await openEngine({ effect, vendors: { breaker: { failures: 1, tryAfterMs: minute } } });
    await begin(opened, ["r1"]);
    await opened.clock.settle();
    await begin(opened, ["r2"]);
    await opened.clock.settle();
    works = true;
    await opened.clock.advance(10 * minute);
    expect(lookUps).toBe(0);
    for (const run of ["r1", "r2"]) expect((await opened.run(run))?.open).toEqual({});
  });

  it("forgets nothing over a restart: what waited is taken up", async () => {
    const store = memoryStore();
    const effect = work({ vendor: "bank", perform: async () => Promise.reject(down()) });
    const first = await openEngine({ effect, store, vendors: { breaker: { failures: 1, tryAfterMs: minute } } });
    await begin(first, ["r1"]);
    await first.clock.settle();
    await begin(first, ["r2"]);
    await first.clock.settle();
    await first.engine.close();
    const clock = createVirtualClock(first.clock.now());
    const next = await openEngine({ store: memoryStore({ takeOver: store }), clock, effect: work({ vendor: "bank" }) });
    await clock.runAll();
    for (const run of ["r1", "r2"]) expect((await next.run(run))?.open).toEqual({});
  });
});
