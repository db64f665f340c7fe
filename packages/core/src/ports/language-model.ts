import type { Json } from "./identity.ts";

/** One message of a conversation with a language model. */
export interface ModelMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** What a language model is asked. */
export interface ModelRequest {
  /** What the question is for, e.g. `converse` or `hear`; for routing and budgets, never sent to the vendor. */
  readonly purpose: string;
  readonly messages: readonly ModelMessage[];
  /** JSON Schema of the answer. */
  readonly schema: Json;
  /** After this the answer counts as failed. */
  readonly timeoutMs: number;
}

/** What a language model answered. */
export interface ModelAnswer {
  /** Fits the request's schema as far as the vendor promises it; parsed again by whoever asked. */
  readonly value: Json;
  /** What it cost, in the currency of the account's budget; 0 where the vendor does not tell. */
  readonly cost: number;
}

/** Answers questions with a language model. One implementation per vendor. */
export interface LanguageModelPort {
  /**
   * Asks once.
   *
   * Errors: `MODEL_UNREACHABLE` (after), `MODEL_ANSWER_INVALID` (never), `MODEL_TIMED_OUT` (now).
   * Effects: one vendor request, which may cost money.
   */
  ask(request: ModelRequest): Promise<ModelAnswer>;
}
