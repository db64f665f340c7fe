import type { RobotFunctions } from "../../define/robot-definition.ts";
import type { DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import { type DialogFacts, type Timeless } from "./dialog-facts.ts";
/** What a driven dialog keeps. */
export interface DriveContext {
  readonly input: unknown;
  readonly texts: Readonly<Record<string, string>>;
  readonly facts: DialogFacts;
  readonly outcome: string | null;
}
/** What to say and what to wait for: the input of the effect `voice.turn`. */
export interface VoiceTurn {
  readonly node: string;
  /** The words, variables filled in. */
  readonly say: string;
  /** `null`: nothing, go on after the words. */
  readonly listen: {
    readonly answers: readonly string[];
    /** DTMF key → answer. */
    readonly keys: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
  } | null;
}
/** What came of it: the result of the effect `voice.turn`. Hearing has happened before. */
export type VoiceTurnResult =
  | {
      readonly kind: "said" | "noInput" | "noMatch" | "hungUp";
    }
  | {
      readonly kind: "answer";
      readonly answer: string;
    };
/** The state of one node: a turn, or a choice. */
export declare function nodeState(name: string, node: DialogNode, functions: RobotFunctions): object;
/** The transition to a target; the outcome is decided when it is an end. */
export declare function goTo(target: DialogTarget, report?: Timeless): object;
