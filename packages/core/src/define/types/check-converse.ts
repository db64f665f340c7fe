import type { CheckEffectName, CheckNext, CheckSlotName } from "./check-names.ts";
import type { CheckWords } from "./check-words.ts";
import type { KnownNames } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";

/** Checks what a model is told to reach. */
export type CheckGoal<Goal, Known extends KnownNames> = Goal extends string
  ? CheckWords<"The instruction", Goal, Known["locale"], Known>
  : Mistake<"Write in words what the model is to reach.">;

/** Checks the slots that a model may fill. */
export type CheckSlotNames<Slots, Known extends KnownNames> = Slots extends readonly unknown[]
  ? { readonly [Index in keyof Slots]: CheckSlotName<Slots[Index], Known> }
  : Mistake<"Write a list of names of slots.">;

/** Checks the effects that a model may ask for. */
export type CheckEffectNames<Effects, Known extends KnownNames> = Effects extends readonly unknown[]
  ? { readonly [Index in keyof Effects]: CheckEffectName<Effects[Index], Known> }
  : Mistake<"Write a list of types of effects.">;

/** Checks the limits of a passage. */
export type CheckLimits<Limits> = Limits extends object
  ? [Exclude<Limit, keyof Limits>] extends [never]
    ? {
        readonly [Key in keyof Limits]: Key extends Limit
          ? Limits[Key] extends number
            ? unknown
            : Mistake<"Write a number.">
          : Mistake<`There is no limit '${Key & string}'. Limits: turns, timeMs, cost.`>;
      }
    : Mistake<`Limits are missing: ${ListOf<Exclude<Limit, keyof Limits>>}.`>
  : Mistake<"Write the limits of the passage: { turns, timeMs, cost }.">;

/** Checks where a passage leads. */
export type CheckConverseExits<Exits, Known extends KnownNames> = Exits extends object
  ? [Exclude<ConverseExit, keyof Exits>] extends [never]
    ? {
        readonly [Exit in keyof Exits]: Exit extends ConverseExit
          ? CheckNext<Exits[Exit], Known>
          : Mistake<`A passage has no exit '${Exit & string}'. Exits: done, gaveUp, limit, failed.`>;
      }
    : Mistake<`Exits are missing: ${ListOf<Exclude<ConverseExit, keyof Exits>>}.`>
  : Mistake<"Write where the passage leads: { done, gaveUp, limit, failed }.">;

type Limit = "turns" | "timeMs" | "cost";

type ConverseExit = "done" | "gaveUp" | "limit" | "failed";
