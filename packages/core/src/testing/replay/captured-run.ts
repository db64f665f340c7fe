import type { DialogExit, EndCause, NotConnectedCause, Reached } from "../../calls/index.ts";
import type { Json } from "../../ports/identity.ts";

/** One thing that happened in a call, as its journal tells it. */
export type CapturedStep =
  | { readonly type: "answered"; readonly by: Reached }
  | { readonly type: "notConnected"; readonly cause: NotConnectedCause }
  | {
      readonly type: "left";
      /** Node of the unrolled dialog, e.g. `ask~im`. */
      readonly node: string;
      /** How it was left; `heard`: the client's words in a passage that a language model leads. */
      readonly exit: DialogExit | "heard";
      /** With `exit: "value"`. */
      readonly value?: Json;
      /** With `exit: "heard"`. */
      readonly words?: string;
      /** How sure hearing was, 0–1; absent where it did not say. */
      readonly confidence?: number;
      /** With `exit: "hungUp"`: nothing was asked there. */
      readonly during?: "message";
    }
  | {
      readonly type: "effect";
      readonly node: string;
      /** Type of the effect, e.g. `crm.readField`; `timer`: the time of the node was up, `result` being its milliseconds. */
      readonly effect: string;
      readonly result?: Json;
      /** Code of the error with which it failed. */
      readonly failure?: string;
    }
  | {
      /** The connection was over while the dialog still waited. */
      readonly type: "ended";
      readonly cause: EndCause;
      /** Nothing was asked there. */
      readonly during?: "message";
    };

/** The dialog of one call, taken from its journal: what it was given, what happened in it, how it came out. Survives JSON. */
export interface CapturedRun {
  readonly format: 1;
  readonly robot: string;
  readonly version: number;
  readonly fingerprint: string;
  /** A hash of the run's id, 16 hex digits. */
  readonly run: string;
  /** Who led the dialog: a voice vendor, or we ourselves. */
  readonly mode: "hosted" | "driven";
  readonly locale: string | null;
  /** `null` where it is not known: journals of hosted dialogs do not hold it. */
  readonly input: Json;
  readonly trail: readonly CapturedStep[];
  /** `null` when the run has none. */
  readonly outcome: string | null;
  readonly data: Json;
  readonly endCause: EndCause | null;
  /** Why the trail alone does not lead to the outcome, e.g. reports that never came. Absent: it does. */
  readonly incomplete?: string;
}
