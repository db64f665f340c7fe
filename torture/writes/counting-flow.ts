import { defineFlow } from "@callwright/core";
import { assign, setup } from "xstate";

/** A flow that adds up what it hears, for ever. */
export const countingFlow = defineFlow({
  id: "torture.counting",
  version: 1,
  machine: setup({
    types: {
      context: {} as { sum: number },
      events: {} as { readonly type: "count"; readonly number?: number },
    },
  }).createMachine({
    context: { sum: 0 },
    on: { count: { actions: assign({ sum: ({ context, event }) => context.sum + (event.number ?? 0) }) } },
  }),
});
