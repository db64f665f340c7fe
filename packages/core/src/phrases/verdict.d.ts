import type { Statement } from "./statements.ts";
/** What an utterance answers, and how sure that is (0–1). */
export interface Verdict {
    readonly answer: "yes" | "no" | "neither";
    readonly confidence: number;
}
/** The answer of an utterance: the last statement that answers counts; an earlier one only if no later one says anything. */
export declare function toVerdict(statements: readonly Statement[]): Verdict;
