import { describe, expect, it } from "vitest";
import { assign } from "xstate";
import { CallwrightError } from "../../../src/errors/index.ts";
import { defineMigration, type Flow, type FlowMigrationSettings } from "../../../src/index.ts";
import { memoryStore, recomputeRun, virtualEngine, type VirtualEngine } from "../../../src/testing/index.ts";
import { charge, flowOf, order1, order2 } from "./order-flow.ts";

const minute = 60_000;

const there = defineMigration({
  from: order1,
  to: order2,
  states: { waiting: "open.unpaid", paying: "open.charging" },
  context: ({ items, ...context }) => ({ ...context, lines: items, reminded: false }),
});
const back = defineMigration({
  from: order2,
  to: order1,
  states: { "open.unpaid": "waiting", "open.charging": "paying" },
  context: ({ lines, reminded: _, ...context }) => ({ ...context, items: lines }),
  timers: {
    "xstate.after.3000000.order.open.unpaid": null,
    "xstate.after.86400000.order.open": null,
  },
});

type Effects = Parameters<typeof virtualEngine>[0]["effects"];

async function open(flows: readonly Flow[], from?: VirtualEngine, effects: Effects = [charge]): Promise<VirtualEngine> {
  const taken = from && { store: memoryStore({ takeOver: from.store as never }), clock: from.clock };
  return virtualEngine({ flows, effects, ...taken });
}

async function started(world: VirtualEngine, flow: Flow = order1, key = "a") {
  const run = await world.account.start(flow, { input: null, idempotencyKey: key });
  await world.clock.settle();
  return run;
}

const timersOf = async (world: VirtualEngine, run: string) =>
  (await world.store.find("timers", { where: { owner: run } })).map(({ id, dueAt }) => [
    id.slice(run.length + 1),
    (dueAt - world.clock.now()) / minute,
  ]);

