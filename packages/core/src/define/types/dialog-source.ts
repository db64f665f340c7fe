import type { z } from "zod";
import type { CheckEffects, CheckSlots } from "./check-declarations.ts";
import type { CheckStepName } from "./check-names.ts";
import type { ReachedBySteps } from "./check-outcomes.ts";
import type { CheckSteps } from "./check-steps.ts";
import type { CheckTexts } from "./check-texts.ts";
import type { Declared, DialogNames, KnownNames, SlotValues } from "./known-names.ts";
import type { Mistake } from "./mistake.ts";
import type { Named } from "./robot-shape.ts";
import type { RobotCondition } from "./robot-source.ts";

/** The parts of a dialog as they were written, each with its literal types. */
export interface DialogParts {
  readonly Input: z.ZodObject;
  readonly Slots: unknown;
  readonly Texts: unknown;
  readonly Effects: unknown;
  readonly Exits: unknown;
  readonly Steps: unknown;
  readonly Start: string;
  readonly Locale: string;
  readonly Condition: string;
}

/** What `defineDialog` takes, checked in its parts and as a whole. `Key` is any key that was written. */
export type DialogArgument<
  TextName extends string,
  StepName extends string,
  Exit extends string,
  Key extends string,
  Parts extends DialogParts,
> = DialogSource<Parts, DialogNames<TextName, StepName, Exit, Parts>> &
  Declared<Key> &
  CheckWhole<Key, Parts["Locale"]>;

/** What a dialog has: each part, the names that it declares, and the check of it. */
interface DialogSource<Parts extends DialogParts, Known extends KnownNames> {
  /** Lower-case letters, digits and hyphens. Part of the names that its conditions have in robots. */
  readonly id: string;
  /** Short for `locales` with one entry. */
  readonly locale?: Parts["Locale"];
  /** Languages of the texts: at least those of the robots that use it. */
  readonly locales?: readonly [Parts["Locale"], ...Parts["Locale"][]];
  /** What it is given in `with`. Only what survives JSON. Default: nothing. */
  readonly input?: Parts["Input"];
  /** What it finds out: a schema by name. Robots take it over in `into`. */
  readonly slots?: Parts["Slots"] & CheckSlots<Parts["Slots"], z.output<Parts["Input"]>>;
  /** Words by key, with `{variables}` of its own input and slots. */
  readonly texts: Parts["Texts"] & Declared<Known["text"]> & CheckTexts<Parts["Texts"], Known>;
  /** Effects that its steps may ask for, beside the built-in ones. */
  readonly effects?: Parts["Effects"] & CheckEffects<Parts["Effects"]>;
  /** Conditions that branches name. */
  readonly conditions?: Readonly<
    Record<Parts["Condition"], RobotCondition<z.output<Parts["Input"]>, SlotValues<Parts["Slots"]>>>
  >;
  /** The ways out of it; a robot says where each leads. */
  readonly exits: Parts["Exits"] &
    readonly Known["exit"][] &
    CheckExits<Parts["Exits"], ReachedBySteps<Parts["Steps"]>>;
  /** The first step. */
  readonly start: Parts["Start"] & Named<NoInfer<Known["step"]>, CheckStepName<Parts["Start"], Known>>;
  readonly steps: Parts["Steps"] & Declared<Known["step"]> & CheckSteps<Parts["Steps"], Known>;
}

type DialogKey = keyof DialogSource<DialogParts, KnownNames>;

/** Checks a dialog as a whole: nothing missing, nothing unknown. */
type CheckWhole<Key extends string, Locale> = {
  readonly [
    Unknown in Exclude<Key, DialogKey>
  ]: Mistake<`A dialog has no key '${Unknown}'. Keys: id, locale, locales, input, slots, texts, effects, conditions, exits, start, steps.`>;
} & ([Locale] extends [never] ? Mistake<`The dialog has no locale. Add 'locale' or 'locales'.`> : unknown);

/** Checks the exits: a step must lead to each. */
type CheckExits<Exits, Reached> = Exits extends readonly string[]
  ? {
      readonly [Index in keyof Exits]: Exits[Index] extends Reached
        ? unknown
        : string extends Exits[Index]
          ? unknown
          : Mistake<`No step leads to exit '${Exits[Index] & string}'. Lead one to it, or remove it.`>;
    }
  : unknown;
