import type { z } from "zod";
import type { CollectKind } from "../document.ts";
import type { SlotRecogniser } from "../robot-definition.ts";
import type { CheckDtmfKey, CheckHear } from "./check-answers.ts";
import type { CheckSlotName, CheckTextName } from "./check-names.ts";
import type { WordsOf } from "./check-texts.ts";
import type { Fits, WordsFor } from "./check-values.ts";
import type { KnownNames } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";
import type { KindOfSlot, KindsOfSlot } from "./slot-kinds.ts";

/** Checks the slot of a collect step, and that its schema tells what is heard where the step does not say it. */
export type CheckCollect<Step, Slot, Known extends KnownNames> = Slot extends keyof Known["slots"]
  ? Step extends { readonly as: unknown } | { readonly hear: unknown } | { readonly choices: unknown }
    ? unknown
    : [KindOfSlot<Known["slots"][Slot]>] extends [never]
      ? Mistake<`The schema of slot '${Slot & string}' does not tell what is heard. Say it in 'as', or in 'hear' with a recogniser of your own.`>
      : [KindOfSlot<Known["slots"][Slot]>] extends ["choice"]
        ? Mistake<`Slot '${Slot & string}' lists its values. Say in 'choices' how each is heard.`>
        : unknown
  : CheckSlotName<Slot, Known>;

/** Checks `as`: a kind of value that the slot takes. */
export type CheckCollectKind<Step, Kind, Known extends KnownNames> = Kind extends CollectKind
  ? Kind extends "own"
    ? Step extends { readonly hear: unknown }
      ? unknown
      : Mistake<"'own' needs 'hear', a recogniser of your own.">
    : Kind extends "choice"
      ? Step extends { readonly choices: unknown }
        ? unknown
        : Mistake<"'choice' needs 'choices', which say how each value is heard.">
      : SlotSchemaOf<Step, Known> extends infer Schema
        ? [Schema] extends [never]
          ? unknown
          : Kind extends KindsOfSlot<Schema>
            ? unknown
            : Mistake<`Slot '${SlotOf<Step>}' takes ${SlotWords<Schema>}, which '${Kind}' does not hear.`>
        : never
  : string extends Kind
    ? unknown
    : Mistake<`'${Kind extends string | number ? Kind : ""}' is no kind of value. Kinds: ${ListOf<CollectKind>}.`>;

/** Checks the user's own recogniser: it gives what the slot takes. */
export type CheckCollectHear<Step, Value, Known extends KnownNames> = Step extends {
  readonly as: Exclude<CollectKind, "own">;
}
  ? Mistake<`'hear' stands beside as: 'own' alone. Leave one of the two out.`>
  : Value extends SlotRecogniser<infer Heard>
    ? SlotSchemaOf<Step, Known> extends infer Schema
      ? [Schema] extends [never]
        ? unknown
        : Fits<Heard, z.input<Schema>> extends true
          ? unknown
          : Mistake<`Slot '${SlotOf<Step>}' takes ${WordsFor<z.input<Schema>>}, but this recogniser hears ${WordsFor<Heard>}.`>
      : never
    : Mistake<"Write a recogniser of values, made by defineRecogniser with 'read'.">;

/** Checks `choices`: one for each value that the slot lists. */
export type CheckChoices<Step, Choices, Known extends KnownNames> = Step extends
  { readonly as: Exclude<CollectKind, "choice"> } | { readonly hear: unknown }
  ? Mistake<"'choices' stand beside as: 'choice' alone. Leave one of the two out.">
  : SlotSchemaOf<Step, Known> extends infer Schema
    ? [Schema] extends [never]
      ? unknown
      : "choice" extends KindsOfSlot<Schema>
        ? CheckEachChoice<Choices, Extract<z.input<Schema>, string>, SlotOf<Step>>
        : Mistake<`Slot '${SlotOf<Step>}' lists no values to choose from. Give it a schema such as z.enum(['new', 'old']).`>
    : never;

/** Checks `readBack`: `true`, or a text that speaks the value. */
export type CheckReadBack<Step, Value, Known extends KnownNames> = Value extends true
  ? SlotOf<Step> extends keyof Known["variables"]
    ? unknown extends Known["variables"][SlotOf<Step>]
      ? unknown
      : Known["variables"][SlotOf<Step>] extends string | number | boolean
        ? unknown
        : Mistake<`Slot '${SlotOf<Step>}' cannot be read back: it must be a string, number or boolean.`>
    : unknown
  : Value extends string
    ? Value extends keyof Known["texts"]
      ? SlotOf<Step> extends keyof Known["slots"]
        ? Speaks<WordsOf<Known["texts"][Value]>, SlotOf<Step>> extends true
          ? unknown
          : Mistake<`Text '${Value}' does not speak {${SlotOf<Step>}}, the value that it reads back.`>
        : unknown
      : CheckTextName<Value, Known>
    : Mistake<"Write true, or the name of a text that reads the value back.">;

/** Checks the confidence below which a value is read back. */
export type CheckCollectConfidence<Step, Value> = Value extends number
  ? Step extends { readonly readBack: unknown }
    ? unknown
    : Mistake<"'confirmBelow' needs 'readBack', which reads the value back.">
  : Mistake<"Write a number from 0 to 1.">;

type Speaks<Words, Variable extends string> = string extends Words | Variable
  ? true
  : [Words] extends [`${string}{${Variable}${"}" | ":"}${string}`]
    ? true
    : false;

type SlotOf<Step> = Step extends { readonly collect: infer Slot extends string } ? Slot : never;

/** The schema of the step's slot; `never` when there is no such slot, which is told elsewhere. */
type SlotSchemaOf<Step, Known extends KnownNames> =
  SlotOf<Step> extends infer Slot extends keyof Known["slots"] ? Known["slots"][Slot] : never;

type SlotWords<Schema> = [KindOfSlot<Schema>] extends [never]
  ? WordsFor<z.input<Schema>>
  : KindOfSlot<Schema> extends "date"
    ? "a date"
    : KindOfSlot<Schema> extends "time"
      ? "a time of day"
      : KindOfSlot<Schema> extends "phone"
        ? "a phone number"
        : WordsFor<z.input<Schema>>;

type CheckEachChoice<Choices, Values extends string, Slot extends string> = string extends Values
  ? unknown
  : [Exclude<Values, keyof Choices>] extends [never]
    ? {
        readonly [Value in keyof Choices]: Value extends Values
          ? CheckChoice<Value, Choices[Value]>
          : Mistake<`Slot '${Slot}' does not take '${Value & string}'. It takes: ${ListOf<Values>}.`>;
      }
    : Mistake<`'choices' do not say how these values of slot '${Slot}' are heard: ${ListOf<Exclude<Values, keyof Choices>>}.`>;

type CheckChoice<Value extends string, Choice> = Choice extends { readonly hear: unknown } | { readonly key: unknown }
  ? {
      readonly [Key in keyof Choice]: Key extends "hear"
        ? CheckHear<Choice[Key]>
        : Key extends "key"
          ? CheckDtmfKey<Choice[Key]>
          : Mistake<`A choice has no key '${Key & string}'. Keys: hear, key.`>;
    }
  : Mistake<`Choice '${Value}' can never be made. Add 'hear', 'key' or both.`>;
