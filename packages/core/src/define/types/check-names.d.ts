import type { ListOf, Mistake } from "./mistake.ts";
import type { KnownNames } from "./robot-shape.ts";
/** Checks the name of a step, in `start` or `next`. */
export type CheckStepName<Step, Known extends KnownNames> = Step extends Known["step"] ? unknown : Step extends string ? Mistake<`Step '${Step}' does not exist. Steps: ${ListOf<Known["step"]>}.`> : unknown;
/** Checks the name of a text, in `say`, `ask`, `noInput` or `noMatch`. */
export type CheckTextName<Text, Known extends KnownNames> = Text extends Known["text"] ? unknown : Text extends string ? Mistake<`Text '${Text}' does not exist. Texts: ${ListOf<Known["text"]>}.`> : unknown;
/** Checks the name of an outcome, in `end`, `hungUp` or `unreached`. */
export type CheckOutcomeName<Outcome, Known extends KnownNames> = Outcome extends Known["outcome"] ? unknown : Outcome extends string ? Mistake<`Outcome '${Outcome}' does not exist. Outcomes: ${ListOf<Known["outcome"]>}.`> : unknown;
/** Checks the name of a condition, in `if`. */
export type CheckConditionName<Condition, Known extends KnownNames> = Condition extends Known["condition"] ? unknown : Condition extends string ? Mistake<`Condition '${Condition}' does not exist. Conditions: ${ListOf<Known["condition"]>}.`> : unknown;
/** Checks where something leads: the name of a step, or an end with an outcome. */
export type CheckNext<Next, Known extends KnownNames> = Next extends string ? CheckStepName<Next, Known> : {
    readonly [Key in keyof Next]: Key extends "end" ? CheckOutcomeName<Next[Key], Known> : Mistake<`An end has no key '${Key & string}'. Keys: end.`>;
};
