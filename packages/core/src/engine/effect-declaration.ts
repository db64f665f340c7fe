import type { z } from "zod";
import type { EffectContext, Readiness, Reconciliation, RepeatClass } from "../define/index.ts";
import type { ErrorCode } from "../errors/index.ts";

export type { EffectContext, Readiness, Reconciliation, RepeatClass } from "../define/index.ts";

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
