/** The candidate most like a misspelled word, or `undefined` when none is close enough to suggest. */
export declare function nearest(word: string, candidates: Iterable<string>): string | undefined;
