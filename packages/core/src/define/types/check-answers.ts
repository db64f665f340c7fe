import type { Recogniser } from "../robot-definition.ts";
import type { CheckConditionName, CheckNext, CheckTextName } from "./check-names.ts";
import type { KnownNames } from "./known-names.ts";
import type { Mistake } from "./mistake.ts";
import type { DtmfKey } from "./robot-shape.ts";

/** Checks the answers of a question. */
export type CheckAnswers<Answers, Known extends KnownNames> = {
  readonly [Name in keyof Answers]: CheckAnswer<Name & string, Answers[Name], Known>;
};

/** Checks the confidence below which a question asks back. */
export type CheckAskConfidence<Step, Value> = Value extends number
  ? "confirm" extends keyof Step
    ? unknown
    : Step extends { readonly answers: infer Answers }
      ? [UnconfirmedAnswer<Answers>] extends [never]
        ? unknown
        : Mistake<"'confirmBelow' needs 'confirm', the text that asks back: on the step, or on every answer that is heard.">
      : unknown
  : Mistake<"Write a number from 0 to 1.">;

/** Checks recognisers of a meaning, in `hear`. */
export type CheckHear<Value> = Value extends Recogniser | readonly Recogniser[]
  ? unknown
  : Mistake<"Write a recogniser such as yesNo.yes, or a list of them.">;

/** Checks a key of the telephone. */
export type CheckDtmfKey<Value> = Value extends DtmfKey
  ? unknown
  : string extends Value
    ? unknown
    : Mistake<`'${Value extends string | number ? Value : ""}' is not a key of a telephone. Keys: '0' to '9', '*', '#'.`>;

/** Checks the ways of a branch. */
export type CheckBranch<Ways, Known extends KnownNames> = Ways extends
  readonly [] | readonly [...unknown[], { readonly if: unknown }]
  ? Mistake<"The last way of a branch must have no condition, so that one way is always open.">
  : Ways extends readonly unknown[]
    ? { readonly [Index in keyof Ways]: CheckWay<Ways[Index], Known> }
    : Mistake<"Write a list of ways: [{ if: 'condition', next: 'step' }, { next: 'step' }].">;

type UnconfirmedAnswer<Answers> = {
  [Name in keyof Answers]: Answers[Name] extends { readonly hear: unknown }
    ? Answers[Name] extends { readonly confirm: unknown }
      ? never
      : Name
    : never;
}[keyof Answers];

type CheckAnswer<Name extends string, Answer, Known extends KnownNames> = Answer extends { readonly next: unknown }
  ? Answer extends { readonly hear: unknown } | { readonly key: unknown }
    ? { readonly [Key in keyof Answer]: CheckAnswerKey<Key, Answer[Key], Known> }
    : Mistake<`Answer '${Name}' can never be given. Add 'hear', 'key' or both.`>
  : Mistake<`Answer '${Name}' has no 'next'. Say where it leads.`>;

type CheckAnswerKey<Key, Value, Known extends KnownNames> = Key extends "next"
  ? CheckNext<Value, Known>
  : Key extends "hear"
    ? CheckHear<Value>
    : Key extends "key"
      ? CheckDtmfKey<Value>
      : Key extends "confirm"
        ? CheckTextName<Value, Known>
        : Mistake<`An answer has no key '${Key & string}'. Keys: hear, key, next, confirm.`>;

type CheckWay<Way, Known extends KnownNames> = Way extends { readonly next: unknown }
  ? {
      readonly [Key in keyof Way]: Key extends "if"
        ? CheckConditionName<Way[Key], Known>
        : Key extends "next"
          ? CheckNext<Way[Key], Known>
          : Mistake<`A way of a branch has no key '${Key & string}'. Keys: if, next.`>;
    }
  : Mistake<"A way of a branch has no 'next'. Say where it leads.">;
