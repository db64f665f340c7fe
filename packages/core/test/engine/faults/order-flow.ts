import { assign, createMachine } from "xstate";
import { z } from "zod";
import { defineFlow, type EffectDefinition, type Flow } from "../../../src/index.ts";

/** A shop that remembers what it did, under the key of the effect. */
export interface Shop {
  readonly reserved: Map<string, number>;
  readonly charged: Map<string, number>;
  readonly told: Map<string, number>;
}

/** An empty shop. */
export function createShop(): Shop {
  return { reserved: new Map(), charged: new Map(), told: new Map() };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const input = z.object({ order: z.string() });
const output = z.object({ key: z.string() });
const base = { kind: "effect", input, output, timeoutMs: 10_000, retryDelaysMs: [1_000], onFailure: "tell" } as const;

/** What the order flow asks a shop for. `charge` replaces parts of the effect that must not happen twice. */
export function shopEffects(shop: Shop, charge: Partial<EffectDefinition> = {}): readonly EffectDefinition[] {
  const done =
    (counts: Map<string, number>) =>
    async (_: unknown, { key }: { readonly key: string }) => {
      count(counts, key);
      return { key };
    };
  return [
    { ...base, type: "shop.reserve", repeat: "idempotent", perform: done(shop.reserved) },
    {
      ...base,
      type: "shop.charge",
      repeat: "at-most-once",
      perform: done(shop.charged),
      reconcile: async (_, { key }) =>
        shop.charged.has(key) ? { found: true, output: { key } } : { found: false, proof: true },
      ...charge,
    },
    {
      ...base,
      type: "shop.tell",
      repeat: "marked",
      perform: done(shop.told),
      reconcile: async (_, { key }) =>
        shop.told.has(key) ? { found: true, output: { key } } : { found: false, proof: true },
    },
  ];
}

/** Reserves, waits for the client's word or for an hour to pass, charges, tells. */
export function orderFlow(): Flow<{ order: string }, "paid" | "given-up"> {
  const order = ({ context }: { readonly context: { readonly order: string } }) => ({ order: context.order });
  const config = {
    context: ({ input }: { readonly input: { readonly order: string } }) => ({ order: input.order, outcome: "" }),
    initial: "reserving",
    states: {
      reserving: { invoke: { id: "reserve", src: "shop.reserve", input: order, onDone: "waiting" } },
      waiting: {
        on: { agreed: "charging" },
        after: { 3_600_000: { target: "over", actions: assign({ outcome: "given-up" }) } },
      },
      charging: { invoke: { id: "charge", src: "shop.charge", input: order, onDone: "telling" } },
      telling: {
        invoke: {
          id: "tell",
          src: "shop.tell",
          input: order,
          onDone: { target: "over", actions: assign({ outcome: "paid" }) },
        },
      },
      over: { type: "final" },
    },
    output: ({ context }: { readonly context: { readonly outcome: string } }) => ({ outcome: context.outcome }),
  };
  const machine = createMachine(config as Parameters<typeof createMachine>[0]);
  return defineFlow({
    id: "order",
    version: 1,
    machine,
    input,
    outcomes: ["paid", "given-up"],
    effects: ["shop.reserve", "shop.charge", "shop.tell"],
  });
}
