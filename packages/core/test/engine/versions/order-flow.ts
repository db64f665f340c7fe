import { assign, createMachine } from "xstate";
import { defineEffect, defineFlow, type Flow } from "../../../src/index.ts";
import { z } from "zod";

type Config = Parameters<typeof createMachine>[0];

const minute = 60_000;

/** A payment whose end the test decides. */
export const charge = defineEffect({
  type: "shop.charge",
  input: z.object({ amount: z.number() }),
  output: z.object({ receipt: z.string() }),
  repeat: "idempotent",
  perform: async () => ({ receipt: "r-1" }),
});

/** A flow from a machine written as plain data, which may invoke the payment. */
export function flowOf(id: string, version: number, config: object): Flow {
  return defineFlow({
    id,
    version,
    machine: createMachine(config as Config),
    effects: ["shop.charge"],
    outcomes: ["paid", "late"],
  });
}

const keep = assign({
  receipt: ({ event }: { event: { output?: unknown } }) => (event.output as { receipt: string }).receipt,
});
const outcome = ({ context }: { context: { receipt: string | null } }) => ({
  outcome: context.receipt === null ? "late" : "paid",
  ...context,
});

/** Version 1: an order waits for its payment, for an hour at most. */
export const order1 = flowOf("order", 1, {
  id: "order",
  context: { receipt: null, items: 2 },
  initial: "waiting",
  states: {
    waiting: { on: { pay: "paying" }, after: { [60 * minute]: "over" } },
    paying: { invoke: { src: "shop.charge", input: { amount: 5 }, onDone: { target: "over", actions: keep } } },
    over: { type: "final" },
  },
  output: outcome,
});

/** Version 2: the same with other names, inside another state, and a reminder before the hour is over. */
export const order2 = flowOf("order", 2, {
  id: "order",
  context: { receipt: null, lines: 2, reminded: false },
  initial: "open",
  states: {
    open: {
      initial: "unpaid",
      after: { [24 * 60 * minute]: "over" },
      states: {
        unpaid: {
          on: { pay: "charging" },
          after: { [60 * minute]: "#order.over", [50 * minute]: { actions: assign({ reminded: true }) } },
        },
        charging: {
          invoke: { src: "shop.charge", input: { amount: 5 }, onDone: { target: "#order.over", actions: keep } },
        },
      },
    },
    over: { type: "final" },
  },
  output: outcome,
});
