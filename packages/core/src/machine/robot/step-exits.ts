import type { FlatNext, FlatStepDocument } from "../../define/index.ts";

/** One way out of a step. Where repetitions are used up it is called `exhausted`. */
interface StepExit {
  readonly exit: string;
  readonly next: FlatNext;
}

/** Every way out of a step, except hanging up and being put through, in the order of the definition. */
export function stepExits(step: FlatStepDocument): readonly StepExit[] {
  if ("say" in step) return [{ exit: "said", next: step.next }];
  if ("set" in step) return [{ exit: "set", next: step.next }];
  if ("branch" in step) return step.branch.map(({ next }, index) => ({ exit: `way:${index}`, next }));
  if ("ask" in step) {
    const answers = Object.entries(step.answers).map(([name, { next }]) => ({ exit: `answer:${name}`, next }));
    return [...answers, { exit: "exhausted", next: step.exhausted }];
  }
  if ("collect" in step) {
    return [
      { exit: "value", next: step.next },
      { exit: "exhausted", next: step.exhausted },
    ];
  }
  if ("act" in step) {
    return [
      { exit: "done", next: step.next },
      { exit: "failed", next: step.failed },
    ];
  }
  if ("transfer" in step) {
    const { busy, noAnswer, failed, declined = failed, closed = failed } = step;
    return Object.entries({ busy, noAnswer, declined, closed, failed }).map(([exit, next]) => ({ exit, next }));
  }
  return Object.entries(step.exits).map(([exit, next]) => ({ exit, next }));
}
