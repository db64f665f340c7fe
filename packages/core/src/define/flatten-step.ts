import type {
  AskDocument,
  CollectDocument,
  ConverseDocument,
  NextDocument,
  StepDocument,
  UseDocument,
} from "./document.ts";
import type { FlatNext, FlatStepDocument } from "./flat-document.ts";
import { renameValueVariables, renameVariables } from "./rename-variables.ts";

/** Where the steps of a robot or dialog are put: what their names become. */
export interface Placing {
  /** Prefix of the dialog; `undefined` for the robot itself. */
  readonly scope: string | undefined;
  /** Ids of the dialogs around. */
  readonly dialogs: readonly string[];
  /** A name of a step, slot, input or text. */
  readonly rename: (name: string) => string;
  readonly condition: (name: string) => string;
  readonly next: (next: NextDocument) => FlatNext;
}

/** A step with the names that it gets in a flat document. */
export function toFlatStep(step: Exclude<StepDocument, UseDocument>, placing: Placing): FlatStepDocument {
  if (placing.scope === undefined) return step as FlatStepDocument;
  return { ...renamed(step, placing), scope: placing.scope };
}

function renamed(step: Exclude<StepDocument, UseDocument>, placing: Placing): FlatStepDocument {
  const { rename, next } = placing;
  if ("say" in step) return { ...step, say: rename(step.say), next: next(step.next) };
  if ("ask" in step) return renamedAsk(step, placing);
  if ("collect" in step) return renamedCollect(step, placing);
  if ("converse" in step) return renamedConverse(step, placing);
  if ("branch" in step) {
    return {
      branch: step.branch.map((way) => ({
        ...(way.if === undefined ? {} : { if: placing.condition(way.if) }),
        next: next(way.next),
      })),
    };
  }
  if ("act" in step) {
    const { with: given, into, filler } = step;
    return {
      ...step,
      with: renameValueVariables(given, rename) as typeof given,
      ...(into === undefined ? {} : { into: typeof into === "string" ? rename(into) : keysRenamed(into, rename) }),
      ...(filler === undefined ? {} : { filler: rename(filler) }),
      next: next(step.next),
      failed: next(step.failed),
    };
  }
  const { whisper, declined, closed, ...rest } = step;
  return {
    ...rest,
    ...(whisper === undefined ? {} : { whisper: rename(whisper) }),
    busy: next(step.busy),
    noAnswer: next(step.noAnswer),
    ...(declined === undefined ? {} : { declined: next(declined) }),
    ...(closed === undefined ? {} : { closed: next(closed) }),
    failed: next(step.failed),
  };
}

function renamedAsk(step: AskDocument, { rename, next }: Placing): FlatStepDocument {
  const answers = Object.entries(step.answers).map(([name, answer]) => [
    name,
    {
      ...answer,
      next: next(answer.next),
      ...(answer.confirm === undefined ? {} : { confirm: rename(answer.confirm) }),
    },
  ]);
  return {
    ...step,
    ask: rename(step.ask),
    answers: Object.fromEntries(answers) as Readonly<
      Record<string, AskDocument["answers"][string] & { next: FlatNext }>
    >,
    noInput: step.noInput.map(rename),
    noMatch: step.noMatch.map(rename),
    exhausted: next(step.exhausted),
    ...(step.confirm === undefined ? {} : { confirm: rename(step.confirm) }),
  };
}

function renamedCollect(step: CollectDocument, { rename, next }: Placing): FlatStepDocument {
  return {
    ...step,
    collect: rename(step.collect),
    text: rename(step.text),
    noInput: step.noInput.map(rename),
    noMatch: step.noMatch.map(rename),
    exhausted: next(step.exhausted),
    next: next(step.next),
    ...(step.readBack === undefined ? {} : { readBack: rename(step.readBack) }),
  };
}

function renamedConverse(step: ConverseDocument, { rename, next }: Placing): FlatStepDocument {
  const { done, gaveUp, limit, failed } = step.exits;
  return {
    ...step,
    converse: renameVariables(step.converse, rename),
    ...(step.opening === undefined ? {} : { opening: rename(step.opening) }),
    fill: step.fill.map(rename),
    exits: { done: next(done), gaveUp: next(gaveUp), limit: next(limit), failed: next(failed) },
  };
}

function keysRenamed(
  record: Readonly<Record<string, string>>,
  rename: (name: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), value]));
}
