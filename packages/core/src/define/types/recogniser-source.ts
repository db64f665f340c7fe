import type { HearingFacts } from "../robot-definition.ts";
import type { Mistake } from "./mistake.ts";

/** What `defineRecogniser` takes: `match` for a meaning, or `read` for a value. */
export interface RecogniserSource<Value> {
  /** Stable name: letters, digits, dots and hyphens. Written into documents, so it never changes. */
  readonly name: string;
  /** Languages that it understands. */
  readonly locales: readonly [string, ...string[]];
  /** How sure it is that the utterance has its meaning, 0–1; `undefined` when it has not. Pure. */
  readonly match?: (utterance: string, locale: string) => number | undefined;
  /** The value in the utterance and how sure it is, 0–1; `undefined` when the words hold none. Pure. */
  readonly read?: (
    utterance: string,
    locale: string,
    facts: HearingFacts,
  ) => { readonly value: Value; readonly confidence: number } | undefined;
  /** The value of keys pressed, without the closing `#`; only beside `read`. Default: keys give none. */
  readonly readKeys?: (keys: string, facts: HearingFacts) => NoInfer<Value> | undefined;
}

/** Checks a recogniser as a whole: nothing unknown, and one of `match` and `read`. */
export type CheckRecogniser<Key extends string> = {
  readonly [
    Unknown in Exclude<Key, keyof RecogniserSource<unknown>>
  ]: Mistake<`A recogniser has no key '${Unknown}'. Keys: name, locales, match, read, readKeys.`>;
} & ("read" extends Key
  ? "match" extends Key
    ? { readonly match: Mistake<"A recogniser hears a meaning with 'match' or a value with 'read', not both."> }
    : unknown
  : "match" extends Key
    ? "readKeys" extends Key
      ? { readonly readKeys: Mistake<"'readKeys' reads a value, so it stands beside 'read', not beside 'match'."> }
      : unknown
    : Mistake<"The recogniser hears nothing. Add 'match' for a meaning, or 'read' for a value.">);
