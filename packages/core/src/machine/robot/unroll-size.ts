import type { FlatDocument, FlatStepDocument } from "../../define/index.ts";

/** How many nodes a step makes: repetitions, confirmations and digressions multiply. */
export function nodesOfStep(document: FlatDocument, step: FlatStepDocument): number {
  const asides = 1 + Object.keys(document.digressions ?? {}).length;
  if ("ask" in step) {
    const asksBack = ({ confirm, hear }: (typeof step.answers)[string]) =>
      step.confirmBelow !== undefined && hear.length > 0 && (confirm ?? step.confirm) !== undefined;
    return waysThrough(step) * (1 + Object.values(step.answers).filter(asksBack).length) * asides;
  }
  if ("collect" in step) return waysThrough(step) * (step.readBack === undefined ? 1 : 2) * asides;
  return 1;
}

/** How many nodes the repetitions of a question make: one per way to come there. */
function waysThrough(question: { readonly noInput: readonly string[]; readonly noMatch: readonly string[] }): number {
  let ways = 0;
  for (let silent = 0; silent <= question.noInput.length; silent += 1) {
    for (let wrong = 0; wrong <= question.noMatch.length; wrong += 1) ways += binomial(silent + wrong, silent);
  }
  return ways;
}

function binomial(of: number, choose: number): number {
  let result = 1;
  for (let index = 1; index <= choose; index += 1) result = (result * (of - choose + index)) / index;
  return result;
}
