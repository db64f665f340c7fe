import type { z } from "zod";
import type { RobotDocument } from "./document.ts";

/** Hears one meaning in an utterance. Pure: the same words give the same answer. */
export interface Recogniser {
  readonly kind: string;
  /** Stable name, written into the document. */
  readonly name: string;
  readonly locales: readonly string[];
  /** How sure it is that the utterance means this, 0–1; `undefined` when it does not. */
  match(utterance: string, locale: string): number | undefined;
}

/** A condition by name. Pure. */
export type ConditionFunction = (facts: {
  readonly input: unknown;
  readonly slots: Readonly<Record<string, unknown>>;
}) => boolean;

/** The code that a document names. */
export interface RobotFunctions {
  readonly recognisers: Readonly<Record<string, Recogniser>>;
  readonly conditions: Readonly<Record<string, ConditionFunction>>;
  readonly inputConditions: Readonly<Record<string, (facts: { readonly input: unknown }) => boolean>>;
}

/** What `defineRobot` gives: a document, the functions it names, and their common fingerprint. */
export interface RobotDefinition<Input = unknown, Outcome extends string = string, Given = Input> {
  readonly kind: "robot";
  readonly id: string;
  readonly version: number;
  readonly document: RobotDocument;
  readonly functions: RobotFunctions;
  /** SHA-256 in hex of the canonical document and the names of its functions. */
  readonly fingerprint: string;
  /** Checks what a call is given and fills in defaults. */
  readonly input: z.ZodType<Input, Given>;
  /** Only for the compiler: the closed union of outcomes. */
  readonly outcomeNames: readonly Outcome[];
}

/** What follows from one outcome of a robot, beside its trigger. */
export interface OutcomeRule {
  /** `false`: no trigger is fired. Default: the outcome's trigger is fired. */
  readonly trigger?: false;
  /** Where the item is put; only with `trigger: false`. */
  readonly moveTo?: string;
  /** Title of a to-do for the item's responsible. */
  readonly todo?: string;
  /** Further attempts before the outcome is told; one entry each. */
  readonly retry?: readonly { readonly afterMs: number }[];
}

/** What `outcomeRules` gives: a rule for every outcome of a robot. */
export interface OutcomeRules {
  readonly robot: string;
  readonly rules: Readonly<Record<string, OutcomeRule>>;
}
