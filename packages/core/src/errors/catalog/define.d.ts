/** One mistake in a definition: where it is and what is wrong with it. */
export interface DefinitionMistake {
    /** Code of the mistake, e.g. `DEFINE_UNKNOWN_STEP`. */
    readonly code: string;
    /** Where, e.g. `steps.ask.answers.yes.next`. */
    readonly path: string;
    /** One sentence that says what is wrong and what to do. */
    readonly sentence: string;
}
/** Mistakes in definitions. All mistakes of one definition come together. */
export declare const defineCatalog: {
    DEFINE_INVALID: import("./entry.ts").CatalogEntry<{
        readonly id: string;
        readonly mistakes: readonly DefinitionMistake[];
    }>;
    RULES_INVALID: import("./entry.ts").CatalogEntry<{
        readonly id: string;
        readonly mistakes: readonly DefinitionMistake[];
    }>;
};
