import type { z } from "zod";
import type { builtInEffects } from "../built-in-effects.ts";
import type { EffectContext, Reconciliation, RepeatClass } from "../effect-definition.ts";
import type { Mistake } from "./mistake.ts";
import type { Named } from "./robot-shape.ts";
import type { SchemaLike } from "./schema-like.ts";

/** What `defineEffect` takes. */
export interface EffectSource<
  Type extends string,
  Input extends z.ZodObject,
  Output extends SchemaLike,
  Repeat extends string,
> {
  /** Name that robots use in `act` and flows as `src`, e.g. `visits.book`: letters, digits, dots and hyphens. */
  readonly type: Type & CheckEffectType<Type>;
  /** What it is asked with. Only what survives JSON. */
  readonly input: Input;
  /** What it gives. Only what survives JSON. */
  readonly output: Output;
  /** What may be done when nobody knows whether it was carried out. `marked` and `at-most-once` need `find`. */
  readonly repeat: Repeat & Named<RepeatClass, CheckRepeat<Repeat>>;
  /** How long one try may take. Default: 10,000. */
  readonly timeoutMs?: number;
  /** Waits before further tries after an error that may be retried. Default: none. */
  readonly retryDelaysMs?: readonly number[];
  /** `tell`: the robot goes on at `failed`; `park`: the run waits for a person. Default: `tell`. */
  readonly onFailure?: "tell" | "park";
  /** Carries it out. Performed at least once, unless `repeat` says otherwise. */
  readonly perform: (input: z.output<Input>, context: EffectContext) => Promise<z.output<Output>>;
  /** Looks up whether an interrupted try was carried out. Reads only. */
  readonly find?: (input: z.output<Input>, context: EffectContext) => Promise<Reconciliation<z.output<Output>>>;
}

type EffectKey = keyof EffectSource<string, z.ZodObject, SchemaLike, RepeatClass>;

/** Checks an effect as a whole: nothing unknown, and a look-up where its repeat class needs one. */
export type CheckEffect<Key extends string, Repeat> = {
  readonly [
    Unknown in Exclude<Key, EffectKey>
  ]: Mistake<`An effect has no key '${Unknown}'. Keys: type, input, output, repeat, timeoutMs, retryDelaysMs, onFailure, perform, find.`>;
} & (Repeat extends "marked" | "at-most-once"
  ? "find" extends Key
    ? unknown
    : {
        readonly repeat: Mistake<`'${Repeat}' needs 'find', which looks up whether an interrupted try was carried out.`>;
      }
  : unknown);

type CheckRepeat<Repeat> = Repeat extends RepeatClass
  ? unknown
  : string extends Repeat
    ? unknown
    : Mistake<`'${Repeat & string}' is no repeat class. Classes: idempotent, may-repeat, marked, at-most-once.`>;

type CheckEffectType<Type> = Type extends keyof typeof builtInEffects
  ? Mistake<`Effect '${Type}' is built in. Give yours another type.`>
  : unknown;
