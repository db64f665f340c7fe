import type { FlatStepDocument } from "../../define/index.ts";
import type { AskNode, DialogAnswer, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import { withAsides } from "./unroll-asides.ts";
import { unrollQuestion, type Repetition, type StepUnrolling } from "./unroll-question.ts";

/** A question, flat. */
type AskStep = Extract<FlatStepDocument, { readonly ask: string }>;

/** The nodes of one question: per repetition the question, and the questions that ask an unsure answer back, e.g. `ask~i?yes`. */
export function unrollAsk(step: AskStep, unrolling: StepUnrolling): Readonly<Record<string, DialogNode>> {
  const { name, toTarget } = unrolling;
  const repetitions = {
    text: step.ask,
    noInput: step.noInput,
    noMatch: step.noMatch,
    exhausted: toTarget(step.exhausted),
  };
  return unrollQuestion(name, repetitions, (repetition) => toNodes(step, unrolling, repetition));
}

function toNodes(step: AskStep, unrolling: StepUnrolling, here: Repetition): Readonly<Record<string, DialogNode>> {
  const { document, name: stepName, toTarget } = unrolling;
  const rest = {
    step: stepName,
    hungUp: step.hungUp ?? document.hungUp,
    timeoutMs: step.timeoutMs,
    ...(step.bargeIn === undefined ? {} : { bargeIn: step.bargeIn }),
  };
  const asked = Object.entries(step.answers).map(([name, answer]) => {
    const text =
      step.confirmBelow === undefined || answer.hear.length === 0 ? undefined : (answer.confirm ?? step.confirm);
    const confirm = text === undefined ? undefined : { text, node: `${here.name}?${name}` };
    return { name, answer, next: toTarget(answer.next), confirm };
  });
  const answers = asked.map(({ name, answer, next, confirm }): DialogAnswer => ({
    name,
    recognisers: answer.hear,
    key: answer.key ?? null,
    next,
    ...(confirm && { confirm: { node: confirm.node } }),
  }));
  const question: AskNode = {
    kind: "ask",
    ...rest,
    text: here.text,
    answers,
    noInput: here.noInput,
    noMatch: here.noMatch,
    ...(step.confirmBelow === undefined ? {} : { confirmBelow: step.confirmBelow }),
    ...(step.model === undefined ? {} : { model: step.model }),
  };
  const confirmations = asked.flatMap(({ next, confirm }) => {
    if (!confirm) return [];
    const node: AskNode = {
      kind: "ask",
      ...rest,
      text: confirm.text,
      answers: yesOrNo(next, here.noMatch),
      noInput: here.noMatch,
      noMatch: here.noMatch,
    };
    return [withAsides(document, confirm.node, node, toTarget)];
  });
  return Object.assign(withAsides(document, here.name, question, toTarget), ...confirmations) as Readonly<
    Record<string, DialogNode>
  >;
}

/** The answers of a question that asks back; 1 and 2 for those who can only press keys. */
export function yesOrNo(yes: DialogTarget, no: DialogTarget): readonly DialogAnswer[] {
  return [
    { name: "yes", recognisers: ["yesNo.yes"], key: "1", next: yes },
    { name: "no", recognisers: ["yesNo.no"], key: "2", next: no },
  ];
}
