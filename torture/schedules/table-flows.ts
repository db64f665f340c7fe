import { defineEffect, defineFlow, startRun, type EffectDefinition, type Flow } from "@callwright/core";
import { assign, createMachine } from "xstate";
import { z } from "zod";

type Config = Parameters<typeof createMachine>[0];

const hourMs = 3_600_000;

const named = z.object({ name: z.string() });
type Named = z.infer<typeof named>;

/** The machine of a plain description; its types would only repeat the test. */
function machineOf(config: object) {
  return createMachine(config as Config);
}

/** A run that asks for a price, takes a word from outside, and is over when the client agrees or an hour has passed. */
export const saleFlow: Flow<Named, "sold" | "late" | "no-price"> = defineFlow({
  id: "sale",
  version: 1,
  input: named,
  outcomes: ["sold", "late", "no-price"],
  effects: ["shop.price"],
  machine: machineOf({
    context: ({ input }: { input: Named }) => ({ name: input.name, words: 0, outcome: "late" }),
    initial: "pricing",
    states: {
      pricing: {
        invoke: {
          id: "price",
          src: "shop.price",
          input: ({ context }: { context: Named }) => ({ name: context.name }),
          onDone: "offering",
          onError: { target: "over", actions: assign({ outcome: "no-price" }) },
        },
      },
      offering: {
        on: {
          word: { actions: assign({ words: ({ context }: { context: { words: number } }) => context.words + 1 }) },
          poison: {
            actions: assign(() => {
              throw new Error("nobody foresaw this event");
            }),
          },
          agreed: { target: "over", actions: assign({ outcome: "sold" }) },
        },
        after: { [hourMs]: "over" },
      },
      over: { type: "final" },
    },
    output: ({ context }: { context: { words: number; outcome: string } }) => context,
  }),
});

/** A run that starts three sales within it and waits for all of them. */
export const groupFlow: Flow<unknown, "all"> = defineFlow({
  id: "group",
  version: 1,
  outcomes: ["all"],
  effects: ["run.start"],
  machine: machineOf({
    type: "parallel",
    states: Object.fromEntries(
      ["a", "b", "c"].map((name) => [
        name,
        {
          initial: "on",
          states: {
            on: {
              invoke: { id: name, src: "run.start", input: startRun(saleFlow, { input: { name } }), onDone: "over" },
            },
            over: { type: "final" },
          },
        },
      ]),
    ),
    output: { outcome: "all" },
  }),
});

/** What sales ask for. `never`: the name of the sale that the vendor does not answer. */
export function priceEffect(never: string | undefined): EffectDefinition {
  return defineEffect({
    type: "shop.price",
    input: named,
    output: z.object({ price: z.number() }),
    repeat: "idempotent",
    timeoutMs: 50,
    retryDelaysMs: [1_000],
    perform: async ({ name }) => (name === never ? new Promise<never>(() => undefined) : { price: 100 }),
  });
}
