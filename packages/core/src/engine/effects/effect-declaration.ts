import type { z } from "zod";
import type {
  Capability,
  DoneEffect,
  EffectContext,
  PerformContext,
  Readiness,
  Reconciliation,
  RepeatClass,
} from "../../define/index.ts";
import type { ErrorCode } from "../../errors/index.ts";

export type { EffectContext, Readiness, Reconciliation, RepeatClass } from "../../define/index.ts";

/** How one type of effect is performed, retried and looked up. */
export interface EffectDeclaration<Input = unknown, Output = unknown> {
  /** Name that machines use as `src`, e.g. `crm.fireTrigger`. */
  readonly type: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** Data of the errors that `perform` declares with `fail`. */
  readonly error?: z.ZodType;
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
  /** Whom it asks. Default: the adapter that gives the port of its capability. */
  readonly vendor?: string;
  /** What an adapter must offer. */
  readonly capability?: Capability;
  /** What it is charged with once, in the units of the account's budget. */
  cost?(input: Input): number;
  /** Asked at the moment of performing, before anything leaves. */
  ready?(input: Input, context: EffectContext): Promise<Readiness>;
  perform(input: Input, context: PerformContext): Promise<Output>;
  /** Needed for `marked` and `at-most-once`. Reads only. */
  reconcile?(input: Input, context: EffectContext): Promise<Reconciliation<Output>>;
  /** Undoes it after its run was cancelled, or when nobody waits for its result any more. May be asked more than once. */
  compensate?(done: DoneEffect<Input, Output>, context: EffectContext): Promise<void>;
}

/** Types a declaration and forgets its types for the registry. */
export function declareEffect<Input, Output>(declaration: EffectDeclaration<Input, Output>): EffectDeclaration {
  return declaration;
}
