import type { z } from "zod";
import type { ErrorCode } from "../errors/index.ts";
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

/** How one type of effect is performed, retried and looked up. */
export interface EffectDeclaration<Input = unknown, Output = unknown> {
  /** Name that machines use as `src`, e.g. `crm.fireTrigger`. */
  readonly type: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  readonly timeoutMs: number;
  readonly repeat: RepeatClass;
  /** Waits before further tries after an error that may be retried; when they are used up the run is parked. */
  readonly retryDelaysMs: readonly number[];
  /** Code under which a run is parked when an at-most-once effect was interrupted and cannot be settled. */
  readonly unknownCode?: ErrorCode;
  /** How long to let an interrupted request settle at the other side before it is looked up. Default 0. */
  readonly settleMs?: number;
  /** `tell`: the machine gets final errors as an event; `park` (default): the run waits for a person. */
  readonly onFailure?: "park" | "tell";
  /** Asked at the moment of performing, before anything leaves. */
  ready?(input: Input, context: EffectContext): Promise<Readiness>;
  perform(input: Input, context: EffectContext): Promise<Output>;
  /** Needed for `marked` and `at-most-once`. Reads only. */
  find?(input: Input, context: EffectContext): Promise<Reconciliation<Output>>;
}

/** Types a declaration and forgets its types for the registry. */
export function declareEffect<Input, Output>(declaration: EffectDeclaration<Input, Output>): EffectDeclaration {
  return declaration;
}
