import { hearTask } from "./hear-task.ts";
import type { HeldOutUtterance, Language } from "./utterance.ts";

/** How a set was heard. `swapped`: yes for no or the reverse. `again`: clear, but heard as nothing. `wrong`: heard as something else. */
export interface Score {
  readonly total: number;
  readonly right: number;
  readonly again: number;
  readonly swapped: number;
  readonly wrong: number;
  readonly misses: readonly Miss[];
}

/** One utterance that was not heard rightly. */
export interface Miss {
  readonly kind: "again" | "swapped" | "wrong";
  readonly task: HeldOutUtterance["task"];
  readonly said: string;
  readonly expected: string | number | null;
  readonly heard: string | number | null;
}

const nothing: readonly unknown[] = ["neither", "none", "several", null];
const opposite: Readonly<Record<string, string>> = { yes: "no", no: "yes" };

/** Hears every utterance, as it is written in `said` where that differs from the set. */
export function score(
  utterances: readonly HeldOutUtterance[],
  language: Language,
  said: readonly string[] = utterances.map((utterance) => utterance.say),
): Score {
  const misses = utterances.flatMap((utterance, index): readonly Miss[] => {
    const words = said[index] ?? utterance.say;
    const heard = hearTask(utterance.task, words, language);
    if (heard === utterance.expect) return [];
    const swapped = opposite[String(utterance.expect)] === heard;
    const kind = swapped ? "swapped" : nothing.includes(heard) ? "again" : "wrong";
    return [{ kind, task: utterance.task, said: words, expected: utterance.expect, heard }];
  });
  const count = (kind: Miss["kind"]) => misses.filter((miss) => miss.kind === kind).length;
  return {
    total: utterances.length,
    right: utterances.length - misses.length,
    again: count("again"),
    swapped: count("swapped"),
    wrong: count("wrong"),
    misses,
  };
}
