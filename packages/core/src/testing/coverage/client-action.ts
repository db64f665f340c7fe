import type { ConverseReply, TransferResult } from "../../machine/index.ts";
import type { NotConnectedCause, Reached } from "../../calls/index.ts";
import type { Json } from "../../ports/identity.ts";

/** What a test of a call writes to make something happen. */
export type ClientAction =
  | { readonly do: "answer"; readonly by: Reached }
  | { readonly do: "notConnected"; readonly cause: NotConnectedCause }
  | { readonly do: "means"; readonly answer: string; readonly confidence?: number }
  | { readonly do: "gives"; readonly value: Json; readonly confidence?: number }
  | { readonly do: "silence" | "hangsUp" }
  | { readonly do: "hangsUpDuringMessage" }
  /** Says what the question does not understand; `null`: where it understands all words, nothing can be made out. */
  | { readonly do: "mumbles"; readonly words: string | null }
  | { readonly do: "says"; readonly words: string }
  | { readonly do: "transfers"; readonly result: TransferResult["kind"] }
  | { readonly do: "replies"; readonly reply: ConverseReply }
  | { readonly do: "returns"; readonly effect: string; readonly result: Json }
  | { readonly do: "fails"; readonly effect: string }
  | { readonly do: "passes"; readonly ms: number };
