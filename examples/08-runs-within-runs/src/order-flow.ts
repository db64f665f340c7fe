import { defineFlow, defineReaction, runWithin, startRun } from "@callwright/core";
import { assign, createMachine, setup } from "xstate";
import { z } from "zod";

const input = z.object({ order: z.string() });
type Input = z.infer<typeof input>;
type Outcome = "shipped" | "cancelled";

/** Work that takes its time: a person or another program sends `done`. */
const work = (id: string) => {
  const states = { open: { on: { done: "over" } }, over: { type: "final" as const } };
  const machine = createMachine({ initial: "open", states, output: { outcome: "done" } });
  return defineFlow<Input, "done">({ id, version: 1, machine, input, outcomes: ["done"] });
};
export const packing = work("packing");
export const courier = work("courier");
export const survey = work("survey");

const machine = setup({
  types: { input: {} as Input, context: {} as Input & { left: number; outcome: Outcome } },
  actors: { "run.start": runWithin<typeof packing>() },
  actions: { count: assign({ left: ({ context }) => context.left - 1 }) },
}).createMachine({
  context: ({ input }) => ({ order: input.order, left: 2, outcome: "cancelled" }),
  initial: "preparing",
  states: {
    // Both at once. Leaving this state cancels the one that is still open.
    preparing: {
      invoke: [packing, courier].map((flow) => ({
        id: flow.id,
        src: "run.start",
        input: ({ context }) => startRun(flow, { input: { order: context.order } }),
        onDone: [{ guard: ({ event }) => event.output.status === "cancelled", target: "over" }, { actions: "count" }],
      })),
      always: { guard: ({ context }) => context.left === 0, target: "over", actions: assign({ outcome: "shipped" }) },
      on: { "order.cancelled": "over" },
    },
    over: { type: "final" },
  },
  output: ({ context }) => ({ outcome: context.outcome }),
});

export const orderFlow = defineFlow<Input, Outcome>({
  id: "order",
  version: 1,
  machine,
  input,
  outcomes: ["shipped", "cancelled"],
  effects: ["run.start"],
});

/** Asks the client after each order that was shipped or cancelled. */
export const askAfterwards = defineReaction({
  id: "survey",
  on: "ended",
  of: orderFlow,
  start: survey,
  input: ({ run }) => ({ order: `${run.id}, ${run.outcome}` }),
});
