import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BudgetBook } from "../../src/engine/effects/budget-book.ts";
import { periodAround } from "../../src/engine/effects/budget-period.ts";
import type { EffectRow, StorePort } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, storeOver } from "../../src/testing/index.ts";
import { openEngine, work, type OpenEngine, type OpenOptions } from "./support/open-engine.ts";

const day = 24 * 3_600_000;

async function world(limit: number | null, options: OpenOptions & { readonly period?: "day" | "month" } = {}) {
  const opened = await openEngine({ effect: work({ cost: () => 3 }), ...options });
  const { period = "day" } = options;
  if (limit !== null) {
    const row = { id: "a", account: "a", limit, period };
    await opened.store.commit([[{ op: "put", table: "budgets", row }]]);
  }
  return opened;
}

async function chargesOf({ store }: OpenEngine) {
  return (await store.find("charges", { where: { account: "a" } })).map(({ id, amount, effect }) => [
    id,
    amount,
    effect,
  ]);
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

/** A store whose answers are old when they arrive. */
function slowly(store: StorePort): StorePort {
  return storeOver(store, {
    find: async (table, query) => {
      const rows = await store.find(table, query);
      await turns(15);
      return rows;
    },
  });
}

const codeOf = async (opened: OpenEngine, run: string) => (await opened.run(run))?.parked?.code;

describe("a budget", () => {
  it("lets effects through while it lasts, then parks their runs under a code, and a raised one lets them go on", async () => {
    const opened = await world(7);
    for (const run of ["r1", "r2", "r3"]) await opened.start(run, "work-flow");
    expect(await chargesOf(opened)).toEqual([
      ["r1:1:0", 3, "work"],
      ["r2:1:0", 3, "work"],
    ]);
    expect(await opened.engine.budgets.read("a")).toMatchObject({ limit: 7, period: "day", spent: 6 });
    const parked = (await opened.run("r3"))?.parked;
    expect(parked).toMatchObject({ code: "BUDGET_EXHAUSTED", effect: "r3:1:0" });
    expect(parked?.message).toContain("has spent 6 of its 7");
    await opened.store.commit([
      [{ op: "put", table: "budgets", row: { id: "a", account: "a", limit: 9, period: "day" } }],
    ]);
    opened.engine.budgets.forget("a");
    await opened.engine.byHand.retry("r3");
    await opened.clock.settle();
    expect(await opened.run("r3")).toMatchObject({ status: "running", open: {} });
    expect((await opened.engine.budgets.read("a"))?.spent).toBe(9);
  });

  it("is told to a flow whose effect tells its failures", async () => {
    const failing = await world(2, { effect: work({ cost: () => 3, onFailure: "tell" }) });
    await failing.start("r", "work-flow");
    expect(await failing.store.read("effects", "r:1:0")).toMatchObject({
      state: "done",
      cost: null,
      error: { code: "BUDGET_EXHAUSTED" },
    });
  });

  it("charges an effect once, however often it is tried", async () => {
    const answers = [false, false, true];
    const perform = async () => (answers.shift() ? "done" : Promise.reject(new RangeError("no")));
    const opened = await world(3, { effect: work({ cost: () => 3, perform }) });
    await opened.start("r", "work-flow");
    await opened.clock.runAll();
    expect(await chargesOf(opened)).toEqual([["r:1:0", 3, "work"]]);
    expect(await opened.store.read("effects", "r:1:0")).toMatchObject({ state: "done", cost: 3 });
  });

  it("is full again with the next day of the account's zone", async () => {
    const opened = await world(3);
    const row = { id: "a", createdAt: 0, timeZone: "Europe/Moscow", uninstalledAt: null };
    await opened.store.commit([[{ op: "put", table: "accounts", row }]]);
    await opened.start("r1", "work-flow");
    await opened.start("r2", "work-flow");
    expect(await codeOf(opened, "r2")).toBe("BUDGET_EXHAUSTED");
    // The virtual clock begins at 10:00 in Moscow.
    await opened.clock.advance(14 * 3_600_000);
    await opened.start("r3", "work-flow");
    expect((await opened.run("r3"))?.open).toEqual({});
    expect(await opened.engine.budgets.read("a")).toMatchObject({ spent: 3, startsAt: opened.clock.now() });
  });

  it("counts after a restart what was charged before", async () => {
    const store = memoryStore();
    const first = await world(4, { store });
    await first.start("r1", "work-flow");
    await first.engine.close();
    const clock = createVirtualClock(first.clock.now());
    const next = await openEngine({
      store: memoryStore({ takeOver: store }),
      clock,
      effect: work({ cost: () => 3 }),
    });
    await next.start("r2", "work-flow");
    expect(await codeOf(next, "r2")).toBe("BUDGET_EXHAUSTED");
  });

  it("charges nothing for what costs nothing or has left its run, and refuses a cost that is no number", async () => {
    const opened = await world(10, { effect: work({ cost: () => 0 }) });
    await opened.start("r", "work-flow");
    expect(await chargesOf(opened)).toEqual([]);
    const wrong = await world(10, { effect: work({ cost: () => Number.NaN, retryDelaysMs: [] }) });
    await wrong.start("r", "work-flow");
    expect(await codeOf(wrong, "r")).toBe("EFFECT_FAILED");
    expect(await chargesOf(wrong)).toEqual([]);
  });

  it("keeps charges of an account without a budget, so that one set later knows them", async () => {
    const opened = await world(null);
    await opened.start("r1", "work-flow");
    expect(await opened.engine.budgets.read("a")).toBeUndefined();
    await opened.store.commit([
      [{ op: "put", table: "budgets", row: { id: "a", account: "a", limit: 5, period: "month" } }],
    ]);
    opened.engine.budgets.forget("a");
    await opened.start("r2", "work-flow");
    expect(await codeOf(opened, "r2")).toBe("BUDGET_EXHAUSTED");
  });

  it("is never overspent and forgets nothing, whatever is written, given back and read again beside each other", async () => {
    const step = fc.record({
      amount: fc.integer({ min: 1, max: 9 }),
      written: fc.boolean(),
      forget: fc.boolean(),
      waits: fc.integer({ min: 0, max: 40 }),
      lags: fc.integer({ min: 0, max: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), fc.array(step, { maxLength: 30 }), async (limit, steps) => {
        const store = memoryStore();
        await store.open();
        await store.commit([[{ op: "put", table: "budgets", row: { id: "a", account: "a", limit, period: "month" } }]]);
        const book = new BudgetBook(slowly(store), createVirtualClock());
        const kept: number[] = [];
        const spend = async ({ amount, written, forget, waits, lags }: (typeof steps)[number], index: number) => {
          await turns(waits);
          if (forget) book.forget("a");
          const effect = { id: `r:${index}:0`, account: "a", type: "work" } as EffectRow;
          const reserved = await book.reserve(effect, amount).catch(() => undefined);
          if (!reserved) return;
          await turns(lags);
          if (written) {
            await store.commit([[{ op: "insert", table: "charges", row: reserved.charge }]]);
            kept.push(amount);
          }
          await turns(lags);
          reserved.settle(written);
        };
        await Promise.all(steps.map(spend));
        const spent = kept.reduce((sum, amount) => sum + amount, 0);
        expect((await book.read("a"))?.spent).toBe(spent);
        expect(spent).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe("a period", () => {
  it("is the day or month around a moment, and follows the one before", () => {
    const zones = fc.constantFrom("UTC", "Europe/Kyiv", "Europe/Warsaw", "Asia/Kathmandu", "America/New_York");
    const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(moment, fc.constantFrom("day" as const, "month" as const), zones, (at, period, zone) => {
        const { startsAt, endsAt } = periodAround(at, period, zone);
        expect(startsAt).toBeLessThanOrEqual(at);
        expect(at).toBeLessThan(endsAt);
        expect(periodAround(endsAt, period, zone).startsAt).toBe(endsAt);
        expect(periodAround(startsAt, period, zone)).toEqual({ startsAt, endsAt });
        expect(endsAt - startsAt).toBeLessThanOrEqual(period === "day" ? 1.1 * day : 32 * day);
      }),
    );
  });
});