describe("migrating a run of a hand-written flow", () => {
  it("moves state, context and timers where it waits, and the run ends as one of the new version", async () => {
    const world = await open([order1, order2]);
    const run = await started(world);
    await world.clock.advance(10 * minute);
    const report = await world.account.migrate(there);
    expect(report).toMatchObject({ total: 1, migrated: 1, refused: 0 });
    expect(report.runs[0]).toMatchObject({
      run: run.id,
      timers: {
        renamed: { "xstate.after.3600000.order.waiting": "xstate.after.3600000.order.open.unpaid" },
        dropped: [],
        started: ["xstate.after.86400000.order.open", "xstate.after.3000000.order.open.unpaid"],
      },
    });
    expect(await run.status()).toMatchObject({ version: 2, fingerprint: order2.fingerprint, status: "running" });
    // The hour that had begun goes on; what is new begins now.
    expect(Object.fromEntries(await timersOf(world, run.id))).toEqual({
      "xstate.after.3600000.order.open.unpaid": 50,
      "xstate.after.3000000.order.open.unpaid": 50,
      "xstate.after.86400000.order.open": 24 * 60,
    });
    await run.send({ type: "pay" });
    await world.clock.settle();
    expect(await run.result()).toEqual({
      status: "ended",
      outcome: "paid",
      output: { outcome: "paid", receipt: "r-1", lines: 2, reminded: false },
    });
    expect(await timersOf(world, run.id)).toEqual([]);
    await world.close();
  });

  it("lets a timer that was renamed fire once, when it was due", async () => {
    const world = await open([order1, order2]);
    const run = await started(world);
    await world.clock.advance(59 * minute);
    await world.account.migrate(there);
    await world.clock.advance(minute);
    expect(await run.result()).toMatchObject({ outcome: "late", output: { reminded: false } });
    await world.close();
  });

  it("gives the result of an effect that is under way to the state that it has become, once", async () => {
    let answer: (receipt: string) => void = () => undefined;
    let performed = 0;
    const slow: typeof charge = {
      ...charge,
      perform: () => {
        performed += 1;
        return new Promise((resolve) => (answer = (receipt) => resolve({ receipt })));
      },
    };
    const world = await virtualEngine({ flows: [order1, order2], effects: [slow] });
    const run = await world.account.start(order1, { input: null });
    await run.send({ type: "pay" });
    while (performed === 0) await new Promise((resolve) => setImmediate(resolve));
    const [effect] = Object.values((await run.status()).open);
    expect((await world.account.migrate(there)).migrated).toBe(1);
    expect((await run.status()).open).toEqual({ "0.order.open.charging": effect });
    answer("r-2");
    await world.clock.settle();
    expect(await run.result()).toMatchObject({ outcome: "paid", output: { receipt: "r-2" } });
    expect(performed).toBe(1);
    await world.close();
  });

  it("changes nothing when it is only asked what would become of the runs", async () => {
    const world = await open([order1, order2]);
    const run = await started(world);
    const everything = async () => [
      await run.status(),
      await world.account.journal(run.id),
      await timersOf(world, run.id),
    ];
    const before = await everything();
    const report = await world.account.migrate(there, { dryRun: true });
    expect(String(report)).toBe("order@1 → @2: 1 runs, 1 would be migrated, 0 refused, 0 skipped");
    expect(await everything()).toEqual(before);
    await world.close();
  });

  it("is rolled back by the reverse: the run stands where it stood", async () => {
    const world = await open([order1, order2]);
    const run = await started(world);
    const before = await run.status();
    const timers = await timersOf(world, run.id);
    await world.account.migrate(there);
    expect((await world.account.migrate(back)).migrated).toBe(1);
    expect(await run.status()).toEqual({ ...before, seq: before.seq + 2 });
    expect(await timersOf(world, run.id)).toEqual(timers);
    await world.close();
  });

  it("takes up runs that are parked because the code of their version is gone", async () => {
    const first = await open([order1]);
    const { id } = await started(first);
    await first.close();
    const world = await open([order2], first);
    const run = await world.account.findRun(id);
    expect(await run.status()).toMatchObject({ status: "parked", parked: { code: "FLOW_UNKNOWN" } });
    const blind = defineMigration({
      from: { id: "order", version: 1 },
      to: order2,
      states: { waiting: "open.unpaid" },
      context: ({ items, ...context }) => ({ ...context, lines: items, reminded: false }),
    });
    expect((await world.account.migrate(blind)).migrated).toBe(1);
    expect(await run.status()).toMatchObject({ status: "running", parked: null, version: 2 });
    await world.clock.advance(60 * minute);
    expect(await run.result()).toMatchObject({ outcome: "late", output: { lines: 2, reminded: true } });
    await world.close();
  });

  it("goes on with what was due while the code of its version was gone", async () => {
    const down = new CallwrightError("CRM_UNREACHABLE", { account: "a", operation: "x" });
    const later = { ...charge, retryDelaysMs: [30 * minute], perform: async () => Promise.reject(down) };
    const first = await open([order1], undefined, [later]);
    const [waits, pays] = [await started(first, order1, "waits"), await started(first, order1, "pays")];
    await pays.send({ type: "pay" });
    await first.clock.settle();
    await first.close();
    const sameNames = flowOf("order", 3, {
      id: "order",
      context: { receipt: null },
      initial: "waiting",
      states: {
        waiting: { on: { pay: "paying" }, after: { [60 * minute]: "over" } },
        paying: { invoke: { src: "shop.charge", input: { amount: 5 }, onDone: "over" } },
        over: { type: "final" },
      },
      output: { outcome: "late" },
    });
    const world = await open([sameNames], first);
    await world.clock.advance(90 * minute);
    const move = defineMigration({ from: { id: "order", version: 1 }, to: sameNames });
    expect((await world.account.migrate(move)).migrated).toBe(2);
    await world.clock.settle();
    for (const { id } of [waits, pays]) expect(await world.account.run(id)).toMatchObject({ status: "ended" });
    await world.close();
  });

  it("keeps the time of every timer, also where one takes the name that another had", async () => {
    const twoTimers = (version: number, left: string, right: string) =>
      flowOf("order", version, {
        id: "order",
        initial: "both",
        states: {
          both: {
            type: "parallel",
            onDone: "over",
            states: {
              left: { id: left, initial: "on", states: { on: {}, off: { type: "final" } }, after: { 60_000: ".off" } },
              right: {
                id: right,
                initial: "on",
                states: { on: {}, off: { type: "final" } },
                after: { 60_000: ".off" },
              },
            },
          },
          over: { type: "final" },
        },
        output: { outcome: "late" },
      });
    const [from, to] = [twoTimers(1, "A", "B"), twoTimers(2, "B", "C")];
    const world = await open([from, to]);
    const run = await started(world, from);
    await world.clock.advance(20_000);
    const [a, b, c] = ["xstate.after.60000.A", "xstate.after.60000.B", "xstate.after.60000.C"] as const;
    const both = await world.account.migrate(defineMigration({ from, to, timers: { [a]: c } }));
    expect(both.runs).toMatchObject([{ result: "refused", reason: `two of its timers would become "${c}"` }]);
    const renamed = { [a]: b, [b]: c };
    expect(await world.account.migrate(defineMigration({ from, to }))).toMatchObject({
      runs: [{ timers: { renamed, started: [] } }],
    });
    await world.clock.advance(40_000);
    expect(await run.status()).toMatchObject({ status: "ended" });
    await world.close();
  });

  it("waits for a person where the new state does, and no longer where only the old one did", async () => {
    const waiting = (version: number, tags: readonly string[]) =>
      flowOf("order", version, { id: "order", initial: "waiting", states: { waiting: { tags } } });
    const [asks, goesOn] = [waiting(1, ["park:ASK"]), waiting(2, [])];
    const world = await open([asks, goesOn]);
    const run = await started(world, asks);
    expect(await run.status()).toMatchObject({ status: "parked", parked: { code: "ASK" } });
    await world.account.migrate(defineMigration({ from: asks, to: goesOn }));
    expect(await run.status()).toMatchObject({ status: "running", parked: null });
    await world.account.migrate(defineMigration({ from: goesOn, to: asks }));
    expect(await run.status()).toMatchObject({ status: "parked", parked: { code: "ASK" } });
    await world.close();
  });

  it("leaves runs of other versions, other accounts, and those that are over", async () => {
    const world = await open([order1, order2]);
    const [over, second, mine] = [
      await started(world, order1, "over"),
      await started(world, order2, "2"),
      await started(world),
    ];
    await over.send({ type: "pay" });
    await world.clock.settle();
    const runs = [over.id, second.id, mine.id, "nobody"];
    const report = await world.account.migrate(there, { runs });
    expect(report.runs.map(({ result }) => result)).toEqual(["skipped", "skipped", "migrated", "skipped"]);
    expect(String(report)).toContain(`1 × skipped: it is of order@2, e.g. ${second.id}`);
    const other = await world.engine
      .account("other")
      .migrate(there)
      .catch((error: unknown) => error);
    expect(other).toMatchObject({ code: "ACCOUNT_UNKNOWN" });
    await world.close();
  });

  it("leads to states that have something to do at once", async () => {
    const busy = flowOf("order", 3, {
      id: "order",
      context: { receipt: null },
      initial: "checking",
      states: {
        checking: {
          always: [{ guard: ({ context }: { context: { items: number } }) => context.items > 1, target: "many" }],
          on: { pay: "many" },
        },
        many: { on: { migrated: { actions: assign({ never: true }) }, finish: "over" } },
        over: { type: "final" },
      },
      output: ({ context }: { context: object }) => ({ outcome: "late", ...context }),
    });
    const world = await open([order1, busy]);
    const run = await started(world);
    const move = defineMigration({
      from: order1,
      to: busy,
      states: { waiting: "checking" },
      timers: { "xstate.after.3600000.order.waiting": null },
    });
    expect((await world.account.migrate(move)).migrated).toBe(1);
    await run.send({ type: "finish" });
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "late" });
    await world.close();
  });
});

