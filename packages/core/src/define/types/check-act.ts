import type { z } from "zod";
import type { CheckEffectName, CheckSlotName } from "./check-names.ts";
import type { CheckValues, Fits, MissingValue, WordsFor } from "./check-values.ts";
import type { KnownNames, RequiredKey } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";

/** Checks the type of the effect that a step performs, and that its input is given where it has one. */
export type CheckAct<Step, Type, Known extends KnownNames> = Type extends keyof Known["effects"]
  ? Step extends { readonly with: unknown }
    ? unknown
    : [RequiredKey<InputOf<Known["effects"][Type]>>] extends [never]
      ? unknown
      : MissingValue<`Effect '${Type & string}'`, RequiredKey<InputOf<Known["effects"][Type]>>>
  : CheckEffectName<Type, Known>;

/** Checks what the effect is asked with. */
export type CheckActWith<Step, Values, Known extends KnownNames> = Step extends {
  readonly act: infer Type extends keyof Known["effects"];
}
  ? CheckValues<`Effect '${Type & string}'`, Values, InputOf<Known["effects"][Type]>, Known>
  : unknown;

/** Checks where the result goes: a slot, or slots with the member that each takes. */
export type CheckActInto<Step, Into, Known extends KnownNames> = Step extends {
  readonly act: infer Type extends keyof Known["effects"];
}
  ? Into extends string
    ? CheckSlotTakes<Into, OutputOf<Known["effects"][Type]>, `the result of '${Type & string}'`, Known>
    : Into extends object
      ? {
          readonly [Slot in keyof Into]: CheckMember<
            Slot,
            Into[Slot],
            NonNullable<OutputOf<Known["effects"][Type]>>,
            Type & string,
            Known
          >;
        }
      : Mistake<"Write the name of a slot, or slots with members of the result: { slot: 'member' }.">
  : unknown;

/** Checks that a slot exists and takes a value of a type; `Giver` names the value in the sentence. */
export type CheckSlotTakes<
  Slot,
  Given,
  Giver extends string,
  Known extends KnownNames,
> = Slot extends keyof Known["slots"]
  ? Fits<Given, z.input<Known["slots"][Slot]>> extends true
    ? unknown
    : Mistake<`Slot '${Slot & string}' takes ${WordsFor<z.input<Known["slots"][Slot]>>}, but ${Giver} is ${WordsFor<Given>}.`>
  : CheckSlotName<Slot, Known>;

type CheckMember<Slot, Member, Result, Type extends string, Known extends KnownNames> = unknown extends Result
  ? CheckSlotName<Slot, Known>
  : Member extends keyof Result
    ? CheckSlotTakes<Slot, Result[Member], `'${Member & string}' of '${Type}'`, Known>
    : string extends Member
      ? CheckSlotName<Slot, Known>
      : Mistake<`The result of '${Type}' has no '${Member extends string ? Member : ""}'. It has: ${ListOf<keyof Result>}.`>;

type InputOf<Effect> = Effect extends { readonly input: infer Schema } ? z.input<Schema> : unknown;

type OutputOf<Effect> = Effect extends { readonly output: infer Schema } ? z.output<Schema> : unknown;
