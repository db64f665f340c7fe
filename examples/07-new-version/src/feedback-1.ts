import { defineEffect, defineFlow, effect } from "@callwright/core";
import { assign, setup } from "xstate";
import { z } from "zod";

const day = 24 * 3_600_000;

/** Numbers that the operator of the network refuses; one that is taken off again gets its message with the next retry. */
export const refused = new Set<string>();

/** A text message. */
export const sendMessage = defineEffect({
  type: "messages.send",
  input: z.object({ to: z.string() }),
  output: z.object({ id: z.string() }),
  repeat: "idempotent",
  onFailure: "park",
  retryDelaysMs: [],
  perform: async ({ to }, { key }) => {
    if (refused.has(to)) throw new Error("the network refuses this number");
    return { id: key };
  },
});

/** Asks for an opinion after a visit, and waits three days for it. */
export const feedback1 = defineFlow({
  id: "feedback",
  version: 1,
  input: z.object({ to: z.string() }),
  outcomes: ["answered", "silent"],
  effects: ["messages.send"],
  machine: setup({
    types: {
      input: {} as { to: string },
      context: {} as { to: string; stars: number | null },
      events: {} as { type: "answer"; stars: number },
    },
    actors: { "messages.send": effect<{ to: string }, { id: string }>() },
  }).createMachine({
    id: "feedback",
    context: ({ input }) => ({ to: input.to, stars: null }),
    initial: "sending",
    states: {
      sending: {
        invoke: { id: "send", src: "messages.send", input: ({ context }) => ({ to: context.to }), onDone: "waiting" },
      },
      waiting: {
        after: { [3 * day]: "over" },
        on: { answer: { target: "over", actions: assign({ stars: ({ event }) => event.stars }) } },
      },
      over: { type: "final" },
    },
    output: ({ context }) => ({ outcome: context.stars === null ? "silent" : "answered", stars: context.stars }),
  }),
});
