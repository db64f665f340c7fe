import { z } from "zod";

/** What the client does at one prompt that waits for an answer. `hangsUp` happens while the prompt is still spoken. */
export type ClientTurn =
  { readonly says: string } | { readonly presses: string } | { readonly silent: true } | { readonly hangsUp: "now" };

/** A client who picks up. */
export interface AnsweringClient {
  readonly answers: true;
  /** One turn per prompt, in order. When they run out, the client stays silent. */
  readonly turns: readonly ClientTurn[];
  /** The client hangs up while the announcement with this index, counted from 0 over the call, is spoken. Prompts do not count. */
  readonly hangsUpDuringMessage?: number;
}

/** How a client behaves in one call. Plain JSON. */
export type ClientScript = { readonly answers: false } | AnsweringClient;

const turnSchema = z.union([
  z.strictObject({ says: z.string().min(1) }),
  z.strictObject({ presses: z.string().regex(/^[0-9*#]+$/) }),
  z.strictObject({ silent: z.literal(true) }),
  z.strictObject({ hangsUp: z.literal("now") }),
]);

/** Reads a {@link ClientScript} that came from outside. */
export const clientScriptSchema: z.ZodType<ClientScript> = z.discriminatedUnion("answers", [
  z.strictObject({ answers: z.literal(false) }),
  z.strictObject({
    answers: z.literal(true),
    turns: z.array(turnSchema),
    hangsUpDuringMessage: z.exactOptional(z.int().nonnegative()),
  }),
]);
