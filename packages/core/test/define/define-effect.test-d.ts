import { z } from "zod";
import { defineEffect, type EffectDefinition } from "../../src/define/index.ts";
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
  find: async ({ order }, { key }) =>
    key === order ? { found: true, output: { receipt: order } } : { found: false, proof: true },
});

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
  Holds<Same<(typeof pay)["type"], "orders.pay">>,
  Holds<Same<Awaited<ReturnType<(typeof pay)["perform"]>>, { receipt: string }>>,
];

/** Whatever was inferred, it is an effect. */
export const anyEffect: readonly EffectDefinition[] = [note, pay];

defineEffect({
  type: "orders.cancel",
  input: z.object({ order: z.string() }),
  output: z.object({}),
  // @ts-expect-error `marked` needs `find`.
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
