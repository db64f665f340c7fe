/** A name that is not there, and those that are. */
interface UnknownName {
    readonly name: string;
    readonly known: readonly string[];
}
/** What can be wrong with a definition: code → the sentence about it. */
export declare const definitionMistakes: {
    DEFINE_UNKNOWN_STEP: ({ name, known }: UnknownName) => string;
    DEFINE_UNKNOWN_TEXT: ({ name, known }: UnknownName) => string;
    DEFINE_UNKNOWN_OUTCOME: ({ name, known }: UnknownName) => string;
    DEFINE_UNKNOWN_CONDITION: ({ name, known }: UnknownName) => string;
    DEFINE_UNKNOWN_KEY: ({ owner, name, known }: UnknownName & {
        readonly owner: string;
    }) => string;
    DEFINE_UNKNOWN_VARIABLE: ({ name, known }: UnknownName) => string;
    DEFINE_UNSPEAKABLE_VARIABLE: ({ name }: {
        readonly name: string;
    }) => string;
    DEFINE_UNKNOWN_LOCALE: ({ name, known }: UnknownName) => string;
    DEFINE_MISSING_LOCALE: ({ locale }: {
        readonly locale: string;
    }) => string;
    DEFINE_BRACE: () => string;
    DEFINE_UNREACHED_OUTCOME: ({ name }: {
        readonly name: string;
    }) => string;
    DEFINE_UNREACHABLE_STEP: ({ name }: {
        readonly name: string;
    }) => string;
    DEFINE_MISSING: ({ name, meaning }: {
        readonly name: string;
        readonly meaning: string;
    }) => string;
    DEFINE_WRONG_TYPE: ({ expected }: {
        readonly expected: string;
    }) => string;
    DEFINE_STEP_KIND: () => string;
    DEFINE_BRANCH_OPEN: () => string;
    DEFINE_BRANCH_SHADOWED: () => string;
    DEFINE_NO_ANSWER_WAY: () => string;
    DEFINE_DUPLICATE_KEY: ({ key, other }: {
        readonly key: string;
        readonly other: string;
    }) => string;
    DEFINE_DUPLICATE_CONDITION: ({ name }: {
        readonly name: string;
    }) => string;
    DEFINE_DUPLICATE_RECOGNISER: ({ name }: {
        readonly name: string;
    }) => string;
    DEFINE_ID_INVALID: ({ name, rule }: {
        readonly name: string;
        readonly rule: string;
    }) => string;
    DEFINE_CYCLE_WITHOUT_WAIT: ({ steps }: {
        readonly steps: readonly string[];
    }) => string;
    DEFINE_SCHEMA_NOT_JSON: ({ reason }: {
        readonly reason: string;
    }) => string;
    RULES_UNKNOWN_OUTCOME: ({ name, known }: UnknownName) => string;
    RULES_MISSING_OUTCOME: ({ name }: {
        readonly name: string;
    }) => string;
    RULES_TRIGGER_AND_MOVE: () => string;
    RULES_UNKNOWN_KEY: ({ name, known }: UnknownName) => string;
    RULES_WRONG_TYPE: ({ expected }: {
        readonly expected: string;
    }) => string;
};
/** Code of a mistake in a definition. */
export type MistakeCode = keyof typeof definitionMistakes;
/** What the sentence of a code needs to know. */
export type MistakeDetails<Code extends MistakeCode> = Parameters<(typeof definitionMistakes)[Code]>;
export {};
