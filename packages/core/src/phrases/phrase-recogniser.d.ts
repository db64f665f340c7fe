/** Recognises one meaning in an utterance. Pure: same words, same answer. */
export interface PhraseRecogniser {
    readonly kind: "phrases";
    /** Stable name, written into robot documents, e.g. "yesNo.yes". */
    readonly name: string;
    /** Languages that its lexicon knows. */
    readonly locales: readonly string[];
    /** How sure it is that the utterance means this, 0–1; undefined when it does not mean it. */
    match(utterance: string, locale: string): number | undefined;
}
