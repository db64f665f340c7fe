import type { FlatStepDocument } from "../../define/index.ts";
import type { AskNode, DialogCollect, DialogNode } from "../../ports/dialog-graph.ts";
import { yesOrNo } from "./unroll-ask.ts";
import { withAsides } from "./unroll-asides.ts";
import { unrollQuestion, type Repetition, type StepUnrolling } from "./unroll-question.ts";

/** A step that collects a value, flat. */
type CollectStep = Extract<FlatStepDocument, { readonly collect: string }>;

/** The nodes of a step that collects a value: per repetition the question, and the one that reads the value back, e.g. `sum~i?`. */
export function unrollCollect(step: CollectStep, unrolling: StepUnrolling): Readonly<Record<string, DialogNode>> {
  const { name, toTarget } = unrolling;
  const repetitions = {
    text: step.text,
    noInput: step.noInput,
    noMatch: step.noMatch,
    exhausted: toTarget(step.exhausted),
  };
  return unrollQuestion(name, repetitions, (repetition) => toNodes(step, unrolling, repetition));
}

/** The node that reads back what was heard at another. */
export function readBackNode(node: string): string {
  return `${node}?`;
}

function toNodes(step: CollectStep, unrolling: StepUnrolling, here: Repetition): Readonly<Record<string, DialogNode>> {
  const { document, name, toTarget } = unrolling;
  const next = toTarget(step.next);
  const readBack = { node: readBackNode(here.name) };
  const rest = {
    kind: "ask",
    step: name,
    noInput: here.noInput,
    noMatch: here.noMatch,
    hungUp: step.hungUp ?? document.hungUp,
    timeoutMs: step.timeoutMs,
    ...(step.bargeIn === undefined ? {} : { bargeIn: step.bargeIn }),
  } as const;
  const unsureOnly = step.readBack !== undefined && step.confirmBelow !== undefined;
  const collect = toCollect(step);
  const question: AskNode = {
    ...rest,
    text: step.text,
    answers: [],
    collect: {
      ...collect,
      next: step.readBack === undefined || unsureOnly ? next : readBack,
      ...(unsureOnly && { confirm: readBack }),
    },
    ...(unsureOnly && { confirmBelow: step.confirmBelow }),
  };
  const nodes = withAsides(document, here.name, { ...question, text: here.text }, toTarget);
  if (step.readBack === undefined) return nodes;
  const reading: AskNode = {
    ...rest,
    text: step.readBack,
    answers: yesOrNo(next, here.noMatch),
    collect: { ...collect, next: readBack },
  };
  return { ...nodes, ...withAsides(document, readBack.node, reading, toTarget) };
}

function toCollect(step: CollectStep): Omit<DialogCollect, "next"> {
  const choices = Object.entries(step.choices ?? {}).map(([value, { hear, key }]) => [
    value,
    { recognisers: hear, key: key ?? null },
  ]);
  return {
    slot: step.collect,
    as: step.as,
    recogniser: step.as === "choice" ? null : (step.hear ?? `grammar.${step.as}`),
    choices: Object.fromEntries(choices) as DialogCollect["choices"],
  };
}
