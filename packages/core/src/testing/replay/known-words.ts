import { endCauses, notConnectedCauses, reachedKinds, type DialogExit } from "../../calls/index.ts";
import { redactText } from "../../errors/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { CapturedRun, CapturedStep } from "./captured-run.ts";
import { takesAnswer } from "./give-step.ts";
import type { Stage } from "./stage.ts";

type LeftStep = CapturedStep & { readonly type: "left" };

const exits: readonly LeftStep["exit"][] = [
  "said",
  "noInput",
  "noMatch",
  "hungUp",
  "value",
  "heard",
  "done",
  "failed",
  "connected",
  "busy",
  "noAnswer",
  "declined",
  "closed",
  "gaveUp",
  "limit",
  "set",
];
const errorCode = /^[A-Z][A-Z0-9_]*$/;

/**
 * The same run with listed words alone where something is named: exits that a node has, causes, codes of errors.
 *
 * Shape: what is none of them is replaced by what the dialog takes it for, so the way stays the same.
 */
export function withKnownWords(captured: CapturedRun, { graph }: Stage): CapturedRun {
  const { trail, endCause } = captured;
  return {
    ...captured,
    trail: trail.map((step) => knownStep(step, graph)),
    endCause: endCause === null ? null : listed(endCauses, endCause, "error"),
  };
}

function knownStep(step: CapturedStep, graph: DialogGraph): CapturedStep {
  switch (step.type) {
    case "answered":
      return { ...step, by: listed(reachedKinds, step.by, "unknown") };
    case "notConnected":
      return { ...step, cause: listed(notConnectedCauses, step.cause, "unknown") };
    case "ended":
      return { ...step, cause: listed(endCauses, step.cause, "error") };
    case "left":
      return { ...step, exit: knownExit(step, graph) };
    case "effect":
      return step.failure === undefined ? step : { ...step, failure: knownFailure(step.failure) };
  }
}

function knownExit({ node: name, exit }: LeftStep, { nodes }: DialogGraph): LeftStep["exit"] {
  const node = nodes[name];
  const other: DialogExit = node?.kind === "transfer" ? "failed" : "noMatch";
  if (exit.startsWith("answer:")) return takesAnswer(node, exit.slice("answer:".length)) ? exit : other;
  return listed(exits, exit, other);
}

function knownFailure(failure: string): string {
  return errorCode.test(redactText(failure)) ? failure : "unknown";
}

function listed<Word>(words: readonly Word[], given: Word, other: Word): Word {
  return words.includes(given) ? given : other;
}
