import type { ListOf, Mistake } from "./mistake.ts";
import type { KnownNames } from "./robot-shape.ts";

/** Checks the name of a step, in `start` or `next`. Names that the compiler does not know are left to the check at run time. */
export type CheckStepName<Step, Known extends KnownNames> = Step extends Known["step"]
  ? unknown
  : Step extends string
    ? string extends Step
      ? unknown
      : Mistake<`Step '${Step}' does not exist. Steps: ${ListOf<Known["step"]>}.`>
    : Mistake<"Write the name of a step, or { end: 'outcome' }.">;

/** Checks the name of a text, in `say`, `ask`, `noInput` or `noMatch`. */
export type CheckTextName<Text, Known extends KnownNames> = Text extends Known["text"]
  ? unknown
  : Text extends string
    ? string extends Text
      ? unknown
      : Mistake<`Text '${Text}' does not exist. Texts: ${ListOf<Known["text"]>}.`>
    : Mistake<"Write the name of a text.">;

/** Checks the name of an outcome, in `end`, `hungUp` or `unreached`. */
export type CheckOutcomeName<Outcome, Known extends KnownNames> = Outcome extends Known["outcome"]
  ? unknown
  : Outcome extends string
    ? string extends Outcome
      ? unknown
      : Mistake<`Outcome '${Outcome}' does not exist. Outcomes: ${ListOf<Known["outcome"]>}.`>
    : Mistake<"Write the name of an outcome.">;

/** Checks the name of a condition, in `if`. */
export type CheckConditionName<Condition, Known extends KnownNames> = Condition extends Known["condition"]
  ? unknown
  : Condition extends string
    ? string extends Condition
      ? unknown
      : Mistake<`Condition '${Condition}' does not exist. Conditions: ${ListOf<Known["condition"]>}.`>
    : Mistake<"Write the name of a condition.">;

/** Checks where something leads: the name of a step, or an end with an outcome. */
export type CheckNext<Next, Known extends KnownNames> = Next extends string
  ? CheckStepName<Next, Known>
  : Next extends { readonly end: unknown }
    ? {
        readonly [Key in keyof Next]: Key extends "end"
          ? CheckOutcomeName<Next[Key], Known>
          : Mistake<`An end has no key '${Key & string}'. Keys: end.`>;
      }
    : Mistake<"Write the name of a step, or { end: 'outcome' }.">;
