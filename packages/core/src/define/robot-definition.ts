import type { z } from "zod";
import type { DialogDocument, RobotDocument } from "./document.ts";
import type { EffectDefinition } from "./effect-definition.ts";

/** Hears one meaning in an utterance. Pure: the same words give the same answer. */
export interface Recogniser {
  readonly kind: string;
  /** Stable name, written into the document. */
  readonly name: string;
  readonly locales: readonly string[];
  /** How sure it is that the utterance means this, 0–1; `undefined` when it does not. */
  match(utterance: string, locale: string): number | undefined;
}

/** What hearing knows about the call beside the words. */
export interface HearingFacts {
  /** Wall-clock date and time of the client, e.g. `2026-11-27T14:05`. */
  readonly now: string;
  /** ISO 3166 code of phone numbers said without a country, e.g. `RU`. */
  readonly country: string;
}

/** Hears a value in an utterance, for a slot. Pure: the same words and facts give the same value. */
export interface SlotRecogniser<Value = unknown> {
  readonly kind: string;
  /** Stable name, written into the document, e.g. `grammar.money`. */
  readonly name: string;
  readonly locales: readonly string[];
  /** The value and how sure it is, 0–1; `undefined` when the words hold none. */
  read(
    utterance: string,
    locale: string,
    facts: HearingFacts,
  ): { readonly value: Value; readonly confidence: number } | undefined;
  /** The value of keys pressed, without the closing `#`. Absent: keys give none. */
  readKeys?(keys: string, facts: HearingFacts): Value | undefined;
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
  /** Recognisers of values, by name, e.g. `grammar.money`. */
  readonly slotRecognisers: Readonly<Record<string, SlotRecogniser>>;
  /** Effects beside the built-in ones, by type. */
  readonly effects: Readonly<Record<string, EffectDefinition>>;
  /** Makes an input of this version from one of an older version, which robots placed in a CRM still send. */
  readonly upgradeInput?: (old: Readonly<Record<string, unknown>>) => unknown;
}

/** What `defineDialog` gives: a sub-dialog that robots take up with `use`. */
export interface DialogDefinition<
  Input = unknown,
  Slots = unknown,
  Exit extends string = string,
  Given = Input,
  Locale extends string = string,
> {
  readonly kind: "dialog";
  readonly id: string;
  readonly document: DialogDocument;
  /** Conditions are named as the dialog names them; where it is used they are called `<dialog id>.<name>`. */
  readonly functions: Pick<RobotFunctions, "recognisers" | "slotRecognisers" | "conditions" | "effects">;
  /** Checks what it is given and fills in defaults. */
  readonly input: z.ZodType<Input, Given>;
  /** Schemas of the slots that it fills. */
  readonly slots: SlotSchemas<Slots>;
  /** Only for the compiler: the ways out of it. */
  readonly exitNames: readonly Exit[];
  /** Only for the compiler, never there: the languages that it speaks. */
  readonly types?: { readonly locale: Locale };
}

/** A schema for every slot. */
export type SlotSchemas<Slots> = { readonly [Slot in keyof Slots]: z.ZodType<Slots[Slot]> };

/** What `defineRobot` gives: a document, the functions it names, and their common fingerprint. */
export interface RobotDefinition<
  Input = unknown,
  Outcome extends string = string,
  Given = Input,
  Slots = unknown,
  Data = unknown,
> {
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
  /** Only for the compiler, never there: slots by name as a call may leave them, and the data of each outcome that has some. */
  readonly types?: { readonly slots: Slots; readonly data: Data };
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
