/** Where a dialog goes next: to a node, or to its end with an outcome. */
export type DialogTarget = {
    readonly node: string;
} | {
    readonly end: string;
};
/** An answer that a question knows. */
export interface DialogAnswer {
    readonly name: string;
    /** Names of the recognisers that hear it, e.g. `yesNo.yes`. */
    readonly recognisers: readonly string[];
    /** DTMF key: `0`–`9`, `*`, `#`. */
    readonly key: string | null;
    readonly next: DialogTarget;
}
/** Speaks a text, then goes on. */
export interface SayNode {
    readonly kind: "say";
    readonly step: string;
    readonly text: string;
    readonly next: DialogTarget;
    /** Outcome when the client hangs up here. */
    readonly hungUp: string;
}
/** Speaks a text and waits for an answer. One node per repetition; the name tells the way, e.g. `ask~im`. */
export interface AskNode {
    readonly kind: "ask";
    readonly step: string;
    readonly text: string;
    readonly answers: readonly DialogAnswer[];
    readonly noInput: DialogTarget;
    readonly noMatch: DialogTarget;
    readonly hungUp: string;
    /** How long to wait for an answer after the text. */
    readonly timeoutMs: number;
}
/** Takes the first way whose named condition holds; the last has none. Only in graphs that we drive ourselves. */
export interface BranchNode {
    readonly kind: "branch";
    readonly step: string;
    readonly ways: readonly {
        readonly condition: string | null;
        readonly next: DialogTarget;
    }[];
}
/** One node of an unrolled dialog. */
export type DialogNode = SayNode | AskNode | BranchNode;
/** A robot's dialog with its repetitions unrolled: what a vendor's scenario and our machines are both made from. */
export interface DialogGraph {
    readonly robot: string;
    readonly version: number;
    /** Which input conditions hold, e.g. `vip` or `vip+large`; empty when no branch depends on the input. */
    readonly shape: string;
    readonly locale: string;
    readonly start: DialogTarget;
    readonly nodes: Readonly<Record<string, DialogNode>>;
}
