import type { Recogniser } from "../robot-definition.ts";
import type { CheckConditionName, CheckNext, CheckOutcomeName, CheckTextName } from "./check-names.ts";
import type { Mistake } from "./mistake.ts";
import type { GoodStep, UnknownKeyOf } from "./good-steps.ts";
import type { DtmfKey, KnownNames, StepShape } from "./robot-shape.ts";

/**
 * Checks every step of a robot: its kind, its keys, and the names in it.
 *
 * Steps without a mistake cost one comparison each: only a robot with a mistake is taken apart step by step. While an
 * editor asks for completions, `Steps` is not known yet and the loose shape tells what may be written.
 */
export type CheckSteps<Steps, Known extends KnownNames> = unknown extends Steps
  ? Readonly<Record<string, NoInfer<StepShape<Known>>>>
  : string extends keyof Steps
    ? unknown
    : Steps extends Readonly<Record<string, GoodStep<Known>>>
      ? [UnknownKeyOf<Steps[keyof Steps]>] extends [never]
        ? unknown
        : { readonly [Step in keyof Steps]: CheckStep<Step & string, Steps[Step], Known> }
      : { readonly [Step in keyof Steps]: CheckStep<Step & string, Steps[Step], Known> };

type CheckStep<Name extends string, Step, Known extends KnownNames> = Step extends { readonly say: unknown }
  ? CheckSay<Name, Step, Known>
  : Step extends { readonly ask: unknown }
    ? CheckAsk<Name, Step, Known>
    : Step extends { readonly branch: unknown }
      ? { readonly [Key in keyof Step]: CheckBranchKey<Key, Step[Key], Known> }
      : Mistake<`Step '${Name}' has no kind. Give it 'say', 'ask' or 'branch' as first key.`>;

type CheckSay<Name extends string, Step, Known extends KnownNames> = Step extends { readonly next: unknown }
  ? { readonly [Key in keyof Step]: CheckSayKey<Key, Step[Key], Known> }
  : Mistake<`Step '${Name}' says a text but has no 'next'. Lead on to a step, or end with { end: 'outcome' }.`>;

type CheckAsk<Name extends string, Step, Known extends KnownNames> = Step extends { readonly answers: unknown }
  ? Step extends { readonly exhausted: unknown }
    ? { readonly [Key in keyof Step]: CheckAskKey<Key, Step[Key], Known> }
    : Mistake<`Step '${Name}' asks but has no 'exhausted'. Say where it leads when no answer came.`>
  : Mistake<`Step '${Name}' asks but has no 'answers'.`>;

type CheckSayKey<Key, Value, Known extends KnownNames> = Key extends "say"
  ? CheckTextName<Value, Known>
  : Key extends "next"
    ? CheckNext<Value, Known>
    : Key extends "hungUp"
      ? CheckOutcomeName<Value, Known>
      : Mistake<`A say step has no key '${Key & string}'. Keys: say, next, hungUp.`>;

type CheckAskKey<Key, Value, Known extends KnownNames> = Key extends "ask"
  ? CheckTextName<Value, Known>
  : Key extends "answers"
    ? { readonly [Answer in keyof Value]: CheckAnswer<Answer & string, Value[Answer], Known> }
    : Key extends "noInput" | "noMatch"
      ? CheckPrompts<Value, Known>
      : Key extends "exhausted"
        ? CheckNext<Value, Known>
        : Key extends "hungUp"
          ? CheckOutcomeName<Value, Known>
          : Key extends "timeoutMs"
            ? CheckType<Value, number, "a number of milliseconds">
            : Mistake<`An ask step has no key '${Key & string}'. Keys: ask, answers, noInput, noMatch, exhausted, timeoutMs, hungUp.`>;

type CheckPrompts<Prompts, Known extends KnownNames> = Prompts extends readonly unknown[]
  ? { readonly [Index in keyof Prompts]: CheckTextName<Prompts[Index], Known> }
  : Mistake<"Write a list of names of texts, one per repetition.">;

type CheckType<Value, Wanted, Words extends string> = Value extends Wanted ? unknown : Mistake<`Write ${Words}.`>;

type CheckAnswer<Name extends string, Answer, Known extends KnownNames> = Answer extends { readonly next: unknown }
  ? Answer extends { readonly hear: unknown } | { readonly key: unknown }
    ? { readonly [Key in keyof Answer]: CheckAnswerKey<Key, Answer[Key], Known> }
    : Mistake<`Answer '${Name}' can never be given. Add 'hear', 'key' or both.`>
  : Mistake<`Answer '${Name}' has no 'next'. Lead on to a step, or end with { end: 'outcome' }.`>;

type CheckAnswerKey<Key, Value, Known extends KnownNames> = Key extends "next"
  ? CheckNext<Value, Known>
  : Key extends "hear"
    ? CheckType<Value, Recogniser | readonly Recogniser[], "a recogniser such as yesNo.yes, or a list of them">
    : Key extends "key"
      ? Value extends DtmfKey
        ? unknown
        : Mistake<`'${Value extends string | number ? Value : ""}' is not a key of a telephone. Keys: '0' to '9', '*', '#'.`>
      : Mistake<`An answer has no key '${Key & string}'. Keys: hear, key, next.`>;

type CheckBranchKey<Key, Value, Known extends KnownNames> = Key extends "branch"
  ? Value extends readonly [] | readonly [...unknown[], { readonly if: unknown }]
    ? Mistake<"The last way of a branch must have no condition, so that one way is always open.">
    : Value extends readonly unknown[]
      ? { readonly [Index in keyof Value]: CheckWay<Value[Index], Known> }
      : Mistake<"Write a list of ways: [{ if: 'condition', next: 'step' }, { next: 'step' }].">
  : Mistake<`A branch step has no key '${Key & string}'. Keys: branch.`>;

type CheckWay<Way, Known extends KnownNames> = Way extends { readonly next: unknown }
  ? {
      readonly [Key in keyof Way]: Key extends "if"
        ? CheckConditionName<Way[Key], Known>
        : Key extends "next"
          ? CheckNext<Way[Key], Known>
          : Mistake<`A way of a branch has no key '${Key & string}'. Keys: if, next.`>;
    }
  : Mistake<`A way of a branch has no 'next'. Lead on to a step, or end with { end: 'outcome' }.`>;
