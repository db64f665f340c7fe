import type { FlatDocument, FlatNext } from "../../define/index.ts";
import type { DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";

/** What the unrolling of one step is given. */
export interface StepUnrolling {
  readonly document: FlatDocument;
  /** Name of the step. */
  readonly name: string;
  readonly toTarget: (next: FlatNext) => DialogTarget;
}

/** The part of a question that is repeated. */
interface Repetitions {
  readonly text: string;
  /** One text per repetition. */
  readonly noInput: readonly string[];
  readonly noMatch: readonly string[];
  readonly exhausted: DialogTarget;
}

/** One repetition of a question: what it says, and where silence and gibberish lead. */
export interface Repetition {
  readonly name: string;
  readonly text: string;
  readonly noInput: DialogTarget;
  readonly noMatch: DialogTarget;
}

/**
 * The nodes of one question, by name: `ask`, then per repetition the way that led there, `i` for no-input and `m` for no-match:
 * `ask~i`, `ask~im`. The name tells the way, so a later report makes up for a lost one.
 *
 * Shape: the order of the keys is the order of the dialog: the shorter way first.
 */
export function unrollQuestion(
  step: string,
  { text: first, noInput, noMatch, exhausted }: Repetitions,
  toNodes: (repetition: Repetition) => Readonly<Record<string, DialogNode>>,
): Readonly<Record<string, DialogNode>> {
  const parts: Readonly<Record<string, DialogNode>>[] = [];
  const add = (way: string, text: string, silent: number, wrong: number): DialogTarget => {
    const name = way === "" ? step : `${step}~${way}`;
    const repeat = (mark: "i" | "m", prompts: readonly string[], used: number): DialogTarget => {
      const prompt = prompts[used];
      if (prompt === undefined) return exhausted;
      return add(way + mark, prompt, silent + (mark === "i" ? 1 : 0), wrong + (mark === "m" ? 1 : 0));
    };
    const place = parts.push({}) - 1;
    const onNoInput = repeat("i", noInput, silent);
    const onNoMatch = repeat("m", noMatch, wrong);
    parts[place] = toNodes({ name, text, noInput: onNoInput, noMatch: onNoMatch });
    return { node: name };
  };
  add("", first, 0, 0);
  return Object.assign({}, ...parts) as Readonly<Record<string, DialogNode>>;
}
