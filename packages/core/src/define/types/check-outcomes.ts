import type { z } from "zod";
import type { NotConnectedCause } from "../../calls/causes.ts";
import type { CheckOutcomeName } from "./check-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";
import type { KnownNames } from "./robot-shape.ts";

/** Checks every outcome of a robot: something must reach it, and it must have a title. */
export type CheckOutcomes<Outcomes, Reached> = string extends keyof Outcomes
  ? unknown
  : {
      readonly [Outcome in keyof Outcomes]: Outcome extends Reached
        ? Outcomes[Outcome] extends { readonly title: string }
          ? { readonly [Key in keyof Outcomes[Outcome]]: CheckOutcomeKey<Key, Outcomes[Outcome][Key]> }
          : Mistake<`Outcome '${Outcome & string}' has no 'title', which names it for people.`>
        : Mistake<`Nothing reaches outcome '${Outcome & string}'. Lead a step, 'hungUp' or 'unreached' to it, or remove it.`>;
    };

/** Checks `unreached`: one outcome, or outcomes by cause with a default. */
export type CheckUnreached<Unreached, Known extends KnownNames> = unknown extends Unreached
  ? unknown
  : Unreached extends string
    ? CheckOutcomeName<Unreached, Known>
    : Unreached extends { readonly default: unknown }
      ? {
          readonly [Cause in keyof Unreached]: Cause extends NotConnectedCause | "default"
            ? CheckOutcomeName<Unreached[Cause], Known>
            : Mistake<`'${Cause & string}' is no cause of a call that did not connect. Causes: ${ListOf<NotConnectedCause>}.`>;
        }
      : Mistake<"'unreached' has no 'default'. Add the outcome of all causes that are not named.">;

/** The outcomes that steps, `unreached` and `hungUp` lead to. */
export type ReachedOutcome<Steps, Unreached, HungUp> = string extends keyof Steps
  ? string
  : | HungUp
    | (Unreached extends string ? Unreached : Unreached[keyof Unreached])
    | { readonly [Step in keyof Steps]: EndOfStep<Steps[Step]> }[keyof Steps];

type CheckOutcomeKey<Key, Value> = Key extends "title"
  ? unknown
  : Key extends "data"
    ? Value extends z.ZodType
      ? unknown
      : Mistake<"The data of an outcome is a schema, e.g. z.object({ at: z.iso.datetime() }).">
    : Mistake<`An outcome has no key '${Key & string}'. Keys: title, data.`>;

type EndOfStep<Step> =
  | (Step extends { readonly hungUp: infer Outcome } ? Outcome : never)
  | (Step extends { readonly exhausted: { readonly end: infer Outcome } } ? Outcome : never)
  | (Step extends { readonly answers: infer Answers } ? EndOfWay<Answers[keyof Answers]> : never)
  | (Step extends { readonly branch: readonly (infer Way)[] } ? EndOfWay<Way> : never)
  | EndOfWay<Step>;

type EndOfWay<Way> = Way extends { readonly next: { readonly end: infer Outcome } } ? Outcome : never;
