import type { PhraseLexicon } from "./lexicon.ts";
/** The words of an utterance as a lexicon writes them: composed, lower case, without stress marks or punctuation. */
export declare function tokenise(utterance: string, lexicon: Pick<PhraseLexicon, "letters" | "spellings">): string[];
/** The same words, each repeated stretch of up to three words said once ("да-да-да", "не надо, не надо"). */
export declare function withoutRepeats(words: readonly string[]): string[];
