import type { PhraseLexicon, PhraseRole } from "./lexicon.ts";
/** How a statement follows the one before it: not at all, as a correction, or as what may be one. */
export type StatementOpening = "first" | "correction" | "softCorrection";
/** A stretch of words between corrections, as the roles of its phrases; words that no phrase knows are `unknown`. */
export interface Statement {
    readonly opening: StatementOpening;
    readonly roles: readonly (PhraseRole | "unknown")[];
}
/** A lexicon made ready for reading. */
export interface PhraseReader {
    read(utterance: string): Statement[];
}
/** Reads utterances with one lexicon: words, without fillers and repeats, split at corrections, each phrase by its role. */
export declare function toPhraseReader(lexicon: PhraseLexicon): PhraseReader;
