import type { ListOf, Mistake } from "./mistake.ts";

/** Checks outcome rules: one for every outcome of the robot, none for others. */
export type CheckRules<Rules, Outcome extends string> = ([Exclude<Outcome, keyof Rules>] extends [never]
  ? unknown
  : Mistake<`No rule for outcome: ${ListOf<Exclude<Outcome, keyof Rules>>}. Write {} if only its trigger shall fire.`>) & {
  readonly [Name in keyof Rules]: Name extends Outcome
    ? { readonly [Key in keyof Rules[Name]]: CheckRuleKey<Key, Rules[Name]> }
    : Mistake<`Outcome '${Name & string}' does not exist. Outcomes: ${ListOf<Outcome>}.`>;
};

type CheckRuleKey<Key extends keyof Rule, Rule> = Key extends "trigger"
  ? Rule[Key] extends false
    ? unknown
    : Mistake<"Every outcome fires its trigger by itself. Leave 'trigger' out, or set it to false.">
  : Key extends "moveTo"
    ? Rule extends { readonly trigger: false }
      ? unknown
      : Mistake<"'moveTo' needs 'trigger: false': a trigger and a move together would move the item twice.">
    : Key extends "todo" | "retry"
      ? unknown
      : Mistake<`A rule has no key '${Key & string}'. Keys: trigger, moveTo, todo, retry.`>;