describe("a run that cannot be moved", () => {
  const refusals: readonly (readonly [string, object, (flow: Flow) => FlowMigrationSettings, RegExp])[] = [
    [
      "a state that is not there",
      { initial: "elsewhere", states: { elsewhere: {} } },
      (to) => ({ from: order1, to }),
      /there is no state "waiting" for "waiting"/,
    ],
    [
      "a timer without counterpart",
      { initial: "waiting", states: { waiting: {} } },
      (to) => ({ from: order1, to }),
      /its timer "xstate\.after\.3600000\.order\.waiting" has no counterpart/,
    ],
    [
      "an effect that was never asked for",
      { initial: "asking", states: { asking: { invoke: { id: "ask", src: "shop.charge" } } } },
      (to) => ({ from: order1, to, states: { waiting: "asking" } }),
      /it waits there for the effect "ask", which the run has not asked for/,
    ],
    [
      "a context that the function cannot make",
      { initial: "waiting", states: { waiting: { after: { 3_600_000: "over" } }, over: {} } },
      (to) => ({
        from: order1,
        to,
        context: () => {
          throw new TypeError("no tax for +79161234567");
        },
      }),
      /the migration throws: TypeError at migrate\.test\.ts:\d+/,
    ],
    [
      "a context that is too large",
      { initial: "waiting", states: { waiting: { after: { 3_600_000: "over" } }, over: {} } },
      (to) => ({ from: order1, to, context: () => ({ note: "x".repeat(70_000) }) }),
      /65536/,
    ],
    [
      "a state that is an end",
      { initial: "waiting", states: { waiting: {}, done: { type: "final" } } },
      (to) => ({ from: order1, to, states: { waiting: "done" } }),
      /"done" is an end/,
    ],
    [
      "a state with states inside",
      { initial: "waiting", states: { waiting: { initial: "a", states: { a: {} } } } },
      (to) => ({ from: order1, to }),
      /has states inside: name one of them/,
    ],
    [
      "one of two states that belong together",
      { initial: "both", states: { both: { type: "parallel", states: { left: {}, right: {} } } } },
      (to) => ({ from: order1, to, states: { waiting: "both.left" } }),
      /is also in a state of "right"/,
    ],
  ];

  it.each(refusals)("because of %s is refused and stays as it was", async (_, config, settings, reason) => {
    const to = flowOf("order", 2, { id: "order", context: { receipt: null }, ...config });
    const world = await open([order1, to]);
    const run = await started(world);
    const before = await run.status();
    const report = await world.account.migrate(defineMigration(settings(to)));
    const [told] = report.runs;
    expect(told).toMatchObject({
      result: "refused",
      code: expect.stringMatching(/^MIGRATION_REFUSED$|^SNAPSHOT_TOO_LARGE$/) as string,
    });
    expect(told?.result === "refused" && told.reason).toMatch(reason);
    expect(await run.status()).toEqual(before);
    await run.send({ type: "pay" });
    await world.clock.settle();
    expect((await run.result()).status).toBe("ended");
    await world.close();
  });

  it("because another effect is under way, or its version is not registered, is refused", async () => {
    const world = await open([order1]);
    const run = await started(world);
    const report = await world.account.migrate(there);
    expect(report.runs[0]).toMatchObject({ result: "refused", code: "MIGRATION_REFUSED" });
    expect(String(report)).toContain('version 2 of "order" is not registered');
    expect((await run.status()).version).toBe(1);
    await world.close();
  });
});

