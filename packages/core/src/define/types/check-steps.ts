import type { CheckKind } from "./check-kinds.ts";
import type { CheckStepEnds, CheckStepValues } from "./check-step-values.ts";
import type { EndStep, PlainStep, ValueStep } from "./good-steps.ts";
import type { KnownNames } from "./known-names.ts";
import type { Mistake } from "./mistake.ts";
import type { StepShape, Uninferred } from "./robot-shape.ts";
import type { KnowsNames } from "./survey-steps.ts";

/**
 * Checks every step of a robot or dialog: its kind, its keys, and the names in it.
 *
 * Good steps are compared as a whole, all names at once; only steps that carry values, and the steps of a definition with
 * a mistake, are taken apart. While an editor asks for completions, `Steps` is not known yet and the loose shape tells
 * what may be written.
 */
export type CheckSteps<Steps, Known extends KnownNames> = unknown extends Steps
  ? Readonly<Record<string, StepShape<Uninferred<Known>>>>
  : string extends keyof Steps
    ? unknown
    : KnowsNames<Steps, Known> extends true
      ? Steps extends Readonly<Record<string, PlainStep<Known>>>
        ? unknown
        : Steps extends CheckOtherSteps<Steps, Known>
          ? unknown
          : CheckOtherSteps<Steps, Known>
      : { readonly [Step in keyof Steps]: CheckStep<Step & string, Steps[Step], Known> };

/** Checks the steps that are not plain: their values, and their ends where these have data. */
type CheckOtherSteps<Steps, Known extends KnownNames> = {
  readonly [Step in keyof Steps]: Steps[Step] extends PlainStep<Known>
    ? unknown
    : Steps[Step] extends ValueStep<Known>
      ? CheckStepValues<Steps[Step], Known>
      : Steps[Step] extends EndStep<Known>
        ? CheckStepValues<Steps[Step], Known> & CheckStepEnds<Steps[Step], Known>
        : CheckStep<Step & string, Steps[Step], Known>;
};

type CheckStep<Name extends string, Step, Known extends KnownNames> = Step extends { readonly say: unknown }
  ? CheckKind<Name, Step, "say", Known>
  : Step extends { readonly ask: unknown }
    ? CheckKind<Name, Step, "ask", Known>
    : Step extends { readonly collect: unknown }
      ? CheckKind<Name, Step, "collect", Known>
      : Step extends { readonly branch: unknown }
        ? CheckKind<Name, Step, "branch", Known>
        : Step extends { readonly act: unknown }
          ? CheckKind<Name, Step, "act", Known>
          : Step extends { readonly transfer: unknown }
            ? CheckKind<Name, Step, "transfer", Known>
            : Step extends { readonly use: unknown }
              ? CheckKind<Name, Step, "use", Known>
              : Step extends { readonly converse: unknown }
                ? CheckKind<Name, Step, "converse", Known>
                : Mistake<`Step '${Name}' has no kind. Give it 'say', 'ask', 'collect', 'branch', 'act', 'transfer', 'use' or 'converse' as first key.`>;
