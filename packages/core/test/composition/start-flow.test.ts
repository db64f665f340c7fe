import { describe, expect, it } from "vitest";
import { assign, setup } from "xstate";
import { z } from "zod";
import { CallwrightError, defineFlow, effect } from "../../src/index.ts";
import type { EffectDefinition } from "../../src/define/index.ts";
import { virtualEngine, type VirtualEngine } from "../../src/testing/index.ts";

type OrderOutcome = "paid" | "dropped" | "late";

const machine = setup({
  types: {
    context: {} as { order: string; price: number; outcome: OrderOutcome },
    input: {} as { order: string },
    events: {} as { type: "order.paid" } | { type: "order.dropped" },
    output: {} as { outcome: OrderOutcome; price: number },
  },
  actors: { "orders.price": effect<{ order: string }, { price: number }>() },
}).createMachine({
  context: ({ input }) => ({ order: input.order, price: 0, outcome: "late" }),
  initial: "pricing",
  states: {
    pricing: {
      invoke: {
        src: "orders.price",
        id: "price",
        input: ({ context }) => ({ order: context.order }),
        onDone: { target: "waiting", actions: assign({ price: ({ event }) => event.output.price }) },
        onError: { target: "over", actions: assign({ outcome: "dropped" }) },
      },
    },
    waiting: {
      on: {
        "order.paid": { target: "over", actions: assign({ outcome: "paid" }) },
        "order.dropped": { target: "over", actions: assign({ outcome: "dropped" }) },
      },
      after: { 86_400_000: { target: "over", actions: assign({ outcome: "late" }) } },
    },
    over: { type: "final" },
  },
  output: ({ context }) => ({ outcome: context.outcome, price: context.price }),
});

const asked: string[] = [];

function priceEffect(price: () => number): EffectDefinition {
  return {
    kind: "effect",
    type: "orders.price",
    input: z.object({ order: z.string() }),
    output: z.object({ price: z.number() }),
    timeoutMs: 1_000,
    repeat: "idempotent",
    retryDelaysMs: [],
    onFailure: "tell",
    perform: async (input) => {
      asked.push((input as { readonly order: string }).order);
      return { price: price() };
    },
  };
}

const order = defineFlow({
  id: "order",
  version: 1,
  machine,
  input: z.object({ order: z.string() }),
  outcomes: ["paid", "dropped", "late"],
  effects: ["orders.price"],
});

async function world(price: () => number = () => 42): Promise<VirtualEngine> {
  asked.length = 0;
  return virtualEngine({ flows: [order], effects: [priceEffect(price)] });
}

describe("a hand-written flow", () => {
  it("runs with an effect of the host, an event and a result", async () => {
    await using made = await world();
    const run = await made.account.start(order, { input: { order: "A-1" } });
    await made.clock.settle();
    expect(asked).toEqual(["A-1"]);
    expect(await run.send({ type: "order.paid" }, "bank-7")).toBe("applied");
    expect(await run.send({ type: "order.paid" }, "bank-7")).toBe("duplicate");
    expect(await run.result()).toEqual({
      status: "ended",
      outcome: "paid",
      output: { outcome: "paid", price: 42 },
    });
    expect(await (await made.account.findRun(run.id)).status()).toMatchObject({ status: "ended", outcome: "paid" });
  });

  it("goes on by its timer", async () => {
    await using made = await world();
    const run = await made.account.start(order, { input: { order: "A-2" } });
    await made.clock.advance(86_400_000);
    await made.clock.settle();
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "late" });
  });

  it("is told of an effect that failed", async () => {
    await using made = await world(() => {
      throw new CallwrightError("CRM_REJECTED", { account: "test", code: "X", method: "orders.price" } as never);
    });
    const run = await made.account.start(order, { input: { order: "A-3" } });
    await made.clock.settle();
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "dropped" });
  });

  it("is started once per idempotency key", async () => {
    await using made = await world();
    const start = (name: string) => made.account.start(order, { input: { order: name }, idempotencyKey: "k" });
    const [first, second] = [await start("A-4"), await start("A-4")];
    await made.clock.settle();
    expect(second.id).toBe(first.id);
    expect(asked).toEqual(["A-4"]);
    await expect(start("A-5")).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });

  it("can be cancelled, tells that, and takes no event any more", async () => {
    await using made = await world();
    const run = await made.account.start(order, { input: { order: "A-6" } });
    await run.cancel("no longer needed");
    expect(await run.result()).toEqual({ status: "cancelled" });
    expect(await run.send({ type: "order.paid" }, "bank-7")).toBe("over");
  });

  it("takes the same input whatever the order of its keys", async () => {
    const flow = defineFlow({
      id: "two-fields",
      version: 1,
      machine: setup({}).createMachine({}),
      input: z.looseObject({ a: z.number() }),
    });
    await using made = await virtualEngine({ flows: [flow] });
    const one = await made.account.start(flow, { input: { a: 1, b: 2 }, idempotencyKey: "k" });
    const two = await made.account.start(flow, { input: { b: 2, a: 1 }, idempotencyKey: "k" });
    expect(two.id).toBe(one.id);
  });

  it("rejects a result that is asked for after the engine was closed", async () => {
    const made = await world();
    const run = await made.account.start(order, { input: { order: "A-8" } });
    await made.close();
    await expect(run.result()).rejects.toMatchObject({ code: expect.any(String) as string });
  });

  it("refuses a wrong input, a flow that is not registered, and the run of another account", async () => {
    await using made = await world();
    const { account, engine } = made;
    await expect(account.start(order, { input: { order: 7 } as never })).rejects.toMatchObject({
      code: "INPUT_INVALID",
    });
    const other = defineFlow({ id: "other", version: 1, machine: setup({}).createMachine({}) });
    await expect(account.start(other, { input: null })).rejects.toMatchObject({ code: "FLOW_UNKNOWN" });
    const run = await account.start(order, { input: { order: "A-7" } });
    await expect(engine.account("stranger").findRun(run.id)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
  });
});

describe("effects of the host", () => {
  it("are refused when two share a type, or one has a built-in type", async () => {
    const one = priceEffect(() => 1);
    const two = priceEffect(() => 2);
    const problems = (effects: readonly EffectDefinition[]) => virtualEngine({ flows: [order], effects });
    await expect(problems([one, two])).rejects.toMatchObject({
      code: "ENGINE_SETTINGS_INVALID",
      message: expect.stringContaining('two different effects have the type "orders.price"') as string,
    });
    await expect(problems([one, { ...one, type: "crm.readField" }])).rejects.toMatchObject({
      message: expect.stringContaining('"crm.readField" is the type of a built-in effect') as string,
    });
    await expect(problems([{ ...one, type: "run.start" }])).rejects.toMatchObject({
      message: expect.stringContaining('"run.start" is the type of a built-in effect') as string,
    });
    await expect(problems([])).rejects.toMatchObject({ code: "FLOW_UNKNOWN_EFFECT" });
  });
});
