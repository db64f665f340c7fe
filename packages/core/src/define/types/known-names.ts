import type { z } from "zod";
import type { builtInEffects } from "../built-in-effects.ts";
import type { DefaultSchemaLike, ObjectSchemaLike, SchemaLike } from "./schema-like.ts";

/** What a robot or dialog declares: names by kind, and the types behind them. Checks are given this and nothing else. */
export interface KnownNames {
  readonly text: string;
  readonly step: string;
  readonly condition: string;
  readonly outcome: string;
  /** Outcomes without data, or with data that may be left out: anything may lead to them. */
  readonly bare: string;
  readonly exit: string;
  readonly slot: string;
  readonly effect: string;
  readonly locale: string;
  /** How to end, in sentences: `{ end: 'outcome' }` in robots, `{ exit: 'name' }` in dialogs. */
  readonly ending: string;
  /** The robot's own `transferred`; `never` when there is none. */
  readonly transferred: string;
  readonly texts: unknown;
  /** Outcome → what its data must be. */
  readonly data: unknown;
  /** Slot → schema. */
  readonly slots: unknown;
  /** Variable → type: the members of the input and the slots. */
  readonly variables: unknown;
  /** Type of effect → its schemas. */
  readonly effects: unknown;
}

/**
 * Infers the names of an object's members.
 *
 * A plain record on purpose: `Readonly` of it would be instantiated a second time for each name.
 */
export type Declared<Name extends string> = Record<Name, unknown>;

/** {@link KnownNames} of a robot. `Key` is any key that was written in it. */
export interface RobotNames<
  Text extends string,
  Step extends string,
  Outcome extends string,
  Key extends string,
  Parts extends PartsWithNames & Record<"Outcomes", unknown> & Record<"Transferred" | "InputCondition", string>,
> {
  readonly text: Text;
  readonly step: Step;
  readonly condition: Parts["Condition"] | Parts["InputCondition"];
  readonly outcome: Outcome;
  readonly bare: BareOutcome<Outcome, DataOf<Parts["Outcomes"]>>;
  readonly exit: never;
  readonly slot: keyof Parts["Slots"] & string;
  readonly effect: keyof EffectsByType<Parts["Effects"]> & string;
  readonly locale: Parts["Locale"];
  readonly ending: "{ end: 'outcome' }";
  readonly transferred: "transferred" extends Key ? Parts["Transferred"] : never;
  readonly texts: Parts["Texts"];
  readonly data: DataOf<Parts["Outcomes"]>;
  readonly slots: Parts["Slots"];
  readonly variables: z.output<Parts["Input"]> & SlotOutputs<Parts["Slots"]>;
  readonly effects: EffectsByType<Parts["Effects"]>;
}

/** {@link KnownNames} of a dialog. */
export interface DialogNames<
  Text extends string,
  Step extends string,
  Exit extends string,
  Parts extends PartsWithNames,
> {
  readonly text: Text;
  readonly step: Step;
  readonly condition: Parts["Condition"];
  readonly outcome: never;
  readonly bare: never;
  readonly exit: Exit;
  readonly slot: keyof Parts["Slots"] & string;
  readonly effect: keyof EffectsByType<Parts["Effects"]> & string;
  readonly locale: Parts["Locale"];
  readonly ending: "{ exit: 'name' }";
  readonly transferred: never;
  readonly texts: Parts["Texts"];
  readonly data: unknown;
  readonly slots: Parts["Slots"];
  readonly variables: z.output<Parts["Input"]> & SlotOutputs<Parts["Slots"]>;
  readonly effects: EffectsByType<Parts["Effects"]>;
}

/** Values of slots while a call goes on: possibly not filled yet, unless there is a default. */
export type SlotValues<Slots> = {
  readonly [Slot in keyof Slots]: Slots[Slot] extends DefaultSchemaLike
    ? z.output<Slots[Slot]>
    : z.output<Slots[Slot]> | undefined;
};

/** Values of slots that are filled. */
export type SlotOutputs<Slots> = { readonly [Slot in keyof Slots]: z.output<Slots[Slot]> };

/** Outcome → what its data must be, for the outcomes that have data. */
export type DataOf<Outcomes> = {
  readonly [
    Outcome in keyof Outcomes as Outcomes[Outcome] extends { readonly data: ObjectSchemaLike } ? Outcome : never
  ]: Outcomes[Outcome] extends { readonly data: infer Data } ? z.input<Data> : never;
};

/** Outcome → the data that a result has, for the outcomes that have data. */
export type DataOutputs<Outcomes> = {
  readonly [
    Outcome in keyof Outcomes as Outcomes[Outcome] extends { readonly data: ObjectSchemaLike } ? Outcome : never
  ]: Outcomes[Outcome] extends { readonly data: infer Data } ? z.output<Data> : never;
};

/** Members of an object type that must be given. */
export type RequiredKey<Wanted> = {
  [Key in keyof Wanted]-?: string extends Key ? never : Wanted extends Readonly<Record<Key, unknown>> ? Key : never;
}[keyof Wanted];

/** The parts that robots and dialogs have in common. */
interface PartsWithNames {
  readonly Input: SchemaLike;
  readonly Slots: unknown;
  readonly Texts: unknown;
  readonly Effects: unknown;
  readonly Locale: string;
  readonly Condition: string;
}

type BareOutcome<Outcome extends string, Data> = [keyof Data] extends [never]
  ? Outcome
  : | Exclude<Outcome, keyof Data>
    | { [Each in keyof Data]: [RequiredKey<Data[Each]>] extends [never] ? Each & Outcome : never }[keyof Data];

type BuiltInEffects = typeof builtInEffects;

type EffectsByType<Effects> = BuiltInEffects & {
  readonly [
    Each in Effects extends readonly (infer Effect)[]
      ? Extract<Effect, { readonly type: string; readonly input: unknown; readonly output: unknown }>
      : never as Each["type"]
  ]: { readonly input: Each["input"]; readonly output: Each["output"] };
};
