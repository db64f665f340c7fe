import type { HearingFacts, RobotDefinition } from "../../define/index.ts";
import type { Json } from "../../ports/identity.ts";

/** What a client did in answer to a question. Keys of a longer number come together, closed with `#` or not. */
export type Utterance = { readonly says: string } | { readonly presses: string };

/** Who heard: a key, our lexicons, our grammars, a recogniser of the user, or a language model. */
export type HeardBy = "key" | "phrases" | "grammar" | "own" | "model";

/** Something heard: by whom, and how sure that is, 0–1. */
export interface Heard {
  readonly by: HeardBy;
  readonly confidence: number;
}

/** Why an utterance is no answer. */
export type NoMatchReason =
  "unknown key" | "nothing fits" | "several fit" | "the slot refuses the value" | "the model gave no answer";

/** An utterance as an answer or a value of the step that the run waits in, or as neither. */
export type Hearing =
  | ({ readonly kind: "answer"; readonly answer: string } & Heard)
  | ({ readonly kind: "value"; readonly value: Json } & Heard)
  | { readonly kind: "noMatch"; readonly why: NoMatchReason };

/** The part of a definition that hearing needs: its recognisers, and the schemas of its slots. */
export type HearingDefinition = Pick<RobotDefinition, "document" | "functions">;

/** What hearing depends on beside the words and the node. */
export interface HearingOptions {
  readonly locale: string;
  readonly facts: HearingFacts;
  /** The value that the node reads back: what its slot holds now. Default: none is known. */
  readonly readBack?: Json;
}
