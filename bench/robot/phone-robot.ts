import { setup, assign } from "xstate";
import { z } from "zod";
import { defineFlow, effect, record, type Flow, type FlowEvent } from "../../packages/core/src/machine/index.ts";

interface PhoneContext {
  readonly name: string;
  readonly question: string;
  readonly callId: string | null;
  readonly answer: string | null;
  readonly turns: number;
}

/** What a call of the benches starts with. */
export const phoneInput = { name: "Анна", question: "Здравствуйте, Анна! Вы записаны на 15:00. Вы придёте?" };

const machine = setup({
  types: {
    context: {} as PhoneContext,
    input: {} as typeof phoneInput,
    output: {} as { outcome: string; answer: string | null },
  },
  actors: {
    "bench.launch": effect<{ to: string }, { callId: string }>(),
    "bench.turn": effect<{ say: string }, { heard: string }>(),
    "bench.note": effect<{ call: string | null; answer: string | null }, { ok: true }>(),
  },
  actions: {
    "bench.heard": record<{ turns: number }>(),
    turned: assign({ turns: ({ context }) => context.turns + 1 }),
  },
}).createMachine({
  id: "phone-robot",
  context: ({ input }) => ({ name: input.name, question: input.question, callId: null, answer: null, turns: 0 }),
  output: ({ context }) => ({ outcome: context.answer === "yes" ? "yes" : "unclear", answer: context.answer }),
  initial: "dialing",
  states: {
    dialing: {
      invoke: {
        id: "launch",
        src: "bench.launch",
        input: ({ context }) => ({ to: context.name }),
        onDone: { target: "ringing", actions: assign({ callId: ({ event }) => event.output.callId }) },
      },
    },
    ringing: { after: { 60_000: "over" }, on: { "call.answered": "talking", "call.not-connected": "over" } },
    talking: {
      tags: ["live"],
      initial: "asking",
      on: { "call.ended": "over" },
      states: {
        asking: {
          invoke: {
            id: "ask",
            src: "bench.turn",
            input: ({ context }) => ({ say: context.question }),
            onDone: [
              {
                guard: ({ event, context }) => event.output.heard === "unclear" && context.turns < 2,
                target: "asking",
                reenter: true,
                actions: ["turned", { type: "bench.heard", params: ({ context }) => ({ turns: context.turns }) }],
              },
              { target: "noting", actions: assign({ answer: ({ event }) => event.output.heard }) },
            ],
          },
          after: { 20_000: { target: "asking", reenter: true, actions: "turned" } },
        },
        noting: {
          invoke: {
            id: "note",
            src: "bench.note",
            input: ({ context }) => ({ call: context.callId, answer: context.answer }),
            onDone: "thanking",
          },
        },
        thanking: {
          invoke: { id: "thank", src: "bench.turn", input: { say: "Спасибо, ждём вас!" }, onDone: "hanging" },
        },
        hanging: { after: { 30_000: "#phone-robot.over" } },
      },
    },
    over: { type: "final" },
  },
});

/** A call as robots make it: it is launched, asked twice, noted in the CRM, thanked, and ends; with a timer in each wait. */
export const phoneRobot: Flow = defineFlow({
  id: "phone-robot",
  version: 1,
  machine,
  input: z.object({ name: z.string(), question: z.string() }),
  outcomes: ["yes", "unclear"],
  effects: ["bench.launch", "bench.turn", "bench.note"],
});

/** The events of one whole call after its start, in order. */
export const phoneEvents: readonly FlowEvent[] = [
  { type: "effect.done", invoke: "launch", output: { callId: "call-1" } },
  { type: "call.answered", by: "human", at: 1 },
  { type: "effect.done", invoke: "ask", output: { heard: "unclear" } },
  {
    type: "timer.fired",
    timer: "xstate.after.20000.phone-robot.talking.asking",
    event: { type: "xstate.after.20000.phone-robot.talking.asking" },
  },
  { type: "effect.done", invoke: "ask", output: { heard: "yes" } },
  { type: "effect.done", invoke: "note", output: { ok: true } },
  { type: "effect.done", invoke: "thank", output: {} },
  { type: "call.ended", cause: "caller_hangup", at: 2 },
];
