import { assign, setup } from "xstate";
import { z } from "zod";
import { defineFlow, defineTable, record } from "../../src/index.ts";

/** Visits, by the state that they are in and when. */
export const visits = defineTable({
  id: "visits",
  version: 1,
  row: z.object({
    id: z.string(),
    status: z.enum(["planned", "kept"]),
    at: z.int(),
    note: z.string().max(20).default(""),
  }),
  indexes: [["status", "at"], ["at"]],
  search: ["note"],
});

type Events =
  | { readonly type: "keep"; readonly at: number; readonly note?: string }
  | { readonly type: "drop" | "finish" }
  | { readonly type: "swap"; readonly other: string };

const machine = setup({
  types: { context: {} as { readonly visit: string }, events: {} as Events, input: {} as { readonly visit: string } },
  actions: { planned: record(visits, ({ context }) => ({ id: context.visit, status: "planned", at: 0 })) },
}).createMachine({
  context: ({ input }) => ({ visit: input.visit }),
  initial: "open",
  states: {
    open: {
      entry: "planned",
      on: {
        keep: {
          actions: record(visits, ({ context: { visit }, event: { at, note } }) => ({
            id: visit,
            status: "kept",
            at,
            note,
          })),
        },
        drop: { actions: record(visits, ({ context }) => ({ delete: context.visit })) },
        swap: {
          actions: [
            record(visits, ({ context }) => ({ delete: context.visit })),
            assign({ visit: ({ event }) => event.other }),
            record(visits, ({ context }) => ({ id: context.visit, status: "planned", at: 1 })),
          ],
        },
        finish: "over",
      },
    },
    over: { type: "final" },
  },
});

/** A flow about one visit, which it keeps the row of. */
export const visitFlow = defineFlow({ id: "visit", version: 1, machine, input: z.object({ visit: z.string() }) });
