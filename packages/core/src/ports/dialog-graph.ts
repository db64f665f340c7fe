import type { CollectKind, TransferFailure, TransferTarget, ValueDocument } from "../define/document.ts";

/** Where a dialog goes next: to a node, or to its end with an outcome. */
export type DialogTarget =
  { readonly node: string } | { readonly end: string; readonly data?: Readonly<Record<string, ValueDocument>> };

/** An answer that a question knows. */
export interface DialogAnswer {
  /** Name of the answer; `command.<name>` and `digression.<name>` for what is valid everywhere. */
  readonly name: string;
  /** Names of the recognisers that hear it, e.g. `yesNo.yes`. */
  readonly recognisers: readonly string[];
  /** DTMF key: `0`–`9`, `*`, `#`. */
  readonly key: string | null;
  readonly next: DialogTarget;
  /** Where it belongs. Default: an answer of the step. */
  readonly group?: "command" | "digression";
  /** Where the dialog goes instead when the answer was heard with less confidence than the node's `confirmBelow`. */
  readonly confirm?: DialogTarget;
}

/** What every node tells. */
interface NodeBase {
  /** The step it was made from. */
  readonly step: string;
  /** Prefix of the sub-dialog that it lies in, e.g. `where` or `where.inner`; absent in the robot itself. */
  readonly scope?: string;
}

/** Speaks a text, then goes on. */
export interface SayNode extends NodeBase {
  readonly kind: "say";
  readonly text: string;
  readonly next: DialogTarget;
  /** Outcome when the client hangs up here. */
  readonly hungUp: string;
  /** Default: no. */
  readonly bargeIn?: boolean;
}

/** A value that a node listens for, and the slot that takes it. */
export interface DialogCollect {
  readonly slot: string;
  readonly as: CollectKind;
  /** Name of the recogniser in the table of functions, e.g. `grammar.money`; `null` with `as: "choice"`. */
  readonly recogniser: string | null;
  /** With `as: "choice"`: value → how it is heard. */
  readonly choices: Readonly<Record<string, { readonly recognisers: readonly string[]; readonly key: string | null }>>;
  /** Where a value leads. */
  readonly next: DialogTarget;
  /** Where a value leads that was heard with less confidence than the node's `confirmBelow`. */
  readonly confirm?: DialogTarget;
}

/** Speaks a text and waits for an answer, a value, or either. One node per repetition; the name tells the way, e.g. `ask~im`. */
export interface AskNode extends NodeBase {
  readonly kind: "ask";
  readonly text: string;
  readonly answers: readonly DialogAnswer[];
  readonly collect?: DialogCollect;
  readonly noInput: DialogTarget;
  readonly noMatch: DialogTarget;
  readonly hungUp: string;
  /** How long to wait for an answer after the text. */
  readonly timeoutMs: number;
  /** Default: yes. */
  readonly bargeIn?: boolean;
  readonly confirmBelow?: number;
  /** What the question is about, for a language model; absent: none is asked. */
  readonly model?: string;
}

/** Takes the first way whose named condition holds; the last has none. Only in graphs that we drive ourselves. */
export interface BranchNode extends NodeBase {
  readonly kind: "branch";
  readonly ways: readonly { readonly condition: string | null; readonly next: DialogTarget }[];
}

/** Performs an effect and waits for its result. Only in graphs that we drive ourselves. */
export interface ActNode extends NodeBase {
  readonly kind: "act";
  readonly effect: string;
  readonly with: Readonly<Record<string, ValueDocument>>;
  /** Slot → member of the result; `null` as member takes the whole result. */
  readonly into: Readonly<Record<string, string | null>>;
  readonly timeoutMs: number;
  readonly filler: string | null;
  readonly next: DialogTarget;
  readonly failed: DialogTarget;
  readonly hungUp: string;
}

/** Hands the call over to a person. */
export interface TransferNode extends NodeBase {
  readonly kind: "transfer";
  readonly to: TransferTarget;
  readonly whisper: string | null;
  /** Outcome when the client is put through. */
  readonly transferred: string;
  readonly failures: Readonly<Record<TransferFailure, DialogTarget>>;
  readonly hungUp: string;
}

/** Puts values into slots: the border of a sub-dialog. Only in graphs that we drive ourselves. */
export interface SetNode extends NodeBase {
  readonly kind: "set";
  /** Slot → value; slots in `clear` are emptied first. */
  readonly values: Readonly<Record<string, ValueDocument>>;
  readonly clear: readonly string[];
  readonly next: DialogTarget;
}

/** A passage led by a language model. Only in graphs that we drive ourselves. */
export interface ConverseNode extends NodeBase {
  readonly kind: "converse";
  readonly goal: string;
  readonly opening: string | null;
  readonly fill: readonly string[];
  readonly effects: readonly string[];
  /** Global commands, valid while it listens. */
  readonly answers: readonly DialogAnswer[];
  readonly limits: { readonly turns: number; readonly timeMs: number; readonly cost: number };
  readonly exits: Readonly<Record<"done" | "gaveUp" | "limit" | "failed", DialogTarget>>;
  readonly hungUp: string;
  readonly timeoutMs: number;
}

/** One node of an unrolled dialog. */
export type DialogNode = SayNode | AskNode | BranchNode | ActNode | TransferNode | SetNode | ConverseNode;

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
