import { describe, expect, it } from "vitest";
import { CallwrightError, defineEffect } from "../../../src/index.ts";
import { virtualEngine } from "../../../src/testing/index.ts";
import { z } from "zod";
import { flowOf, order1 } from "./order-flow.ts";

/** An engine with runs that wait for a person, because the payment is refused until the shop is told to work. */
async function parked(count: number) {
  let works = false;
  let performed = 0;
  const charge = defineEffect({
    type: "shop.charge",
    input: z.object({ amount: z.number() }),
    output: z.object({ receipt: z.string() }),
    repeat: "idempotent",
    onFailure: "park",
    perform: async () => {
      performed += 1;
      if (!works) throw new CallwrightError("CRM_NOT_FOUND", { account: "test", operation: "charge" });
      return { receipt: "r" };
    },
  });
  const other = flowOf("other", 1, {
    initial: "open",
    states: { open: { on: { finish: "over" } }, over: { type: "final" } },
  });
  const world = await virtualEngine({ flows: [order1, other], effects: [charge] });
  const runs = [];
  for (let at = 0; at < count; at += 1) {
    const run = await world.account.start(order1, { input: null, idempotencyKey: String(at) });
    await run.send({ type: "pay" });
    runs.push(run);
  }
  await world.clock.settle();
  return { world, runs, ids: runs.map(({ id }) => id), other, work: () => (works = true), performed: () => performed };
}

describe("an operator", () => {
  it("lists what waits for a person, by code and flow, and no more than asked for", async () => {
    const { world, ids } = await parked(3);
    const { account } = world;
    expect((await account.parked()).map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await account.parked({ code: "CRM_NOT_FOUND", flow: "order" })).toHaveLength(3);
    expect(await account.parked({ code: "VOICE_NO_LINE" })).toEqual([]);
    expect(await account.parked({ flow: "orders" })).toEqual([]);
    expect(await account.parked({ limit: 2 })).toHaveLength(2);
    await world.close();
  });

  it("retries all of a kind at once, and is told of each run", async () => {
    const { world, runs, ids, work, performed } = await parked(3);
    work();
    const report = await world.account.operate({ code: "CRM_NOT_FOUND" }, { action: "retry" });
    expect(String(report)).toBe("retry: 3 runs, 3 done, 0 refused, 0 skipped");
    expect(report.runs.map(({ run }) => run).sort()).toEqual([...ids].sort());
    await world.clock.settle();
    for (const run of runs) expect(await run.result()).toMatchObject({ status: "ended", outcome: "paid" });
    expect(performed()).toBe(6);
    await world.close();
  });

  it("gives a result, an outcome, or ends without one", async () => {
    const { world, runs, ids } = await parked(3);
    const [first = "", second = "", third = ""] = ids;
    const { account } = world;
    await account.operate([first], { action: "resolve", result: { receipt: "by hand" } });
    await account.operate([second], { action: "decide", outcome: "late" });
    await account.operate([third], { action: "cancel" });
    await world.clock.settle();
    expect(await runs[0]?.result()).toMatchObject({ outcome: "paid", output: { receipt: "by hand" } });
    expect(await runs[1]?.result()).toMatchObject({ outcome: "late", output: { by: "person" } });
    expect(await runs[2]?.result()).toEqual({ status: "cancelled" });
    expect(await account.parked()).toEqual([]);
    await world.close();
  });

  it("is told which runs were refused or left alone, and the others are done all the same", async () => {
    const { world, ids, other } = await parked(2);
    const { account } = world;
    const running = await account.start(other, { input: null });
    const over = await account.start(other, { input: null });
    await over.send({ type: "finish" });
    const report = await account.operate([...ids, running.id, over.id, "nobody"], {
      action: "resolve",
      result: { receipt: 7 },
    });
    expect(report.runs.map(({ result }) => result)).toEqual(["refused", "refused", "refused", "skipped", "skipped"]);
    expect(String(report)).toContain("2 × refused: The input for");
    expect(String(report)).toContain(`1 × refused: Run … is not parked at an effect`);
    expect(await account.operate([...ids, running.id], { action: "resolve", result: { receipt: "ok" } })).toMatchObject(
      {
        done: 2,
        refused: 1,
      },
    );
    expect(await account.operate(ids, { action: "decide", outcome: "paid" })).toMatchObject({ skipped: 2 });
    await world.close();
  });

  it("touches nothing of another account", async () => {
    const { world, ids } = await parked(1);
    const inbox = await world.store.read("accounts", "test");
    await world.store.commit([[{ op: "put", table: "accounts", row: { ...inbox, id: "other" } as never }]]);
    const other = world.engine.account("other");
    expect(await other.parked()).toEqual([]);
    expect(await other.operate(ids, { action: "cancel" })).toMatchObject({ skipped: 1, done: 0 });
    expect(await world.account.parked()).toHaveLength(1);
    await world.close();
  });
});
