import { defineEffect, defineFlow, effect } from "@callwright/core";
import { assign, setup } from "xstate";
import { z } from "zod";

type Outcome = "paid" | "cancelled" | "forgotten";

/** Sends a message to the client. The messenger sends once per key. */
export const sendReminder = (send: (order: string, key: string) => Promise<void>) =>
  defineEffect({
    type: "messenger.remind",
    input: z.object({ order: z.string() }),
    output: z.null(),
    repeat: "idempotent",
    perform: async ({ order }, { key }) => {
      await send(order, key);
      return null;
    },
  });

const day = 86_400_000;

const machine = setup({
  types: {
    input: {} as { order: string },
    context: {} as { order: string; outcome: Outcome },
    events: {} as { type: "order.paid" } | { type: "order.cancelled" },
  },
  actors: { "messenger.remind": effect<{ order: string }, null>() },
}).createMachine({
  context: ({ input }) => ({ order: input.order, outcome: "forgotten" }),
  initial: "waiting",
  on: {
    "order.paid": { target: ".over", actions: assign({ outcome: "paid" }) },
    "order.cancelled": { target: ".over", actions: assign({ outcome: "cancelled" }) },
  },
  states: {
    waiting: { after: { [day]: "reminding" } },
    reminding: {
      invoke: {
        id: "remind",
        src: "messenger.remind",
        input: ({ context }) => ({ order: context.order }),
        onDone: "reminded",
        onError: "reminded",
      },
    },
    reminded: { after: { [3 * day]: "over" } },
    over: { type: "final" },
  },
  output: ({ context }) => ({ outcome: context.outcome }),
});

/** Waits for a payment, reminds after a day, and gives up three days later. */
export const orderFlow = defineFlow<{ order: string }, Outcome>({
  id: "order",
  version: 1,
  machine,
  input: z.object({ order: z.string() }),
  outcomes: ["paid", "cancelled", "forgotten"],
  effects: ["messenger.remind"],
});
