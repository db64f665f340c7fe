import type { Recogniser, RobotFunctions } from "../../define/index.ts";
import type { DialogAnswer } from "../../ports/dialog-graph.ts";
import type { Heard, Hearing } from "./hearing.ts";

/** The one answer that words mean; `noMatch` where several fit, `undefined` where none does. */
export function hearAnswers(
  { recognisers }: Pick<RobotFunctions, "recognisers">,
  answers: readonly DialogAnswer[],
  words: string,
  locale: string,
): Hearing | undefined {
  const fitting = answers.flatMap((answer) => {
    const heard = surest(answer.recognisers, recognisers, words, locale);
    return heard ? [{ kind: "answer" as const, answer: answer.name, ...heard }] : [];
  });
  return fitting.length > 1 ? { kind: "noMatch", why: "several fit" } : fitting[0];
}

/** The surest of some recognisers; `undefined` when none hears anything. One that throws hears nothing. */
export function surest(
  names: readonly string[],
  recognisers: Readonly<Record<string, Recogniser>>,
  words: string,
  locale: string,
): Heard | undefined {
  let best: Heard | undefined;
  for (const name of names) {
    const recogniser = recognisers[name];
    const confidence = recogniser && unlessThrown(() => recogniser.match(words, locale));
    if (!recogniser || confidence === undefined || (best && best.confidence >= confidence)) continue;
    best = { by: recogniser.kind === "phrases" ? "phrases" : "own", confidence };
  }
  return best;
}

/** What code of the user gives; nothing where it throws, for a call must not end with it. */
export function unlessThrown<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
