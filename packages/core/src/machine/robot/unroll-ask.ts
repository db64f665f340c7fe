import type { AskDocument, NextDocument, RobotDocument } from "../../define/document.ts";
import type { AskNode, DialogTarget } from "../../ports/dialog-graph.ts";

/** How many nodes the repetitions of a question make: one per way to come there. */
export function waysThrough(ask: AskDocument): number {
  let ways = 0;
  for (let silent = 0; silent <= ask.noInput.length; silent += 1) {
    for (let wrong = 0; wrong <= ask.noMatch.length; wrong += 1) ways += binomial(silent + wrong, silent);
  }
  return ways;
}

/**
 * The nodes of one question, by name: `ask`, then per repetition the way that led there, `i` for no-input and `m` for no-match:
 * `ask~i`, `ask~im`. The name tells the way, so a later report makes up for a lost one.
 */
export function unrollAsk(
  document: RobotDocument,
  step: string,
  ask: AskDocument,
  toTarget: (next: NextDocument) => DialogTarget,
): Readonly<Record<string, AskNode>> {
  const nodes: Record<string, AskNode> = {};
  const exhausted = toTarget(ask.exhausted);
  const answers = Object.entries(ask.answers).map(([name, answer]) => ({
    name,
    recognisers: answer.hear,
    key: answer.key ?? null,
    next: toTarget(answer.next),
  }));
  const add = (way: string, text: string, silent: number, wrong: number): DialogTarget => {
    const name = nodeName(step, way);
    const repeat = (mark: "i" | "m", prompts: readonly string[], used: number): DialogTarget => {
      const prompt = prompts[used];
      if (prompt === undefined) return exhausted;
      return add(way + mark, prompt, silent + (mark === "i" ? 1 : 0), wrong + (mark === "m" ? 1 : 0));
    };
    // The order of the keys is the order of the dialog: the shorter way first.
    nodes[name] = placeholder;
    nodes[name] = {
      kind: "ask",
      step,
      text,
      answers,
      noInput: repeat("i", ask.noInput, silent),
      noMatch: repeat("m", ask.noMatch, wrong),
      hungUp: ask.hungUp ?? document.hungUp,
      timeoutMs: ask.timeoutMs,
    };
    return { node: name };
  };
  add("", ask.ask, 0, 0);
  return nodes;
}

const placeholder = {} as AskNode;

function nodeName(step: string, way: string): string {
  return way === "" ? step : `${step}~${way}`;
}

function binomial(of: number, choose: number): number {
  let result = 1;
  for (let index = 1; index <= choose; index += 1) result = (result * (of - choose + index)) / index;
  return result;
}
