import type { Recogniser, RobotDefinition } from "../define/index.ts";
import type { AskNode } from "../ports/dialog-graph.ts";

/** What a client did in answer to a question. */
export type Utterance = { readonly says: string } | { readonly presses: string };

/** An utterance as an answer of the question, or as none of them. `by` tells who heard it. */
export type Hearing =
  | { readonly kind: "answer"; readonly answer: string; readonly by: "key" | "phrases"; readonly confidence: number }
  | { readonly kind: "noMatch"; readonly why: "unknown key" | "nothing fits" | "several fit" };

/** Turns an utterance into an answer of the step that the run waits in: key first, then recognisers. Two answers that fit are none. */
export function hear(definition: RobotDefinition, question: AskNode, utterance: Utterance, locale: string): Hearing {
  if ("presses" in utterance) {
    const pressed = question.answers.find((answer) => answer.key === utterance.presses);
    return pressed
      ? { kind: "answer", answer: pressed.name, by: "key", confidence: 1 }
      : { kind: "noMatch", why: "unknown key" };
  }
  const fitting = question.answers.flatMap((answer) => {
    const confidence = surest(answer.recognisers, definition.functions.recognisers, utterance.says, locale);
    return confidence === undefined ? [] : [{ answer: answer.name, confidence }];
  });
  const [only, ...others] = fitting;
  if (!only) return { kind: "noMatch", why: "nothing fits" };
  if (others.length > 0) return { kind: "noMatch", why: "several fit" };
  return { kind: "answer", answer: only.answer, by: "phrases", confidence: only.confidence };
}

function surest(
  names: readonly string[],
  recognisers: Readonly<Record<string, Recogniser>>,
  words: string,
  locale: string,
): number | undefined {
  const heard = names
    .map((name) => recognisers[name]?.match(words, locale))
    .filter((confidence) => confidence !== undefined);
  return heard.length === 0 ? undefined : Math.max(...heard);
}
