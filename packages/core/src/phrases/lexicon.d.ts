/**
 * What a phrase does to the answer.
 *
 * - `yes`, `no`: answer words and idioms that stand for themselves.
 * - `particle`: a yes that a refusal behind it takes back ("да нет", "да не приду").
 * - `assent`: says yes, and no when negated ("приду", "agree").
 * - `agreement`: a weak yes that gives way to a refusal behind it ("ладно, не надо").
 * - `emphasis`: a yes when nothing else is said, else it follows the rest ("конечно нет").
 * - `refusal`: says no; negated it says neither ("отмените", "не отменяйте").
 * - `negatable`: says nothing alone, and no when negated ("прийти", "come").
 * - `negator`: turns what follows ("не", "not").
 * - `denial`: a no that also takes back an assent behind it ("вряд ли приду").
 * - `open`: leaves the question open: doubts, conditions, questions, echoes, delays.
 * - `hedge`: lowers the confidence ("наверное").
 * - `aside`: says nothing and hides its words from the other roles ("не волнуйтесь").
 * - `link`: words between the others that negation reaches across ("я", "к", "to").
 */
export type PhraseRole = "yes" | "no" | "particle" | "assent" | "agreement" | "emphasis" | "refusal" | "negatable" | "negator" | "denial" | "open" | "hedge" | "aside" | "link";
/**
 * One language as data. Every phrase is a line of words: `a|b` is either word, `[a|b]` may be missing, `stem*` is any
 * word that begins so; `^` in front binds the phrase to the beginning of a statement, `$` behind it to its end. The
 * longest phrase wins; of equally long ones the role named first in `phrases` does.
 */
export interface PhraseLexicon {
    /** Language subtag, e.g. "ru". */
    readonly locale: string;
    /** Letters that count as another one. */
    readonly letters: Readonly<Record<string, string>>;
    /** One word, or two side by side, and the words they stand for. */
    readonly spellings: Readonly<Record<string, string>>;
    /** Phrases that carry nothing for a yes/no question: hesitation, greetings, thanks. */
    readonly fillers: readonly string[];
    /** Corrections that replace what was said before them ("то есть"). */
    readonly corrections: readonly string[];
    /** Corrections that may also be mere politeness ("извините"): a weak yes behind them does not undo a no. */
    readonly softCorrections: readonly string[];
    /** Phrases by role. */
    readonly phrases: Readonly<Partial<Record<PhraseRole, readonly string[]>>>;
}
