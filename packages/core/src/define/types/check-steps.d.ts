import type { CheckConditionName, CheckNext, CheckOutcomeName, CheckTextName } from "./check-names.ts";
import type { Mistake } from "./mistake.ts";
import type { DtmfKey, KnownNames } from "./robot-shape.ts";
/** Checks every step of a robot: its kind, its keys, and the names in it. */
export type CheckSteps<Steps, Known extends KnownNames> = string extends keyof Steps ? unknown : {
    readonly [Step in keyof Steps]: CheckStep<Step & string, Steps[Step], Known>;
};
type CheckStep<Name extends string, Step, Known extends KnownNames> = Step extends {
    readonly say: unknown;
} ? CheckSay<Name, Step, Known> : Step extends {
    readonly ask: unknown;
} ? CheckAsk<Name, Step, Known> : Step extends {
    readonly branch: unknown;
} ? {
    readonly [Key in keyof Step]: CheckBranchKey<Key, Step[Key], Known>;
} : Mistake<`Step '${Name}' has no kind. Give it 'say', 'ask' or 'branch' as first key.`>;
type CheckSay<Name extends string, Step, Known extends KnownNames> = Step extends {
    readonly next: unknown;
} ? {
    readonly [Key in keyof Step]: CheckSayKey<Key, Step[Key], Known>;
} : Mistake<`Step '${Name}' says a text but has no 'next'. Lead on to a step, or end with { end: 'outcome' }.`>;
type CheckAsk<Name extends string, Step, Known extends KnownNames> = Step extends {
    readonly answers: unknown;
} ? Step extends {
    readonly exhausted: unknown;
} ? {
    readonly [Key in keyof Step]: CheckAskKey<Key, Step[Key], Known>;
} : Mistake<`Step '${Name}' asks but has no 'exhausted'. Say where it leads when no answer came.`> : Mistake<`Step '${Name}' asks but has no 'answers'.`>;
type CheckSayKey<Key, Value, Known extends KnownNames> = Key extends "say" ? CheckTextName<Value, Known> : Key extends "next" ? CheckNext<Value, Known> : Key extends "hungUp" ? CheckOutcomeName<Value, Known> : Mistake<`A say step has no key '${Key & string}'. Keys: say, next, hungUp.`>;
type CheckAskKey<Key, Value, Known extends KnownNames> = Key extends "ask" ? CheckTextName<Value, Known> : Key extends "answers" ? {
    readonly [Answer in keyof Value]: CheckAnswer<Answer & string, Value[Answer], Known>;
} : Key extends "noInput" | "noMatch" ? {
    readonly [Index in keyof Value]: CheckTextName<Value[Index], Known>;
} : Key extends "exhausted" ? CheckNext<Value, Known> : Key extends "hungUp" ? CheckOutcomeName<Value, Known> : Key extends "timeoutMs" ? unknown : Mistake<`An ask step has no key '${Key & string}'. Keys: ask, answers, noInput, noMatch, exhausted, timeoutMs, hungUp.`>;
type CheckAnswer<Name extends string, Answer, Known extends KnownNames> = Answer extends {
    readonly next: unknown;
} ? Answer extends {
    readonly hear: unknown;
} | {
    readonly key: unknown;
} ? {
    readonly [Key in keyof Answer]: CheckAnswerKey<Key, Answer[Key], Known>;
} : Mistake<`Answer '${Name}' can never be given. Add 'hear', 'key' or both.`> : Mistake<`Answer '${Name}' has no 'next'. Lead on to a step, or end with { end: 'outcome' }.`>;
type CheckAnswerKey<Key, Value, Known extends KnownNames> = Key extends "next" ? CheckNext<Value, Known> : Key extends "hear" ? unknown : Key extends "key" ? Value extends DtmfKey ? unknown : Mistake<`'${Value & string}' is not a key of a telephone. Keys: 0-9, *, #.`> : Mistake<`An answer has no key '${Key & string}'. Keys: hear, key, next.`>;
type CheckBranchKey<Key, Value, Known extends KnownNames> = Key extends "branch" ? Value extends readonly [] | readonly [...unknown[], {
    readonly if: unknown;
}] ? Mistake<"The last way of a branch must have no condition, so that one way is always open."> : {
    readonly [Index in keyof Value]: CheckWay<Value[Index], Known>;
} : Mistake<`A branch step has no key '${Key & string}'. Keys: branch.`>;
type CheckWay<Way, Known extends KnownNames> = Way extends {
    readonly next: unknown;
} ? {
    readonly [Key in keyof Way]: Key extends "if" ? CheckConditionName<Way[Key], Known> : Key extends "next" ? CheckNext<Way[Key], Known> : Mistake<`A way of a branch has no key '${Key & string}'. Keys: if, next.`>;
} : Mistake<`A way of a branch has no 'next'. Lead on to a step, or end with { end: 'outcome' }.`>;
export {};
