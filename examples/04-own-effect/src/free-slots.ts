import { defineEffect } from "@callwright/core";
import { z } from "zod";

/** What stands in the calendar of the clinic. */
export interface Calendar {
  isFree(day: string): Promise<boolean>;
  book(day: string, key: string): Promise<string>;
}

/** Two requests to a calendar: one that may be repeated, and one that finds out by its key whether it was made already. */
export function calendarEffects(calendar: Calendar) {
  const isFree = defineEffect({
    type: "calendar.isFree",
    input: z.object({ day: z.string() }),
    output: z.object({ free: z.boolean() }),
    repeat: "idempotent",
    timeoutMs: 3_000,
    retryDelaysMs: [500],
    perform: async ({ day }) => ({ free: await calendar.isFree(day) }),
  });
  const book = defineEffect({
    type: "calendar.book",
    input: z.object({ day: z.string() }),
    output: z.object({ number: z.string() }),
    repeat: "idempotent", // the calendar takes a key and books once per key
    timeoutMs: 5_000,
    perform: async ({ day }, { key }) => ({ number: await calendar.book(day, key) }),
  });
  return [isFree, book] as const;
}
