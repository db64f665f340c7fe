import type { PhraseRole } from "./lexicon.ts";
/**
 * What a phrase says once negation is settled. `faintNo` is a negator with nothing to negate ("не", "of course not");
 * `blocked` is a negation of words that the lexicon does not know: whatever it means, it is no yes.
 */
export type Signal = "yes" | "particle" | "agreement" | "emphasis" | "no" | "faintNo" | "open" | "hedge" | "blocked";
type Role = PhraseRole | "unknown";
/** The signals of one statement, in the order said. */
export declare function toSignals(roles: readonly Role[]): Signal[];
export {};
