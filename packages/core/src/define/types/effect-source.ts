import type { z } from "zod";
import type { builtInEffects } from "../built-in-effects.ts";
import type {
  Capability,
  DoneEffect,
  EffectContext,
  PerformContext,
  Reconciliation,
  RepeatClass,
} from "../effect-definition.ts";
import type { ListOf, Mistake } from "./mistake.ts";
import type { Named } from "./robot-shape.ts";
import type { SchemaLike } from "./schema-like.ts";

/** What `defineEffect` takes. */
export interface EffectSource<
  Type extends string,
  Input extends z.ZodObject,
  Output extends SchemaLike,
  Repeat extends string,
  Failure extends SchemaLike = NoErrors,
  Needs extends string = string,
> {
  /** Name that robots use in `act` and flows as `src`, e.g. `visits.book`: letters, digits, dots and hyphens. */
  readonly type: Type & CheckEffectType<Type>;
  /** What it is asked with. Only what survives JSON. */
  readonly input: Input;
  /** What it gives. Only what survives JSON. */
  readonly output: Output;
  /** Data of the errors that `perform` declares with `fail`. Only what survives JSON. Default: none are declared. */
  readonly error?: Failure;
  /** What may be done when nobody knows whether it was carried out. `marked` and `at-most-once` need `reconcile`. */
  readonly repeat: Repeat & Named<RepeatClass, CheckRepeat<Repeat>>;
  /** How long one try may take. Default: 10,000. */
  readonly timeoutMs?: number;
  /** Waits before further tries after an error that may be retried. Default: none. */
  readonly retryDelaysMs?: readonly number[];
  /** `tell`: the robot goes on at `failed`; `park`: the run waits for a person. Default: `tell`. */
  readonly onFailure?: "tell" | "park";
  /** Whom it asks, e.g. `bank`: limits and circuit breakers are kept by this name and account. Default: no limit holds. */
  readonly vendor?: string;
  /** What an adapter must offer; `createEngine` refuses an effect whose need nobody meets. Default: nothing. */
  readonly capability?: Needs & Named<Capability, CheckCapability<Needs>>;
  /** What it is charged with, once, in the units of the account's budget: a number from 0. Default: it costs nothing. */
  readonly cost?: (input: z.output<Input>) => number;
  /** Carries it out. Performed at least once, unless `repeat` says otherwise. */
  readonly perform: (input: z.output<Input>, context: PerformContext<z.output<Failure>>) => Promise<z.input<Output>>;
  /** Looks up whether an interrupted try was carried out. Reads only. */
  readonly reconcile?: (input: z.output<Input>, context: EffectContext) => Promise<Reconciliation<z.input<Output>>>;
  /** Undoes it after its run was cancelled, or when nobody waits for its result any more. May be asked more than once. */
  readonly compensate?: (done: DoneEffect<z.output<Input>, z.output<Output>>, context: EffectContext) => Promise<void>;
}

/** The schema of an effect that declares no errors. */
export interface NoErrors {
  readonly _zod: { readonly input: never; readonly output: never };
}

type EffectKey = keyof EffectSource<string, z.ZodObject, SchemaLike, RepeatClass>;

/** Checks an effect as a whole: nothing unknown, and a look-up where its repeat class needs one. */
export type CheckEffect<Key extends string, Repeat> = {
  readonly [
    Unknown in Exclude<Key, EffectKey>
  ]: Mistake<`An effect has no key '${Unknown}'. Keys: type, input, output, repeat, error, timeoutMs, retryDelaysMs, onFailure, vendor, capability, cost, perform, reconcile, compensate.`>;
} & (Repeat extends "marked" | "at-most-once"
  ? "reconcile" extends Key
    ? unknown
    : {
        readonly repeat: Mistake<`'${Repeat}' needs 'reconcile', which looks up whether an interrupted try was carried out.`>;
      }
  : unknown);

type CheckRepeat<Repeat> = Repeat extends RepeatClass
  ? unknown
  : string extends Repeat
    ? unknown
    : Mistake<`'${Repeat & string}' is no repeat class. Classes: idempotent, may-repeat, marked, at-most-once.`>;

type CheckCapability<Needs> = Needs extends Capability
  ? unknown
  : string extends Needs
    ? unknown
    : Mistake<`'${Needs & string}' is no capability. Capabilities: ${ListOf<Capability>}.`>;

type CheckEffectType<Type> = Type extends keyof typeof builtInEffects
  ? Mistake<`Effect '${Type}' is built in. Give yours another type.`>
  : unknown;
