import { defineFlow } from "@callwright/core";
import { assign, setup } from "xstate";

type Event = { readonly type: "count"; readonly number?: number; readonly word?: string } | { readonly type: "finish" };

/** A flow that keeps the numbers it hears, and the last word, until `finish`. */
export const countingFlow = defineFlow({
  id: "counting",
  version: 1,
  machine: setup({
    types: { context: {} as { numbers: readonly number[]; word: string }, events: {} as Event },
  }).createMachine({
    context: { numbers: [], word: "" },
    initial: "on",
    states: {
      on: {
        on: {
          count: {
            actions: assign({
              numbers: ({ context, event }) => [...context.numbers, event.number ?? 0],
              word: ({ context, event }) => event.word ?? context.word,
            }),
          },
          finish: "over",
        },
      },
      over: { type: "final" },
    },
    output: ({ context }) => ({ outcome: "done", numbers: [...context.numbers] }),
  }),
});
