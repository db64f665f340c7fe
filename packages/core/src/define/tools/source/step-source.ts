import type {
  AskDocument,
  CollectDocument,
  DialogDocument,
  NextDocument,
  RobotDocument,
  StepDocument,
  UseDocument,
} from "../../document.ts";
import { kindOfSlot } from "../../readers/collect-kinds.ts";
import type { FunctionKind } from "./function-names.ts";
import { generatedKey, isBuiltInReadBack, ownKey } from "./read-back.ts";
import { list, literal, object, text, type Source } from "./source-tree.ts";

/** How steps write what they name. */
export interface StepNaming {
  readonly functionSource: (kind: FunctionKind, name: string) => string;
  /** The constant that holds a dialog. */
  readonly dialogSource: (id: string) => string;
  readonly isOwnEffect: (type: string) => boolean;
}

/** Milliseconds that a question waits where nothing is said. */
const usualTimeoutMs = 5000;

/** A step as a user would write it: what is as usual is left out. */
export function stepSource(
  name: string,
  step: StepDocument,
  document: RobotDocument | DialogDocument,
  naming: StepNaming,
): Source {
  if ("ask" in step) return askSource(step, naming);
  if ("collect" in step) return collectSource(name, step, document, naming);
  if ("use" in step) return useSource(step, naming);
  const { hungUp, ...rest } = step as StepDocument & { readonly hungUp?: string };
  const kept = Object.entries(rest).filter(
    ([key, value]) => !(isList(value) && value.length === 0 && key !== "branch"),
  );
  return object({ ...Object.fromEntries(kept.map(([key, value]) => [key, literal(value)])), hungUp: maybe(hungUp) });
}

/** Where a step leads. */
export function nextSource(next: NextDocument): Source {
  return literal(next);
}

/** The recognisers of an answer: one alone, several as a list, none left out. */
export function hearSource(hear: readonly string[], { functionSource }: StepNaming): Source | undefined {
  const names = hear.map((name) => text(functionSource("recogniser", name)));
  return names.length > 1 ? list(names) : names[0];
}

function askSource(step: AskDocument, naming: StepNaming): Source {
  const answers = Object.entries(step.answers).map(([name, { hear, key, next, confirm }]) => [
    name,
    object({ hear: hearSource(hear, naming), key: maybe(key), next: nextSource(next), confirm: maybe(confirm) }),
  ]);
  return object({
    ask: literal(step.ask),
    answers: object(Object.fromEntries(answers) as Readonly<Record<string, Source>>),
    ...repetitions(step),
    exhausted: nextSource(step.exhausted),
    ...timing(step),
    confirmBelow: maybe(step.confirmBelow),
    confirm: maybe(step.confirm),
    model: maybe(step.model),
    hungUp: maybe(step.hungUp),
  });
}

function collectSource(
  name: string,
  step: CollectDocument,
  document: RobotDocument | DialogDocument,
  naming: StepNaming,
): Source {
  const slot = document.slots?.[step.collect];
  const usual = step.hear === undefined && slot !== undefined ? kindOfSlot(slot) : "own";
  const choices = Object.entries(step.choices ?? {}).map(([value, { hear, key }]) => [
    value,
    object({ hear: hearSource(hear, naming), key: maybe(key) }),
  ]);
  return object({
    collect: literal(step.collect),
    text: literal(step.text),
    as: step.as === usual ? undefined : literal(step.as),
    hear: step.hear === undefined ? undefined : text(naming.functionSource("slotRecogniser", step.hear)),
    choices: step.choices && object(Object.fromEntries(choices) as Readonly<Record<string, Source>>),
    ...repetitions(step),
    readBack: readBackSource(name, step, document),
    confirmBelow: maybe(step.confirmBelow),
    exhausted: nextSource(step.exhausted),
    next: nextSource(step.next),
    ...timing(step),
    hungUp: maybe(step.hungUp),
  });
}

function readBackSource(
  name: string,
  step: CollectDocument,
  document: RobotDocument | DialogDocument,
): Source | undefined {
  if (step.readBack !== generatedKey(name)) return maybe(step.readBack);
  return literal(isBuiltInReadBack(name, step, document) ? true : ownKey(name));
}

function useSource({ use, with: given, into, exits }: UseDocument, naming: StepNaming): Source {
  return object({
    use: text(naming.dialogSource(use)),
    with: Object.keys(given).length === 0 ? undefined : literal(given),
    into: Object.keys(into).length === 0 ? undefined : literal(into),
    exits: literal(exits),
  });
}

function repetitions(step: { readonly noInput: readonly string[]; readonly noMatch: readonly string[] }) {
  return {
    noInput: step.noInput.length === 0 ? undefined : literal(step.noInput),
    noMatch: step.noMatch.length === 0 ? undefined : literal(step.noMatch),
  };
}

function timing({ timeoutMs, bargeIn }: { readonly timeoutMs: number; readonly bargeIn?: boolean }) {
  return { timeoutMs: timeoutMs === usualTimeoutMs ? undefined : literal(timeoutMs), bargeIn: maybe(bargeIn) };
}

function maybe(value: unknown): Source | undefined {
  return value === undefined ? undefined : literal(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
