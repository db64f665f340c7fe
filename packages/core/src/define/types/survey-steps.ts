import type { KnownNames } from "./known-names.ts";
import type { AnswerKey, EndKey, StepKey, TargetKey, WayKey } from "./step-keys.ts";

/**
 * Whether all steps use nothing but declared names and known keys: `true` or `false`.
 *
 * The names of all steps are inferred together and compared once, which costs a hundred times less than taking each
 * step apart. Says nothing about which keys belong together.
 */
export type KnowsNames<Steps, Known extends KnownNames> =
  Steps extends Readonly<
    Record<
      string,
      NamesInStep<
        infer Text,
        infer Step,
        infer Outcome,
        infer Bare,
        infer Exit,
        infer Condition,
        infer Slot,
        infer Effect
      >
    >
  >
    ? AllTrue<
        | Fits<Text, Known["text"]>
        | Fits<Step, Known["step"]>
        | Fits<Outcome, Known["outcome"]>
        | Fits<Bare, Known["bare"]>
        | Fits<Exit, Known["exit"]>
        | Fits<Condition, Known["condition"]>
        | Fits<Slot, Known["slot"]>
        | Fits<Effect, Known["effect"]>
        | KnowsKeys<Steps, Known>
      >
    : false;

/** The outcomes that steps lead to, and the exits of a dialog; `false` when they cannot be told in one go. */
export type EndsOfSteps<Steps> =
  Steps extends Readonly<
    Record<
      string,
      NamesInStep<infer _Text, infer _Step, infer Outcome, infer Bare, infer Exit, infer _C, infer _S, infer _E>
    >
  >
    ? { readonly ends: Inferred<Outcome> | Inferred<Bare> | Inferred<Exit> }
    : false;

type KnowsKeys<Steps, Known extends KnownNames> =
  Steps extends Readonly<Record<string, KeysInStep<infer Key, infer Answer, infer Way, infer End, infer Target>>>
    ? | FitsKeys<Key, StepKey>
      | FitsKeys<Answer, AnswerKey>
      | FitsKeys<Way, WayKey>
      | FitsKeys<End, Known["ending"] extends "{ exit: 'name' }" ? "exit" : EndKey>
      | FitsKeys<Target, TargetKey>
    : false;

/** Nothing was inferred, or names that are known. */
type Fits<Names, Allowed> = unknown extends Names ? true : [Names] extends [Allowed] ? true : false;

/** The same for keys, where nothing was inferred if any string fits. */
type FitsKeys<Keys extends string, Allowed> = string extends Keys ? true : [Keys] extends [Allowed] ? true : false;

type Inferred<Names> = unknown extends Names ? never : Names;

type AllTrue<Answers extends boolean> = [Answers] extends [true] ? true : false;

type NextName<Step, Outcome, Exit> =
  Step | { readonly end: Outcome; readonly data?: unknown } | { readonly exit: Exit };

/** Every place of a step where a name stands. */
interface NamesInStep<Text, Step, Outcome, Bare, Exit, Condition, Slot, Effect> {
  readonly say?: Text;
  readonly ask?: Text;
  readonly text?: Text;
  readonly noInput?: readonly Text[];
  readonly noMatch?: readonly Text[];
  readonly confirm?: Text;
  readonly readBack?: true | Text;
  readonly filler?: Text;
  readonly whisper?: Text;
  readonly opening?: Text;
  readonly collect?: Slot;
  readonly fill?: readonly Slot[];
  readonly act?: Effect;
  readonly effects?: readonly Effect[];
  readonly hungUp?: Bare;
  readonly transferred?: Bare;
  readonly next?: NextName<Step, Outcome, Exit>;
  readonly exhausted?: NextName<Step, Outcome, Exit>;
  readonly failed?: NextName<Step, Outcome, Exit>;
  readonly busy?: NextName<Step, Outcome, Exit>;
  readonly noAnswer?: NextName<Step, Outcome, Exit>;
  readonly declined?: NextName<Step, Outcome, Exit>;
  readonly closed?: NextName<Step, Outcome, Exit>;
  readonly exits?: Readonly<Record<string, NextName<Step, Outcome, Exit>>>;
  readonly answers?: Readonly<
    Record<string, { readonly next?: NextName<Step, Outcome, Exit>; readonly confirm?: Text }>
  >;
  readonly branch?: readonly { readonly if?: Condition; readonly next?: NextName<Step, Outcome, Exit> }[];
}

type Keys<Key extends string> = Partial<Record<Key, unknown>>;

type NextKeys<End extends string> = string | Keys<End>;

/** Every place of a step where an object stands, with its keys. */
type KeysInStep<
  Key extends string,
  Answer extends string,
  Way extends string,
  End extends string,
  Target extends string,
> = Keys<Key> & {
  readonly next?: NextKeys<End>;
  readonly exhausted?: NextKeys<End>;
  readonly failed?: NextKeys<End>;
  readonly busy?: NextKeys<End>;
  readonly noAnswer?: NextKeys<End>;
  readonly declined?: NextKeys<End>;
  readonly closed?: NextKeys<End>;
  readonly exits?: Readonly<Record<string, NextKeys<End>>>;
  readonly answers?: Readonly<Record<string, Keys<Answer> & { readonly next?: NextKeys<End> }>>;
  readonly branch?: readonly (Keys<Way> & { readonly next?: NextKeys<End> })[];
  readonly transfer?: Keys<Target>;
};
