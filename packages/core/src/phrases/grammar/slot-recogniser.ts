/** What hearing knows about the call beside the words. */
export interface HearingFacts {
  /** Wall-clock date and time of the client, without a zone: "2026-11-27T14:05". */
  readonly now: string;
  /** ISO 3166 alpha-2 code of the country of numbers said without a country code, e.g. "RU". */
  readonly country: string;
}

/** A value that was read, and how sure the reading is, 0–1. */
export interface HeardValue<Value> {
  readonly value: Value;
  readonly confidence: number;
}

/** Turns an utterance into a value. Pure. */
export interface SlotRecogniser<Value = unknown> {
  readonly kind: "grammar";
  /** Stable name, written into robot documents, e.g. "grammar.money". */
  readonly name: string;
  /** Language subtags that it knows. */
  readonly locales: readonly string[];
  /** The value said; `undefined` when there is none, when two contradict each other, or when it is impossible. */
  read(utterance: string, locale: string, facts: HearingFacts): HeardValue<Value> | undefined;
  /** The value of keys pressed on the telephone, without the closing "#"; `undefined` when keys cannot give one. */
  readKeys?(keys: string, facts: HearingFacts): Value | undefined;
}
