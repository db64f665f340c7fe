import type { z } from "zod";
import type { AccountId, JobId, Json, RunId } from "../ports/identity.ts";

/**
 * What may be done when nobody knows whether an effect was carried out.
 *
 * `idempotent`: again, it gives the same. `may-repeat`: again, a repetition does no harm. `marked`: our mark is looked up first, then
 * again. `at-most-once`: looked up; without proof that it was not carried out it is left to a person.
 */
export type RepeatClass = "idempotent" | "may-repeat" | "marked" | "at-most-once";

/** What a look-up of an interrupted effect found. `proof`: the other side certainly never got it; `lookAgainAt`: too early to say. */
export type Reconciliation<Output> =
  | { readonly found: true; readonly output: Output }
  | { readonly found: false; readonly proof: boolean; readonly lookAgainAt?: number };

/** Whether an effect may be performed at this moment. `cancel` ends its run without an outcome. */
export type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly until: number; readonly why: string }
  | { readonly ready: false; readonly cancel: { readonly reason: string; readonly explanation: Json } };

/** What an effect knows about where it belongs. */
export interface EffectContext {
  readonly account: AccountId;
  readonly run: RunId;
  readonly job: JobId | null;
  /** `<run>:<seq>:<n>`: the same at every try; the mark at vendors. */
  readonly key: string;
  /** When an at-most-once request was last about to leave. */
  readonly startedAt: number | null;
  /** How often it was tried before. */
  readonly tries: number;
}

/** What `defineEffect` gives: a request to the outside that flows and robots may ask for by its type. */
export interface EffectDefinition<Type extends string = string, Input = unknown, Output = unknown, Given = Input> {
  readonly kind: "effect";
  /** Name that robots use in `act` and machines as `src`, e.g. `visits.book`. */
  readonly type: Type;
  readonly input: z.ZodType<Input, Given>;
  readonly output: z.ZodType<Output>;
  readonly timeoutMs: number;
  readonly repeat: RepeatClass;
  /** Waits before further tries after an error that may be retried. */
  readonly retryDelaysMs: readonly number[];
  /** `tell`: the flow gets the final error as an event; `park`: the run waits for a person. */
  readonly onFailure: "park" | "tell";
  perform(input: Input, context: EffectContext): Promise<Output>;
  /** Needed for `marked` and `at-most-once`. Reads only. */
  find?(input: Input, context: EffectContext): Promise<Reconciliation<Output>>;
}
