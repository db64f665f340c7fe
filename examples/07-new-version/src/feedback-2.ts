import { defineFlow, effect } from "@callwright/core";
import { assign, setup } from "xstate";
import { z } from "zod";

const day = 24 * 3_600_000;

/** Version 2: reminds after a day, and counts how often it asked. */
export const feedback2 = defineFlow({
  id: "feedback",
  version: 2,
  input: z.object({ to: z.string() }),
  outcomes: ["answered", "silent"],
  effects: ["messages.send"],
  machine: setup({
    types: {
      input: {} as { to: string },
      context: {} as { to: string; stars: number | null; asked: number },
      events: {} as { type: "answer"; stars: number },
    },
    actors: { "messages.send": effect<{ to: string }, { id: string }>() },
    guards: { askedOnce: ({ context }) => context.asked === 1 },
  }).createMachine({
    id: "feedback",
    context: ({ input }) => ({ to: input.to, stars: null, asked: 0 }),
    initial: "asking",
    states: {
      asking: {
        entry: assign({ asked: ({ context }) => context.asked + 1 }),
        invoke: { id: "ask", src: "messages.send", input: ({ context }) => ({ to: context.to }), onDone: "listening" },
      },
      listening: {
        after: { [day]: { guard: "askedOnce", target: "asking" }, [3 * day]: "over" },
        on: { answer: { target: "over", actions: assign({ stars: ({ event }) => event.stars }) } },
      },
      over: { type: "final" },
    },
    output: ({ context }) => ({ outcome: context.stars === null ? "silent" : "answered", ...context }),
  }),
});
