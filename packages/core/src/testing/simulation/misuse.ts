import type { z } from "zod";
import type { VoiceTurn } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";

/** Where a simulated call stands. */
export interface Situation {
  readonly outcome: string | null;
  readonly question: string | undefined;
  readonly effect: string | undefined;
}

/** What a call does instead of what a test expects, as the end of a sentence, and what can be done about it. */
export function situationOf({ outcome, question, effect }: Situation): string {
  if (outcome !== null) return `the call is over with "${outcome}"`;
  if (question !== undefined) return `step "${question}" waits for the client`;
  if (effect === undefined) return "the call was not answered yet";
  const how = effect === "voice.transfer" ? "transfers()" : "returns() or fails()";
  return `the call waits for the effect "${effect}": settle it with ${how}`;
}

/** Why the client cannot mean an answer; `null` when they can. */
export function answerProblem({ node, listen }: VoiceTurn, answer: string): string | null {
  const { answers = [], value } = listen ?? {};
  if (answers.includes(answer)) return null;
  const has = `Step "${node}" has no answer "${answer}". It has: ${answers.join(", ") || "none"}.`;
  return value === undefined ? has : `${has} It takes a value: means({ value: … }).`;
}

/** Why the client cannot mean a value; `null` when they can. */
export function valueProblem(
  { node, listen }: VoiceTurn,
  slot: string | undefined,
  schema: z.ZodType | undefined,
  value: Json,
): string | null {
  if (slot === undefined) {
    return `Step "${node}" takes no value. Its answers are: ${listen?.answers.join(", ") || "none"}.`;
  }
  const checked = schema?.safeParse(value);
  if (!checked || checked.success) return null;
  const problems = checked.error.issues.map(({ message }) => message).join("; ");
  return `Slot "${slot}" of step "${node}" does not take ${JSON.stringify(value)}: ${problems}.`;
}
