/** A phrase found in an utterance: what it is and how many words it takes. */
export interface PhraseHit<Label> {
    readonly label: Label;
    readonly length: number;
}
/** Finds the longest known phrase that begins at a word. */
export interface PhraseIndex<Label> {
    longestAt(words: readonly string[], position: number): PhraseHit<Label> | undefined;
}
/** An index over labelled phrases; of equally long hits the one listed first wins. */
export declare function toPhraseIndex<Label>(lists: Iterable<readonly [Label, readonly string[]]>): PhraseIndex<Label>;
