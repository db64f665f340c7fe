import type { CheckValues } from "./check-values.ts";
import type { KnownNames, RequiredKey } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";

/** Checks the name of a step, in `start` or `next`. Names that the compiler does not know are left to the check at run time. */
export type CheckStepName<Step, Known extends KnownNames> = Step extends Known["step"]
  ? unknown
  : Step extends string
    ? string extends Step
      ? unknown
      : Mistake<`Step '${Step}' does not exist. Steps: ${ListOf<Known["step"]>}.`>
    : Mistake<`Write the name of a step, or ${Known["ending"]}.`>;

/** Checks the name of a text, in `say`, `ask`, `noInput` and wherever else words are spoken. */
export type CheckTextName<Text, Known extends KnownNames> = Text extends Known["text"]
  ? unknown
  : Text extends string
    ? string extends Text
      ? unknown
      : Mistake<`Text '${Text}' does not exist. Texts: ${ListOf<Known["text"]>}.`>
    : Mistake<"Write the name of a text.">;

/** Checks an outcome that something leads to without data: `hungUp`, `unreached`, `transferred`. */
export type CheckOutcomeName<Outcome, Known extends KnownNames> = Outcome extends Known["bare"]
  ? unknown
  : Outcome extends Known["outcome"]
    ? Mistake<`Outcome '${Outcome}' needs data, which only { end: '${Outcome}', data: … } can give.`>
    : UnknownOutcome<Outcome, Known>;

/** Checks the name of a condition, in `if`. */
export type CheckConditionName<Condition, Known extends KnownNames> = Condition extends Known["condition"]
  ? unknown
  : Condition extends string
    ? string extends Condition
      ? unknown
      : Mistake<`Condition '${Condition}' does not exist. Conditions: ${ListOf<Known["condition"]>}.`>
    : Mistake<"Write the name of a condition.">;

/** Checks the name of a slot, in `collect`, `into` or `fill`. */
export type CheckSlotName<Slot, Known extends KnownNames> = Slot extends Known["slot"]
  ? unknown
  : Slot extends string
    ? string extends Slot
      ? unknown
      : Mistake<`Slot '${Slot}' does not exist. Slots: ${ListOf<Known["slot"]>}.`>
    : Mistake<"Write the name of a slot.">;

/** Checks the type of an effect, in `act` or `effects`. */
export type CheckEffectName<Effect, Known extends KnownNames> = Effect extends Known["effect"]
  ? unknown
  : Effect extends string
    ? string extends Effect
      ? unknown
      : Mistake<`Effect '${Effect}' does not exist. Effects: ${ListOf<Known["effect"]>}.`>
    : Mistake<"Write the type of an effect.">;

/** Checks where something leads: a step, an end with an outcome, or in dialogs an exit. */
export type CheckNext<Next, Known extends KnownNames> = Next extends string
  ? CheckStepName<Next, Known>
  : Known["ending"] extends "{ exit: 'name' }"
    ? CheckExit<Next, Known>
    : Next extends { readonly end: infer Outcome }
      ? CheckEnd<Next, Outcome, Known>
      : Mistake<`Write the name of a step, or ${Known["ending"]}.`>;

type CheckExit<Next, Known extends KnownNames> = Next extends { readonly exit: unknown }
  ? {
      readonly [Key in keyof Next]: Key extends "exit"
        ? Next[Key] extends Known["exit"]
          ? unknown
          : string extends Next[Key]
            ? unknown
            : Mistake<`Exit '${Next[Key] & string}' does not exist. Exits: ${ListOf<Known["exit"]>}.`>
        : Mistake<`An exit has no key '${Key & string}'. Keys: exit.`>;
    }
  : Next extends { readonly end: unknown }
    ? Mistake<"A dialog cannot end the call. Lead out with { exit: 'name' }, and end where the dialog is used.">
    : Mistake<`Write the name of a step, or ${Known["ending"]}.`>;

type CheckEnd<Next, Outcome, Known extends KnownNames> = Outcome extends Known["outcome"]
  ? {
      readonly [Key in keyof Next]: Key extends "end"
        ? "data" extends keyof Next
          ? unknown
          : CheckNeedlessData<Outcome, Known>
        : Key extends "data"
          ? CheckData<Outcome, Next[Key], Known>
          : EndKeyMistake<Key>;
    }
  : {
      readonly [Key in keyof Next]: Key extends "end"
        ? UnknownOutcome<Outcome, Known>
        : Key extends "data"
          ? unknown
          : EndKeyMistake<Key>;
    };

type EndKeyMistake<Key> = Key extends string ? Mistake<`An end has no key '${Key}'. Keys: end, data.`> : never;

type CheckNeedlessData<Outcome extends string, Known extends KnownNames> = Outcome extends Known["bare"]
  ? unknown
  : Outcome extends keyof Known["data"]
    ? Mistake<`Outcome '${Outcome}' needs data: ${ListOf<RequiredKey<Known["data"][Outcome]>>}.`>
    : unknown;

type CheckData<Outcome extends string, Data, Known extends KnownNames> = Outcome extends keyof Known["data"]
  ? CheckValues<`Outcome '${Outcome}'`, Data, Known["data"][Outcome], Known>
  : Mistake<`Outcome '${Outcome}' has no data. Give it a schema in 'outcomes', or leave 'data' out.`>;

type UnknownOutcome<Outcome, Known extends KnownNames> = Outcome extends string
  ? string extends Outcome
    ? unknown
    : Mistake<`Outcome '${Outcome}' does not exist. Outcomes: ${ListOf<Known["outcome"]>}.`>
  : Mistake<"Write the name of an outcome.">;
