import type { HttpAnswer } from "@callwright/core/adapter-kit";
import { z } from "zod";

/** A result, with the offset of the next page where there is one. */
export interface RestResult {
  readonly kind: "result";
  readonly result: unknown;
  readonly next: number | undefined;
}

/** A refusal. `code` may be empty: then only the text tells what happened. */
export interface RestRefusal {
  readonly kind: "refusal";
  readonly status: number;
  readonly code: string;
  readonly text: string;
  /** When the method's budget is free again, in ms since the epoch. */
  readonly resetAt: number | undefined;
}

/** Not an answer of the REST interface: a proxy's page, a redirect, an unknown form. */
export interface ForeignAnswer {
  readonly kind: "foreign";
  readonly status: number;
  /** Of a redirect. */
  readonly location: string | undefined;
}

/** What came back from a REST method, whatever the status. */
export type RestAnswer = RestResult | RestRefusal | ForeignAnswer;

const timeSchema = z.object({ operating_reset_at: z.number() });
const refusalSchema = z.object({
  // Usually a text, at times empty or a number; the newer interface sends an object with a code inside.
  error: z.union([
    z.string(),
    z.number().transform(String),
    z.object({ code: z.string() }).transform(({ code }) => code),
  ]),
  error_description: z.string().catch(""),
  time: timeSchema.optional().catch(undefined),
});
const resultSchema = z.object({ result: z.unknown(), next: z.number().optional().catch(undefined) });

/**
 * Reads an answer. A body with `error` is a refusal even with HTTP 200 (placement methods and the authorisation server
 * do so, read 2026-08-21).
 */
export function toRestAnswer(answer: HttpAnswer): RestAnswer {
  const body = answer.json();
  if (typeof body === "object" && body !== null) {
    if ("error" in body) {
      const refusal = refusalSchema.safeParse(body);
      if (refusal.success) return toRefusal(answer.status, refusal.data);
    } else if ("result" in body && answer.status >= 200 && answer.status < 300) {
      const { result, next } = resultSchema.parse(body);
      return { kind: "result", result, next };
    }
  }
  const isRedirect = [301, 302, 307, 308].includes(answer.status);
  return { kind: "foreign", status: answer.status, location: isRedirect ? answer.headers["location"] : undefined };
}

function toRefusal(status: number, body: z.output<typeof refusalSchema>): RestRefusal {
  const resetAt = body.time && body.time.operating_reset_at * 1000;
  return { kind: "refusal", status, code: body.error, text: body.error_description, resetAt };
}
