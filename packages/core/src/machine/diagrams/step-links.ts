import type { FlatDocument, FlatNext, FlatStepDocument } from "../../define/index.ts";
import { stepExits } from "../robot/step-exits.ts";

/** One line of a diagram: how a step is left, and where that leads. */
export interface StepLink {
  /** Name of the exit, e.g. `answer:yes`, `way:0`, `connected`, `hungUp`. */
  readonly exit: string;
  /** The same for people. */
  readonly label: string;
  readonly to: StepEnd;
}

/** A step of a flat document, or an outcome. */
export type StepEnd = { readonly step: string } | { readonly end: string };

/** The steps that a diagram shows: those of sub-dialogs among them, without the borders. */
export function shownSteps({ steps }: FlatDocument): readonly (readonly [string, ShownStep])[] {
  return Object.entries(steps).filter((entry): entry is [string, ShownStep] => !("set" in entry[1]));
}

/** A step of the definition. */
export type ShownStep = Exclude<FlatStepDocument, { readonly set: unknown }>;

/** The name that a step has in its own dialog. */
export function localName(name: string, scope: string | undefined): string {
  return scope === undefined ? name : name.slice(scope.length + 1);
}

/** Every way out of a step; hanging up only where the step itself says what that means. */
export function stepLinks(document: FlatDocument, step: ShownStep): readonly StepLink[] {
  const own = stepExits(step).map(({ exit, next }): StepLink => {
    const passed = typeof next === "string" && next.includes("!") ? ` (${next.slice(next.lastIndexOf("!") + 1)})` : "";
    return { exit, label: `${labelOf(step, exit)}${passed}`.trim(), to: endOf(document, next) };
  });
  const put = "transfer" in step ? (step.transferred ?? document.transferred ?? document.hungUp) : undefined;
  const hungUp = "hungUp" in step ? step.hungUp : undefined;
  return [
    ...(put === undefined ? [] : [{ exit: "connected", label: "connected", to: { end: put } }]),
    ...own,
    ...(hungUp === undefined ? [] : [{ exit: "hungUp", label: "hung up", to: { end: hungUp } }]),
  ];
}

/** Where a step leads, borders of sub-dialogs passed. */
export function endOf(document: FlatDocument, next: FlatNext): StepEnd {
  let current = next;
  for (let passed = 0; passed <= Object.keys(document.steps).length; passed += 1) {
    if (typeof current !== "string") return { end: current.end };
    const step: FlatStepDocument | undefined = document.steps[current];
    if (!step || !("set" in step)) return { step: current };
    current = step.next;
  }
  return { end: document.hungUp };
}

/** What leads on from everywhere: global commands, and hanging up. */
export function linksFromAnywhere(document: FlatDocument): readonly StepLink[] {
  const { operator, stop } = document.commands ?? {};
  const command = (name: string, next: FlatNext | undefined): readonly StepLink[] =>
    next === undefined ? [] : [{ exit: `answer:command.${name}`, label: name, to: endOf(document, next) }];
  return [
    ...command("operator", operator as FlatNext | undefined),
    ...command("stop", stop as FlatNext | undefined),
    { exit: "hungUp", label: "hung up", to: { end: document.hungUp } },
  ];
}

/** What a call that did not connect leads to, by cause. */
export function linksFromDialing({ unreached }: FlatDocument): readonly StepLink[] {
  return Object.entries(unreached).map(([cause, end]) => ({
    exit: `notConnected:${cause}`,
    label: cause === "default" ? "not connected" : `not connected: ${cause}`,
    to: { end },
  }));
}

function labelOf(step: ShownStep, exit: string): string {
  if ("say" in step) return "";
  if ("branch" in step) return step.branch[Number(exit.slice("way:".length))]?.if ?? "else";
  return exit.replace(/^answer:/, "");
}
