import type { CheckAct, CheckActInto, CheckActWith } from "./check-act.ts";
import type { CheckAnswers, CheckAskConfidence, CheckBranch } from "./check-answers.ts";
import type {
  CheckChoices,
  CheckCollect,
  CheckCollectConfidence,
  CheckCollectHear,
  CheckCollectKind,
  CheckReadBack,
} from "./check-collect.ts";
import type { CheckConverseExits, CheckEffectNames, CheckGoal, CheckLimits, CheckSlotNames } from "./check-converse.ts";
import type { CheckNext, CheckOutcomeName, CheckTextName } from "./check-names.ts";
import type { CheckTarget } from "./check-transfer.ts";
import type { CheckUse, CheckUseExits, CheckUseInto, CheckUseWith } from "./check-use.ts";
import type { KnownNames } from "./known-names.ts";
import type { Mistake, OneOf } from "./mistake.ts";
import type { Kinds } from "./step-tables.ts";

/** Checks a step of a known kind: what it needs, then key by key. */
export type CheckKind<Name extends string, Step, Kind extends keyof Kinds, Known extends KnownNames> = [
  MissingKey<Kinds[Kind]["needs"], Step, Known>,
] extends [never]
  ? CheckKeys<Step, Kinds[Kind], Known>
  : Mistake<`Step '${Name}' ${Needed<Kinds[Kind]["needs"], MissingKey<Kinds[Kind]["needs"], Step, Known>>}`>;

type CheckKeys<Step, Kind extends Kinds[keyof Kinds], Known extends KnownNames> = {
  readonly [Key in keyof Step]: Key extends keyof Kind["keys"]
    ? Checks<Step, Step[Key], Known>[Kind["keys"][Key] & keyof Checks<Step, Step[Key], Known>]
    : Mistake<`${Kind["owner"]} has no key '${Key & string}'. Keys: ${Kind["list"]}.`>;
};

/** The keys that are missing; `transferred` is one of them only in a robot that has none itself. */
type MissingKey<Needs, Step, Known extends KnownNames> = Exclude<
  keyof Needs,
  | keyof Step
  | (Known["ending"] extends "{ exit: 'name' }"
      ? "transferred"
      : [Known["transferred"]] extends [never]
        ? never
        : "transferred")
>;

type Needed<Needs, Missing extends keyof Needs> =
  OneOf<Missing> extends infer Key extends keyof Needs ? Needs[Key] & string : never;

/** The check of a key's value, by the word that stands in the table of its kind. */
interface Checks<Step, Value, Known extends KnownNames> {
  readonly text: CheckTextName<Value, Known>;
  readonly texts: CheckPrompts<Value, Known>;
  readonly next: CheckNext<Value, Known>;
  readonly hungUp: CheckHungUp<Value, Known>;
  readonly outcome: CheckOutcomeName<Value, Known>;
  readonly milliseconds: CheckType<Value, number, "a number of milliseconds">;
  readonly flag: CheckType<Value, boolean, "true or false">;
  readonly words: CheckType<Value, string, "a string">;
  readonly answers: CheckAnswers<Value, Known>;
  readonly askConfidence: CheckAskConfidence<Step, Value>;
  readonly branch: CheckBranch<Value, Known>;
  readonly collect: CheckCollect<Step, Value, Known>;
  readonly collectKind: CheckCollectKind<Step, Value, Known>;
  readonly collectHear: CheckCollectHear<Step, Value, Known>;
  readonly choices: CheckChoices<Step, Value, Known>;
  readonly readBack: CheckReadBack<Step, Value, Known>;
  readonly collectConfidence: CheckCollectConfidence<Step, Value>;
  readonly act: CheckAct<Step, Value, Known>;
  readonly actWith: CheckActWith<Step, Value, Known>;
  readonly actInto: CheckActInto<Step, Value, Known>;
  readonly target: CheckTarget<Value, Known>;
  readonly use: CheckUse<Step, Value, Known>;
  readonly useWith: CheckUseWith<Step, Value, Known>;
  readonly useInto: CheckUseInto<Step, Value, Known>;
  readonly useExits: CheckUseExits<Step, Value, Known>;
  readonly goal: CheckGoal<Value, Known>;
  readonly slots: CheckSlotNames<Value, Known>;
  readonly effects: CheckEffectNames<Value, Known>;
  readonly limits: CheckLimits<Value>;
  readonly converseExits: CheckConverseExits<Value, Known>;
}

type CheckPrompts<Prompts, Known extends KnownNames> = Prompts extends readonly unknown[]
  ? { readonly [Index in keyof Prompts]: CheckTextName<Prompts[Index], Known> }
  : Mistake<"Write a list of names of texts, one per repetition.">;

type CheckHungUp<Outcome, Known extends KnownNames> = Known["ending"] extends "{ exit: 'name' }"
  ? Mistake<"A step of a dialog has no 'hungUp': what it means that the client hangs up is said by the robot.">
  : CheckOutcomeName<Outcome, Known>;

type CheckType<Value, Wanted, Words extends string> = Value extends Wanted ? unknown : Mistake<`Write ${Words}.`>;
