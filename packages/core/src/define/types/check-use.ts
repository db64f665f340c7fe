import type { z } from "zod";
import type { CheckSlotTakes } from "./check-act.ts";
import type { CheckNext, CheckSlotName } from "./check-names.ts";
import type { CheckValues, MissingValue } from "./check-values.ts";
import type { KnownNames, RequiredKey } from "./known-names.ts";
import type { ListOf, Mistake } from "./mistake.ts";
import type { SchemaLike } from "./schema-like.ts";

/** Checks the dialog of a step: that it is one, speaks the robot's languages, and is given its input. */
export type CheckUse<Step, Dialog, Known extends KnownNames> = Dialog extends DialogLike
  ? [Exclude<Known["locale"], LocaleOf<Dialog>>] extends [never]
    ? Step extends { readonly with: unknown }
      ? unknown
      : [RequiredKey<z.input<Dialog["input"]>>] extends [never]
        ? unknown
        : MissingValue<"The dialog", RequiredKey<z.input<Dialog["input"]>>>
    : string extends LocaleOf<Dialog>
      ? unknown
      : Mistake<`The dialog has no words for locale '${ListOf<Exclude<Known["locale"], LocaleOf<Dialog>>>}'.`>
  : Mistake<"Write a dialog, made by defineDialog.">;

/** Checks what the dialog is given. */
export type CheckUseWith<Step, Values, Known extends KnownNames> = Step extends {
  readonly use: infer Dialog extends DialogLike;
}
  ? CheckValues<"The dialog", Values, z.input<Dialog["input"]>, Known>
  : unknown;

/** Checks which slots take what the dialog has filled. */
export type CheckUseInto<Step, Into, Known extends KnownNames> = Step extends {
  readonly use: infer Dialog extends DialogLike;
}
  ? Into extends object
    ? { readonly [Slot in keyof Into]: CheckTaken<Slot, Into[Slot], Dialog["slots"], Known> }
    : Mistake<"Write slots with slots of the dialog: { slot: 'slotOfDialog' }.">
  : unknown;

/** Checks where the exits of the dialog lead: each somewhere, and no others. */
export type CheckUseExits<Step, Exits, Known extends KnownNames> = Step extends {
  readonly use: infer Dialog extends DialogLike;
}
  ? [Exclude<ExitOf<Dialog>, keyof Exits>] extends [never]
    ? {
        readonly [Exit in keyof Exits]: Exit extends ExitOf<Dialog>
          ? CheckNext<Exits[Exit], Known>
          : Mistake<`The dialog has no exit '${Exit & string}'. Exits: ${ListOf<ExitOf<Dialog>>}.`>;
      }
    : string extends ExitOf<Dialog>
      ? { readonly [Exit in keyof Exits]: CheckNext<Exits[Exit], Known> }
      : Mistake<`'exits' do not say where these exits of the dialog lead: ${ListOf<Exclude<ExitOf<Dialog>, keyof Exits>>}.`>
  : unknown;

/** What `defineDialog` gives, as far as checks need to know it. */
interface DialogLike {
  readonly kind: "dialog";
  readonly input: SchemaLike;
  readonly slots: unknown;
  readonly exitNames: readonly string[];
  readonly types?: { readonly locale: string };
}

type ExitOf<Dialog extends DialogLike> = Dialog["exitNames"][number];

type LocaleOf<Dialog extends DialogLike> = NonNullable<Dialog["types"]>["locale"];

type CheckTaken<Slot, Inner, Slots, Known extends KnownNames> = Inner extends keyof Slots
  ? CheckSlotTakes<Slot, z.output<Slots[Inner]>, `'${Inner & string}' of the dialog`, Known>
  : string extends Inner
    ? CheckSlotName<Slot, Known>
    : [keyof Slots] extends [never]
      ? Mistake<"The dialog has no slots.">
      : Mistake<`The dialog has no slot '${Inner extends string ? Inner : ""}'. Slots: ${ListOf<keyof Slots>}.`>;
