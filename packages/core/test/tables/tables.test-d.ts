import { setup } from "xstate";
import { z } from "zod";
import { defineTable, record, type Account, type TableDefinition } from "../../src/index.ts";
import type { Holds, Same } from "../define/same-type.ts";

const row = z.object({
  id: z.string(),
  status: z.enum(["planned", "kept"]),
  at: z.int(),
  tags: z.array(z.string()).default([]),
  note: z.string().optional(),
  deal: z.object({ type: z.string(), id: z.string() }).nullable(),
});

const visits = defineTable({
  id: "visits",
  version: 2,
  row,
  indexes: [["status", "at"], ["at"]],
  search: ["note"],
  person: { subject: "deal" },
  retention: { keepMs: 1_000, since: "at" },
  upgrade: (before, from) => ({ id: String(before["id"]), status: "kept", at: from, deal: null }),
});
/** A table with a key of its own. */
export const orders = defineTable({ id: "orders", version: 1, row: z.object({ order: z.string() }), key: "order" });

/** What is inferred. */
export type Inferred = readonly [
  Holds<Same<typeof visits, TableDefinition<z.output<typeof row>, z.input<typeof row>, "status" | "at">>>,
  Holds<Same<typeof orders, TableDefinition<{ order: string }, { order: string }, never>>>,
];

/** Mistakes in a definition stand where they were made. */
export const refused = [
  // @ts-expect-error the row has no such field
  () => defineTable({ id: "t", version: 1, row, indexes: [["att"]] }),
  // @ts-expect-error it may be absent
  () => defineTable({ id: "t", version: 1, row, indexes: [["note"]] }),
  // @ts-expect-error the key is in every index
  () => defineTable({ id: "t", version: 1, row, indexes: [["id"]] }),
  // @ts-expect-error it is no text
  () => defineTable({ id: "t", version: 1, row, search: ["at"] }),
  // @ts-expect-error it is no item of the CRM
  () => defineTable({ id: "t", version: 1, row, person: { subject: "note" } }),
  // @ts-expect-error it is no moment
  () => defineTable({ id: "t", version: 1, row, retention: { keepMs: 1, since: "note" } }),
  // @ts-expect-error it is no text
  () => defineTable({ id: "t", version: 1, row, key: "at" }),
  // @ts-expect-error no field is its key
  () => defineTable({ id: "t", version: 1, row: z.object({ order: z.string() }) }),
  // @ts-expect-error a name with a meaning of its own
  () => defineTable({ id: "t", version: 1, row: z.object({ id: z.string(), account: z.string() }) }),
  // @ts-expect-error there is no such key
  () => defineTable({ id: "t", version: 1, row, serch: [] }),
  // @ts-expect-error the upgraded row lacks a field
  () => defineTable({ id: "t", version: 2, row, upgrade: () => ({ id: "", status: "kept", at: 1 }) }),
];

type Events = { readonly type: "keep"; readonly at: number } | { readonly type: "drop" };
type Context = { readonly visit: string; readonly tags: readonly string[] };

/** Records see context and event as assigns do; what they make is checked by the table. */
export const machine = setup({
  types: { context: {} as Context, events: {} as Events },
  actions: {
    planned: record(visits, ({ context }) => ({ id: context.visit, status: "planned", at: 0, deal: null })),
    journaled: record<{ of: number }>(),
  },
}).createMachine({
  context: { visit: "v", tags: [] },
  entry: ["planned", { type: "journaled", params: { of: 1 } }],
  on: {
    keep: {
      actions: [
        record(visits, ({ context: { visit, tags }, event: { at } }) => ({
          id: visit,
          status: "kept",
          at,
          tags,
          deal: null,
        })),
        // @ts-expect-error no such status
        record(visits, ({ context }) => ({ id: context.visit, status: "kpt", at: 1, deal: null })),
        // @ts-expect-error a field is missing
        record(visits, ({ context }) => ({ id: context.visit, status: "kept", at: 1 })),
        // @ts-expect-error the table has no such field
        record(visits, ({ context }) => ({ id: context.visit, status: "kept", at: 1, deal: null, nte: "" })),
        // @ts-expect-error the context has no such member
        record(visits, ({ context }) => ({ delete: context.visitt })),
      ],
    },
    drop: {
      actions: [
        record(visits, ({ context }) => ({ delete: context.visit })),
        // @ts-expect-error the event has no such member
        record(visits, ({ context, event }) => ({ id: context.visit, status: "kept", at: event.at, deal: null })),
      ],
    },
  },
});

/** Reading and writing by account. */
export async function read(account: Account): Promise<readonly string[]> {
  const table = account.table(visits);
  const found = await table.get("v");
  const { rows, next } = await table.list({ where: { status: "kept" }, from: { field: "at", value: 1 }, limit: 10 });
  await table.put({ id: "v", status: "kept", at: 1, deal: null });
  // @ts-expect-error no such status
  await table.list({ where: { status: "kpt" } });
  // @ts-expect-error not in an index
  await table.list({ where: { note: "x" } });
  // @ts-expect-error a field is missing
  await table.put({ id: "v" });
  // @ts-expect-error no such member
  rows.map(({ nte }) => String(nte));
  const { rows: calls } = await account.calls.list({ status: "done", since: new Date(0) });
  // @ts-expect-error no such status
  await account.calls.list({ status: "over" });
  // @ts-expect-error a moment is a Date
  await account.runs.list({ since: 5 });
  return [...rows.map(({ status }) => status), found?.note ?? "", next ?? "", ...calls.map(({ id }) => id)];
}
