import type { z } from "zod";
import type { CallwrightError } from "../errors/index.ts";
import type { BlobReader } from "../ports/blobs.ts";
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
  /** Reads large values that its input names: recordings, transcripts, fields of results that are kept as blobs. */
  readonly blobs: BlobReader;
}

/** When an error that an effect declares may be tried again. */
export interface FailOptions {
  /** `never` (default): the answer is final; `after`: tried again by the effect's waits, then it is final. */
  readonly retry?: "never" | "after";
  /** How long to wait at least, where the other side told. */
  readonly retryAfterMs?: number;
}

/** What `perform` knows about where it belongs, and how it refuses. */
export interface PerformContext<ErrorData = never> extends EffectContext {
  /**
   * The error to throw when the other side refuses in a way that the effect's schema `error` declares: flows get its data.
   *
   * @throws ZodError when the data does not fit the schema
   */
  fail(error: ErrorData, options?: FailOptions): CallwrightError;
}

/** An effect that is to be undone: its input, and what it gave. */
export interface DoneEffect<Input = unknown, Output = unknown> {
  readonly input: Input;
  /** `undefined`: it was under way, and nobody knows whether it was carried out. */
  readonly output: Output | undefined;
  /** Its key: the mark at the vendor. */
  readonly key: string;
}

/** What an effect may need an adapter for: a port, or one entry of its manifest. */
export const capabilities = [
  "crm",
  "crm.automationRobots",
  "crm.triggers",
  "callLog",
  "voice",
  "voice.hosted",
  "voice.live",
  "voice.lookup",
  "voice.recordingPush",
] as const;

/** Something that an adapter can do. */
export type Capability = (typeof capabilities)[number];

/** What `defineEffect` gives: a request to the outside that flows and robots may ask for by its type. */
export interface EffectDefinition<
  Type extends string = string,
  Input = unknown,
  Output = unknown,
  Given = Input,
  ErrorData = never,
  Answer = Output,
> {
  readonly kind: "effect";
  /** Name that robots use in `act` and machines as `src`, e.g. `visits.book`. */
  readonly type: Type;
  readonly input: z.ZodType<Input, Given>;
  readonly output: z.ZodType<Output>;
  /** Data of the errors that `perform` declares with `fail`. */
  readonly error?: z.ZodType;
  readonly timeoutMs: number;
  readonly repeat: RepeatClass;
  /** Waits before further tries after an error that may be retried. */
  readonly retryDelaysMs: readonly number[];
  /** `tell`: the flow gets the final error as an event; `park`: the run waits for a person. */
  readonly onFailure: "park" | "tell";
  /** Whom it asks: limits and circuit breakers are kept by this name and account. */
  readonly vendor?: string;
  /** What an adapter must offer; checked at `createEngine`. */
  readonly capability?: Capability;
  /** What it is charged with once, in the units of the account's budget. */
  cost?(input: Input): number;
  /** What it gives back fits `output`; large values stand in it as they are. */
  perform(input: Input, context: PerformContext<ErrorData>): Promise<Answer>;
  /** Needed for `marked` and `at-most-once`. Reads only. */
  reconcile?(input: Input, context: EffectContext): Promise<Reconciliation<Answer>>;
  /** Undoes it after its run was cancelled, or when nobody waits for its result any more. May be asked more than once. */
  compensate?(done: DoneEffect<Input, Output>, context: EffectContext): Promise<void>;
}
