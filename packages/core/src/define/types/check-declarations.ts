import type { Mistake } from "./mistake.ts";
import type { SchemaLike } from "./schema-like.ts";

/** Checks the slots: schemas, with names that the input does not have. */
export type CheckSlots<Slots, Input> = unknown extends Slots
  ? unknown
  : {
      readonly [Slot in keyof Slots]: Slots[Slot] extends SchemaLike
        ? Slot extends keyof Input
          ? string extends keyof Input
            ? unknown
            : Mistake<`The input has '${Slot & string}' already, so texts could not tell which one they speak. Rename the slot.`>
          : unknown
        : Mistake<`Slot '${Slot & string}' is no schema. Write one, e.g. z.string().`>;
    };

/** Checks the list of effects. */
export type CheckEffects<Effects> = Effects extends readonly unknown[]
  ? {
      readonly [Index in keyof Effects]: Effects[Index] extends { readonly kind: "effect" }
        ? unknown
        : Mistake<"Write an effect, made by defineEffect.">;
    }
  : unknown extends Effects
    ? unknown
    : Mistake<"Write a list of effects, made by defineEffect.">;
