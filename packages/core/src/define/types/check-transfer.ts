import type { KnownNames } from "./known-names.ts";
import type { Mistake } from "./mistake.ts";
import type { TargetKey } from "./step-keys.ts";

/** Checks whom a call is handed to: one of the four ways to say it. Dialogs cannot hand over. */
export type CheckTarget<Target, Known extends KnownNames> = Known["ending"] extends "{ exit: 'name' }"
  ? Mistake<"A dialog cannot transfer the call. Lead out with { exit: 'name' }, and transfer where the dialog is used.">
  : Target extends { readonly [Key in TargetKey]: Readonly<Record<Key, unknown>> }[TargetKey]
    ? {
        readonly [Key in keyof Target]: Key extends TargetKey
          ? [Exclude<keyof Target & TargetKey, Key>] extends [never]
            ? Target[Key] extends string
              ? unknown
              : Mistake<"Write a string.">
            : Mistake<"A call is handed to one place. Write one of queue, operator, number and script.">
          : Mistake<`A transfer goes to no '${Key & string}'. Keys: queue, operator, number, script.`>;
      }
    : Mistake<"Write whom the call is handed to: { queue }, { operator }, { number } or { script }.">;
