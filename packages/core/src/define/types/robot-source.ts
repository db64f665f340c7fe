import type { z } from "zod";
import type { CheckOutcomes, CheckUnreached, ReachedOutcome } from "./check-outcomes.ts";
import type { CheckOutcomeName, CheckStepName } from "./check-names.ts";
import type { CheckSteps } from "./check-steps.ts";
import type { CheckTexts } from "./check-texts.ts";
import type { Mistake } from "./mistake.ts";
import type { Hint, KnownNames, UnreachedShape } from "./robot-shape.ts";

/** The parts of a robot as they were written, each with its literal types. */
export interface RobotParts {
  readonly Input: z.ZodObject;
  readonly Texts: unknown;
  readonly Outcomes: unknown;
  readonly Steps: unknown;
  readonly Start: string;
  readonly Unreached: unknown;
  readonly HungUp: string;
  readonly Locale: string;
  readonly Condition: string;
  readonly InputCondition: string;
}

/** What `defineRobot` takes: each part, the names that it declares, and the check of it. */
export interface RobotSource<Parts extends RobotParts, Known extends KnownNames> {
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
  /** Words by key, with `{variables}` of the input; by locale where there are several. */
  readonly texts: Parts["Texts"] &
    Readonly<Record<Known["text"], unknown>> &
    CheckTexts<Parts["Texts"], Parts["Locale"], z.output<Parts["Input"]>>;
  /** How a call can end. Each fires a trigger of its own. */
  readonly outcomes: Parts["Outcomes"] &
    Readonly<Record<Known["outcome"], unknown>> &
    CheckOutcomes<Parts["Outcomes"], ReachedOutcome<Parts["Steps"], Parts["Unreached"], Parts["HungUp"]>>;
  /** Conditions that branches name. */
  readonly conditions?: Readonly<Record<Parts["Condition"], RobotCondition<z.output<Parts["Input"]>>>>;
  /** Conditions that see nothing but the input, so they are settled at launch. */
  readonly inputConditions?: Readonly<Record<Parts["InputCondition"], InputCondition<z.output<Parts["Input"]>>>>;
  /** The first step. */
  readonly start: Parts["Start"] & Hint<NoInfer<Known["step"]>> & CheckStepName<Parts["Start"], Known>;
  readonly steps: Parts["Steps"] & Readonly<Record<Known["step"], unknown>> & CheckSteps<Parts["Steps"], Known>;
  /** Outcome of a dialed call that did not connect; by cause if given as an object. */
  readonly unreached: Parts["Unreached"] &
    UnreachedShape<NoInfer<Known["outcome"]>> &
    CheckUnreached<Parts["Unreached"], Known>;
  /** Outcome when the client hangs up; a step overrides it. Required. */
  readonly hungUp?: Parts["HungUp"] & Hint<NoInfer<Known["outcome"]>> & CheckOutcomeName<Parts["HungUp"], Known>;
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
export type CheckWhole<Key extends string, HungUp, Locale> = {
  readonly [
    Unknown in Exclude<Key, RobotKey>
  ]: Mistake<`A robot has no key '${Unknown}'. Keys: id, version, direction, locale, locales, input, texts, outcomes, conditions, inputConditions, start, steps, unreached, hungUp.`>;
} & ([HungUp] extends [never]
  ? Mistake<`The robot has no 'hungUp'. Say which outcome a call has when the client hangs up.`>
  : unknown) &
  ([Locale] extends [never] ? Mistake<`The robot has no locale. Add 'locale' or 'locales'.`> : unknown);
