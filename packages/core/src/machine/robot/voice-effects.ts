import type { CollectKind, TransferFailure, TransferTarget } from "../../define/document.ts";
import type { Json } from "../../ports/identity.ts";

/** What a turn listens for. */
export interface VoiceListen {
  readonly answers: readonly string[];
  /** DTMF key → answer. */
  readonly keys: Readonly<Record<string, string>>;
  /** Kind of the value that may be said or keyed in, closed with `#`; absent: none. */
  readonly value?: CollectKind;
  /** Any words are taken as they are: the passage of a language model. */
  readonly free?: true;
  readonly timeoutMs: number;
}

/** What to say and what to wait for: the input of the effect `voice.turn`. */
export interface VoiceTurn {
  readonly node: string;
  /** The words, variables filled in. */
  readonly say: string;
  /** A recording of these words, to be played where the voice can. */
  readonly file?: string;
  /** Whether the client may cut the words short. */
  readonly bargeIn?: boolean;
  /** `null`: nothing, go on after the words. */
  readonly listen: VoiceListen | null;
}

/** What came of it: the result of the effect `voice.turn`. Hearing has happened before. */
export type VoiceTurnResult =
  | { readonly kind: "said" | "noInput" | "noMatch" | "hungUp" }
  | { readonly kind: "answer"; readonly answer: string; readonly confidence?: number }
  | { readonly kind: "value"; readonly value: Json; readonly confidence?: number }
  | { readonly kind: "heard"; readonly words: string };

/** The input of the effect `voice.transfer`. */
export interface TransferRequest {
  readonly node: string;
  readonly to: TransferTarget;
  /** Words for the person, before the client is put through. */
  readonly whisper: string | null;
}

/** The result of the effect `voice.transfer`. */
export interface TransferResult {
  readonly kind: "connected" | "hungUp" | TransferFailure;
}

/** One thing said in a passage that a language model leads. */
export interface PassageTurn {
  readonly speaker: "robot" | "client";
  readonly text: string;
}

/** The input of the effect `model.converse`. */
export interface ConverseRequest {
  readonly node: string;
  readonly locale: string;
  readonly goal: string;
  /** Slots that may be filled: JSON Schema, and the value where one is known. */
  readonly slots: Readonly<Record<string, { readonly schema: Json; readonly value: Json }>>;
  /** Effects that may be asked for: type → JSON Schema of the input. */
  readonly effects: Readonly<Record<string, Json>>;
  readonly passage: readonly PassageTurn[];
  /** Results of the effects it asked for, in order. */
  readonly results: readonly { readonly effect: string; readonly result: Json }[];
}

/** The result of the effect `model.converse`. */
export interface ConverseReply {
  /** What the robot says next; `null` with an exit or an effect. */
  readonly say: string | null;
  /** Values learned, each with the client's own words that prove it. */
  readonly fills: readonly { readonly slot: string; readonly value: Json; readonly quote: string }[];
  readonly act: { readonly effect: string; readonly input: Json } | null;
  readonly exit: "done" | "gaveUp" | null;
  readonly cost: number;
}
