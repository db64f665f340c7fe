import type { RobotDefinition } from "../define/index.ts";
import type { AskNode } from "../ports/dialog-graph.ts";
/** What a client did in answer to a question. */
export type Utterance = {
    readonly says: string;
} | {
    readonly presses: string;
};
/** An utterance as an answer of the question, or as none of them. `by` tells who heard it. */
export type Hearing = {
    readonly kind: "answer";
    readonly answer: string;
    readonly by: "key" | "phrases";
    readonly confidence: number;
} | {
    readonly kind: "noMatch";
    readonly why: "unknown key" | "nothing fits" | "several fit";
};
/** Turns an utterance into an answer of the step that the run waits in: key first, then recognisers. Two answers that fit are none. */
export declare function hear(definition: RobotDefinition, question: AskNode, utterance: Utterance, locale: string): Hearing;
