import type { CheckAct, CheckActInto, CheckActWith } from "./check-act.ts";
import type { CheckAnswers, CheckBranch } from "./check-answers.ts";
import type {
  CheckChoices,
  CheckCollect,
  CheckCollectConfidence,
  CheckCollectHear,
  CheckCollectKind,
  CheckReadBack,
} from "./check-collect.ts";
import type { CheckConverseExits, CheckGoal, CheckLimits } from "./check-converse.ts";
import type { CheckNext } from "./check-names.ts";
import type { CheckUse, CheckUseExits, CheckUseInto, CheckUseWith } from "./check-use.ts";
import type { KnownNames } from "./known-names.ts";

/** Checks the values of a step whose names and structure are right. */
export type CheckStepValues<Step, Known extends KnownNames> = Step extends { readonly act: infer Type }
  ? {
      readonly [Key in keyof Step & ("act" | "with" | "into")]: Key extends "with"
        ? CheckActWith<Step, Step[Key], Known>
        : Key extends "into"
          ? CheckActInto<Step, Step[Key], Known>
          : CheckAct<Step, Type, Known>;
    }
  : Step extends { readonly use: infer Dialog }
    ? {
        readonly [Key in keyof Step]: Key extends "with"
          ? CheckUseWith<Step, Step[Key], Known>
          : Key extends "into"
            ? CheckUseInto<Step, Step[Key], Known>
            : Key extends "exits"
              ? CheckExitNames<Step, Dialog, Step[Key], Known>
              : CheckUse<Step, Dialog, Known>;
      }
    : Step extends { readonly converse: infer Goal; readonly exits: infer Exits; readonly limits: infer Limits }
      ? {
          readonly converse: CheckGoal<Goal, Known>;
          readonly limits: keyof Limits extends "turns" | "timeMs" | "cost" ? unknown : CheckLimits<Limits>;
          readonly exits: keyof Exits extends "done" | "gaveUp" | "limit" | "failed"
            ? unknown
            : CheckConverseExits<Exits, Known>;
        }
      : Step extends { readonly collect: infer Slot }
        ? {
            readonly [Key in keyof Step & CollectValueKey]: Key extends "collect"
              ? CheckCollect<Step, Slot, Known>
              : Key extends "as"
                ? CheckCollectKind<Step, Step[Key], Known>
                : Key extends "hear"
                  ? CheckCollectHear<Step, Step[Key], Known>
                  : Key extends "choices"
                    ? CheckChoices<Step, Step[Key], Known>
                    : Key extends "readBack"
                      ? CheckReadBack<Step, Step[Key], Known>
                      : CheckCollectConfidence<Step, Step[Key]>;
          }
        : unknown;

/** Checks where a step leads whose names and structure are right, but whose ends have data. */
export type CheckStepEnds<Step, Known extends KnownNames> = {
  readonly [Key in keyof Step]: Key extends "answers"
    ? CheckAnswers<Step[Key], Known>
    : Key extends "branch"
      ? CheckBranch<Step[Key], Known>
      : Key extends "exits"
        ? { readonly [Exit in keyof Step[Key]]: CheckNext<Step[Key][Exit], Known> }
        : Step[Key] extends { readonly end: unknown }
          ? CheckNext<Step[Key], Known>
          : unknown;
};

/** Where the exits lead is right already; it is their names that are not known to be. */
type CheckExitNames<Step, Dialog, Exits, Known extends KnownNames> = Dialog extends {
  readonly exitNames: readonly (infer Exit)[];
}
  ? [Exit, keyof Exits] extends [keyof Exits, Exit]
    ? unknown
    : CheckUseExits<Step, Exits, Known>
  : unknown;

type CollectValueKey = "collect" | "as" | "hear" | "choices" | "readBack" | "confirmBelow";
