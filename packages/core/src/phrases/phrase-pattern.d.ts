/** One place of a phrase: the words and beginnings of words that fit it. */
export interface PhrasePlace {
    readonly words: ReadonlySet<string>;
    readonly stems: readonly string[];
}
/** One way to say a phrase, without parts that may be missing. */
export interface PhrasePattern {
    readonly places: readonly PhrasePlace[];
    readonly atStart: boolean;
    readonly atEnd: boolean;
}
/** All ways to say a phrase of a lexicon; each optional part doubles them. */
export declare function toPatterns(phrase: string): PhrasePattern[];
/** How many words the pattern takes at a position; 0 when it does not fit there. */
export declare function fits(pattern: PhrasePattern, words: readonly string[], position: number): number;
