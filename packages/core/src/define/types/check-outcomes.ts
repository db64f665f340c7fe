import type { NotConnectedCause } from "../../calls/causes.ts";
import type { CheckOutcomeName } from "./check-names.ts";
import type { KnownNames } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";
import type { UnreachedShape } from "./robot-shape.ts";
import type { ObjectSchemaLike } from "./schema-like.ts";
import type { EndsOfSteps } from "./survey-steps.ts";

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
  ? UnreachedShape<NoInfer<Known["outcome"]>>
  : Unreached extends string
    ? CheckOutcomeName<Unreached, Known>
    : Unreached extends { readonly default: unknown }
      ? {
          readonly [Cause in keyof Unreached]: Cause extends NotConnectedCause | "default"
            ? CheckOutcomeName<Unreached[Cause], Known>
            : Mistake<`'${Cause & string}' is no cause of a call that did not connect. Causes: ${ListOf<NotConnectedCause>}.`>;
        }
      : Mistake<"'unreached' has no 'default'. Add the outcome of all causes that are not named.">;

/** The outcomes that steps, commands, `unreached`, `hungUp` and `transferred` lead to. */
export type ReachedOutcome<Steps, Commands, Unreached, HungUp> = string extends keyof Steps
  ? string
  : | HungUp
    | (Unreached extends string ? Unreached : Unreached[keyof Unreached])
    | EndOf<Commands[keyof Commands]>
    | ReachedBySteps<Steps>;

/** The outcomes or exits that steps lead to. */
export type ReachedBySteps<Steps> =
  EndsOfSteps<Steps> extends { readonly ends: infer Ends }
    ? Ends
    : { readonly [Step in keyof Steps]: EndsOfStep<Steps[Step]> }[keyof Steps];

type CheckOutcomeKey<Key, Value> = Key extends "title"
  ? unknown
  : Key extends "data"
    ? Value extends ObjectSchemaLike
      ? unknown
      : Mistake<"The data of an outcome is an object schema, e.g. z.object({ at: z.iso.datetime() }).">
    : Mistake<`An outcome has no key '${Key & string}'. Keys: title, data.`>;

/** The same step by step, for steps with a mistake in them. */
type EndsOfStep<Step> = {
  readonly [Key in keyof Step]: Key extends "hungUp" | "transferred"
    ? Step[Key]
    : Key extends "answers"
      ? EndOfWays<Step[Key]>
      : Key extends "branch"
        ? Step[Key] extends readonly (infer Way)[]
          ? EndOfWay<Way>
          : never
        : Key extends "exits"
          ? EndOf<Step[Key][keyof Step[Key]]>
          : EndOf<Step[Key]>;
}[keyof Step];

type EndOf<Next> = Next extends { readonly end: infer Outcome }
  ? Outcome
  : Next extends { readonly exit: infer Exit }
    ? Exit
    : never;

type EndOfWays<Ways> = { readonly [Way in keyof Ways]: EndOfWay<Ways[Way]> }[keyof Ways];

type EndOfWay<Way> = Way extends { readonly next: infer Next } ? EndOf<Next> : never;
