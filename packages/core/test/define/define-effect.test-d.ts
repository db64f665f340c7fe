import { z } from "zod";
import { defineEffect, isErrorOf, type EffectDefinition } from "../../src/define/index.ts";
import type { Holds, Same } from "./same-type.ts";

const note = defineEffect({
  type: "notes.add",
  input: z.object({ words: z.string(), pinned: z.boolean().default(false) }),
  output: z.string().nullable(),
  repeat: "may-repeat",
  timeoutMs: 500,
  retryDelaysMs: [100, 200],
  onFailure: "park",
  perform: async ({ words, pinned }, { tries }) => (pinned && tries > 0 ? words : null),
});

const pay = defineEffect({
  type: "orders.pay",
  input: z.object({ order: z.string() }),
  output: z.object({ receipt: z.string() }),
  repeat: "at-most-once",
  perform: async ({ order }) => ({ receipt: order }),
  reconcile: async ({ order }, { key }) =>
    key === order ? { found: true, output: { receipt: order } } : { found: false, proof: true },
});

const reserve = defineEffect({
  type: "rooms.reserve",
  input: z.object({ room: z.string(), nights: z.number() }),
  output: z.object({ number: z.string() }),
  error: z.object({ reason: z.enum(["taken", "closed"]) }),
  repeat: "idempotent",
  vendor: "hotel",
  capability: "crm.triggers",
  cost: ({ nights }) => nights * 2,
  perform: async ({ room }, { fail, key }) => {
    if (room === "") throw fail({ reason: "closed" }, { retry: "after", retryAfterMs: 1_000 });
    return { number: key };
  },
  compensate: async ({ input, output, key }) => {
    if (output?.number === input.room) throw new Error(key);
  },
});

/** What of an error is known in a guard. */
export function isTaken(error: unknown): boolean {
  return isErrorOf(reserve, error) && error.data.reason === "taken";
}

/** What is inferred. */
export type Inferred = readonly [
  Holds<
    Same<
      typeof note,
      EffectDefinition<
        "notes.add",
        { words: string; pinned: boolean },
        string | null,
        { words: string; pinned?: boolean | undefined }
      >
    >
  >,
  Holds<
    Same<
      typeof reserve,
      EffectDefinition<
        "rooms.reserve",
        { room: string; nights: number },
        { number: string },
        { room: string; nights: number },
        { reason: "taken" | "closed" }
      >
    >
  >,
  Holds<Same<(typeof pay)["type"], "orders.pay">>,
  Holds<Same<Awaited<ReturnType<(typeof pay)["perform"]>>, { receipt: string }>>,
];

/** Whatever was inferred, it is an effect. */
export const anyEffect: readonly EffectDefinition[] = [note, pay, reserve];

defineEffect({
  type: "orders.cancel",
  input: z.object({ order: z.string() }),
  output: z.object({}),
  // @ts-expect-error `marked` needs `reconcile`.
  repeat: "marked",
  perform: async () => ({}),
});

defineEffect({
  type: "orders.count",
  input: z.object({ order: z.string() }),
  output: z.object({ count: z.number() }),
  repeat: "idempotent",
  // @ts-expect-error The result is an object with a count.
  perform: async ({ order }) => order.length,
});

defineEffect({
  type: "rooms.price",
  input: z.object({ room: z.string() }),
  output: z.object({}),
  error: z.object({ reason: z.string() }),
  repeat: "idempotent",
  perform: async (_, { fail }) => {
    // @ts-expect-error The error's reason is a text.
    throw fail({ reason: 1 });
  },
});

defineEffect({
  type: "rooms.count",
  input: z.object({ room: z.string() }),
  output: z.object({}),
  repeat: "idempotent",
  perform: async (_, { fail }) => {
    // @ts-expect-error It declares no errors.
    throw fail({ reason: "taken" });
  },
});

defineEffect({
  type: "rooms.open",
  input: z.object({ room: z.string() }),
  output: z.object({}),
  repeat: "idempotent",
  // @ts-expect-error No adapter has such a capability.
  capability: "crm.trigger",
  perform: async () => ({}),
});

defineEffect({
  type: "rooms.clean",
  input: z.object({ room: z.string() }),
  output: z.object({}),
  repeat: "idempotent",
  // @ts-expect-error A cost is a number.
  cost: ({ room }) => room,
  perform: async () => ({}),
});

defineEffect({
  type: "rooms.close",
  input: z.object({ room: z.string() }),
  output: z.object({ number: z.string() }),
  repeat: "idempotent",
  perform: async ({ room }) => ({ number: room }),
  // @ts-expect-error What it gave may not be known.
  compensate: async ({ output }) => Promise.reject(new Error(output.number)),
});

/** Without the guard an error is not known. */
export function takenAtOnce(error: unknown): unknown {
  // @ts-expect-error The error may be any.
  return error.data.reason;
}

/** The data has no other reason. */
export function isFull(error: unknown): boolean {
  // @ts-expect-error The reasons are taken and closed.
  return isErrorOf(reserve, error) && error.data.reason === "full";
}