describe("defineMigration", () => {
  it("names every mistake at once", () => {
    const wrong = () => defineMigration({ from: order1, to: order2, states: { waitng: "open.unpiad" } });
    expect(wrong).toThrow(
      expect.objectContaining({
        code: "MIGRATION_INVALID",
        details: {
          flow: "order",
          problems: [
            'version 1 has no state "waitng", did you mean "waiting"?',
            'version 2 has no state "open.unpiad", did you mean "open.unpaid"?',
          ],
        },
      }) as Error,
    );
    expect(() => defineMigration({ from: order1, to: order1 })).toThrow("both are version 1");
    expect(() => defineMigration({ from: { id: "other", version: 1 }, to: order2 })).toThrow(
      "not versions of one flow",
    );
  });
});

describe("a journal", () => {
  it("leads to the state that the run is in, also after migrations there and back, and out of an archive", async () => {
    const world = await open([order1, order2]);
    const run = await started(world);
    await world.clock.advance(minute);
    await world.account.migrate(there);
    await world.account.migrate(back);
    await world.account.migrate(there);
    await run.send({ type: "pay" });
    await world.clock.advance(2 * 24 * 60 * minute);
    await world.engine.compact();
    const rows = await world.account.journal(run.id);
    expect(rows.map(({ event }) => (event as { type: string }).type)).toEqual([
      "init",
      "run.migrated",
      "run.migrated",
      "run.migrated",
      "pay",
      "effect.done",
    ]);
    expect(recomputeRun(rows, await run.status(), [order1, order2])).toMatchObject({ version: 2, isSame: true });
    expect(recomputeRun(rows.slice(0, 2), await run.status(), [order1, order2])).toMatchObject({ isSame: false });
    expect(() => recomputeRun(rows, { ...order1, flow: "order", snapshot: "{}" }, [order2])).toThrow("version 1");
    await world.close();
  });
});
