import type { NextDocument, StepDocument } from "./document.ts";
import type { FlatStepDocument } from "./flat-document.ts";

/** One way out of a step: where it stands in the step, e.g. `answers.yes.next`, and where it leads. */
export interface StepWay {
  readonly path: string;
  readonly next: NextDocument;
}

/** Every way out of a step, except hanging up and being put through to a person. */
export function waysOf(step: StepDocument | FlatStepDocument): readonly StepWay[] {
  if ("say" in step || "set" in step) return [way("next", step.next)];
  if ("ask" in step) {
    const answers = Object.entries(step.answers).map(([name, answer]) => way(`answers.${name}.next`, answer.next));
    return [...answers, way("exhausted", step.exhausted)];
  }
  if ("collect" in step) return [way("next", step.next), way("exhausted", step.exhausted)];
  if ("branch" in step) return step.branch.map((each, index) => way(`branch[${index}].next`, each.next));
  if ("act" in step) return [way("next", step.next), way("failed", step.failed)];
  if ("transfer" in step) {
    const { busy, noAnswer, declined, closed, failed } = step;
    const named = Object.entries({ busy, noAnswer, declined, closed, failed });
    return named.flatMap(([path, next]) => (next === undefined ? [] : [way(path, next)]));
  }
  return Object.entries(step.exits).map(([name, next]) => way(`exits.${name}`, next));
}

/** Whether a step waits for the client, so that a circle through it does not run away. */
export function isWaiting(step: StepDocument | FlatStepDocument): boolean {
  return "ask" in step || "collect" in step || "converse" in step;
}

/**
 * The ways out of a step that may be taken at once. A model that cannot be reached fails before anything is said, unless the passage
 * opens with words and waits for an answer to them.
 */
export function waitlessWaysOf(step: StepDocument | FlatStepDocument): readonly StepWay[] {
  if (!isWaiting(step)) return waysOf(step);
  return "converse" in step && step.opening === undefined ? [way("exits.failed", step.exits.failed)] : [];
}

/** The outcomes that a step can end with by itself: when the client hangs up, or is put through to a person. */
export function ownOutcomes(step: StepDocument, transferred: string | undefined): readonly string[] {
  const own = "hungUp" in step ? step.hungUp : undefined;
  const hungUp = own === undefined ? [] : [own];
  if (!("transfer" in step)) return hungUp;
  const put = step.transferred ?? transferred;
  return put === undefined ? hungUp : [...hungUp, put];
}

function way(path: string, next: NextDocument): StepWay {
  return { path, next };
}
