import { virtualEngine } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { askAfterwards, courier, orderFlow, packing, survey } from "../src/order-flow.ts";

/** An order that was taken: its run, and the runs within it by flow. */
async function order() {
  const made = await virtualEngine({ flows: [orderFlow, packing, courier, survey], reactions: [askAfterwards] });
  const run = await made.account.start(orderFlow, { input: { order: "A-1" }, idempotencyKey: "A-1" });
  const { open } = await run.status();
  const within = (flow: "packing" | "courier") => made.account.findRun(open[flow] ?? "");
  return { made, run, pack: await within("packing"), courier: await within("courier") };
}

describe("an order", () => {
  it("is shipped when it is packed and a courier was found, in any order", async () => {
    const { made, run, pack, courier } = await order();
    await courier.send({ type: "done" });
    expect((await run.status()).status).toBe("running");
    await pack.send({ type: "done" });
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "shipped" });
    await made.close();
  });

  it("takes what is still open down with it", async () => {
    const { made, run, pack, courier } = await order();
    await pack.send({ type: "done" });
    await run.send({ type: "order.cancelled" });
    expect((await pack.status()).status).toBe("ended");
    expect((await courier.status()).status).toBe("cancelled");
    await made.close();
  });

  it("hears of work that was cancelled", async () => {
    const { made, run, courier } = await order();
    await courier.cancel("no courier today");
    expect(await run.result()).toMatchObject({ outcome: "cancelled" });
    await made.close();
  });

  it("is followed by a survey, once it is over", async () => {
    const { made, run, pack, courier } = await order();
    const asked = `${run.id}:on:survey`;
    await expect(made.account.run(asked)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
    await pack.send({ type: "done" });
    await courier.send({ type: "done" });
    expect(await made.account.run(asked)).toMatchObject({ flow: "survey", status: "running" });
    await made.close();
  });
});
