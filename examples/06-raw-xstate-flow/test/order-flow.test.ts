import { virtualEngine } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { orderFlow, sendReminder } from "../src/order-flow.ts";

const day = 86_400_000;

async function world() {
  const sent: string[] = [];
  const remind = sendReminder(async (order) => void sent.push(order));
  const made = await virtualEngine({ flows: [orderFlow], effects: [remind] });
  return { made, sent };
}

describe("the order flow", () => {
  it("ends with the payment, without a reminder", async () => {
    const { made, sent } = await world();
    const run = await made.account.start(orderFlow, { input: { order: "A-1" }, idempotencyKey: "A-1" });
    await run.send({ type: "order.paid" }, "payment-7");
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "paid" });
    expect(sent).toEqual([]);
    await made.close();
  });

  it("reminds once, then gives up, in virtual time", async () => {
    const { made, sent } = await world();
    const run = await made.account.start(orderFlow, { input: { order: "A-2" } });
    await made.clock.advance(day);
    await made.clock.settle();
    expect(sent).toEqual(["A-2"]);
    await made.clock.advance(3 * day);
    await made.clock.settle();
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "forgotten" });
    await made.close();
  });
});
