import type { z } from "zod";
import type { CheckEffects, CheckSlots } from "./check-declarations.ts";
import type { CheckCommands, CheckDigressions } from "./check-globals.ts";
import type { CheckOutcomeName, CheckStepName } from "./check-names.ts";
import type { CheckOutcomes, CheckUnreached, ReachedOutcome } from "./check-outcomes.ts";
import type { CheckSteps } from "./check-steps.ts";
import type { CheckTexts } from "./check-texts.ts";
import type { Declared, KnownNames, RobotNames, SlotValues } from "./known-names.ts";
import type { Mistake } from "./mistake.ts";
import type { Named } from "./robot-shape.ts";

/** The parts of a robot as they were written, each with its literal types. */
export interface RobotParts {
  readonly Input: z.ZodObject;
  readonly Slots: unknown;
  readonly Texts: unknown;
  readonly Outcomes: unknown;
  readonly Effects: unknown;
  readonly Commands: unknown;
  readonly Digressions: unknown;
  readonly Steps: unknown;
  readonly Start: string;
  readonly Unreached: unknown;
  readonly HungUp: string;
  readonly Transferred: string;
  readonly Locale: string;
  readonly Condition: string;
  readonly InputCondition: string;
}

/** What `defineRobot` takes, checked in its parts and as a whole. `Key` is any key that was written. */
export type RobotArgument<
  TextName extends string,
  StepName extends string,
  OutcomeName extends string,
  Key extends string,
  Parts extends RobotParts,
> = RobotSource<Parts, RobotNames<TextName, StepName, OutcomeName, Key, Parts>> &
  Declared<Key> &
  CheckWhole<Key, Parts["Locale"]>;

/** What a robot has: each part, the names that it declares, and the check of it. */
interface RobotSource<Parts extends RobotParts, Known extends KnownNames> {
  /** Lower-case letters, digits and hyphens. Part of the trigger codes in the CRM: it never changes. */
  readonly id: string;
  /** Raised whenever anything in the definition changes: runs are pinned to a version. */
  readonly version: number;
  readonly direction: "outbound" | "inbound";
  /** Short for `locales` with one entry. */
  readonly locale?: Parts["Locale"];
  /** Languages of the texts, the first one being the default. */
  readonly locales?: readonly [Parts["Locale"], ...Parts["Locale"][]];
  /** What a call must be given. Only what survives JSON. */
  readonly input: Parts["Input"];
  /** What the call finds out: a schema by name. Filled by `collect`, `act`, `use` and `converse`, or from its default. */
  readonly slots?: Parts["Slots"] & CheckSlots<Parts["Slots"], z.output<Parts["Input"]>>;
  /** Words by key, with `{variables}` of input and slots; by locale where there are several. `{ say, file }`: a recording. */
  readonly texts: Parts["Texts"] & Declared<Known["text"]> & CheckTexts<Parts["Texts"], Known>;
  /** How a call can end. Each fires a trigger of its own. */
  readonly outcomes: Parts["Outcomes"] &
    Declared<Known["outcome"]> &
    CheckOutcomes<
      Parts["Outcomes"],
      ReachedOutcome<Parts["Steps"], Parts["Commands"], Parts["Unreached"], Parts["HungUp"]> | Known["transferred"]
    >;
  /** Effects that steps may ask for, beside the built-in ones. */
  readonly effects?: Parts["Effects"] & CheckEffects<Parts["Effects"]>;
  /** Conditions that branches name. */
  readonly conditions?: Readonly<
    Record<Parts["Condition"], RobotCondition<z.output<Parts["Input"]>, SlotValues<Parts["Slots"]>>>
  >;
  /** Conditions that see nothing but the input, so they are settled at launch. */
  readonly inputConditions?: Readonly<Record<Parts["InputCondition"], InputCondition<z.output<Parts["Input"]>>>>;
  /** What the client may say anywhere: `repeat`, `operator`, `stop`. Default: none. */
  readonly commands?: Parts["Commands"] & CheckCommands<Parts["Commands"], Known>;
  /** Questions that the client may ask anywhere; after the answer, the step asks its own again. */
  readonly digressions?: Parts["Digressions"] & CheckDigressions<Parts["Digressions"], Known>;
  /** Makes an input of this version from one of an older version, which robots placed in a CRM still send. Pure. */
  readonly upgradeInput?: (old: Readonly<Record<string, unknown>>) => z.input<Parts["Input"]>;
  /** The first step. */
  readonly start: Parts["Start"] & Named<NoInfer<Known["step"]>, CheckStepName<Parts["Start"], Known>>;
  readonly steps: Parts["Steps"] & Declared<Known["step"]> & CheckSteps<Parts["Steps"], Known>;
  /** Outcome of a dialed call that did not connect; by cause if given as an object. */
  readonly unreached: Parts["Unreached"] & CheckUnreached<Parts["Unreached"], Known>;
  /** Outcome when the client hangs up; a step overrides it. Required. */
  readonly hungUp?: Parts["HungUp"] & Named<NoInfer<Known["outcome"]>, CheckOutcomeName<Parts["HungUp"], Known>>;
  /** Outcome when the client is put through to a person; a step overrides it. */
  readonly transferred?: Parts["Transferred"] &
    Named<NoInfer<Known["outcome"]>, CheckOutcomeName<Parts["Transferred"], Known>>;
}

/** A condition over everything that the robot knows. Pure: no clock, no random numbers. */
export type RobotCondition<Input, Slots = Readonly<Record<string, unknown>>> = (facts: {
  readonly input: Input;
  readonly slots: Slots;
}) => boolean;

/** A condition over the input alone. Pure. */
export type InputCondition<Input> = (facts: { readonly input: Input }) => boolean;

type RobotKey = keyof RobotSource<RobotParts, KnownNames>;

/** Checks a definition as a whole: nothing missing, nothing unknown. */
type CheckWhole<Key extends string, Locale> = {
  readonly [
    Unknown in Exclude<Key, RobotKey>
  ]: Mistake<`A robot has no key '${Unknown}'. Keys: id, version, direction, locale, locales, input, slots, texts, outcomes, effects, conditions, inputConditions, commands, digressions, upgradeInput, start, steps, unreached, hungUp, transferred.`>;
} & ("hungUp" extends Key
  ? unknown
  : Mistake<`The robot has no 'hungUp'. Say which outcome a call has when the client hangs up.`>) &
  ([Locale] extends [never] ? Mistake<`The robot has no locale. Add 'locale' or 'locales'.`> : unknown);
