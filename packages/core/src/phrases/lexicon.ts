/**
 * What a phrase does to the answer.
 *
 * - `yes`, `no`: answer words and idioms that stand for themselves.
 * - `particle`: a yes that a refusal behind it takes back ("да нет", "да не приду").
 * - `assent`: says yes, and no when negated ("agree", "удобно").
 * - `attendance`: the same, by coming or being there ("приду", "I'll be there"): where the question is whether to call
 *   the visit off, it says the contrary.
 * - `arrival`: an `attendance` in the first person that can hardly mean anything else ("приду", "przyjdę"): it is heard
 *   among many unknown words.
 * - `presence`: an `attendance` of others ("придут", "będą"): it is heard among few unknown words.
 * - `modal`: an `assent` that may lead another verb ("want to", "надо"): before a refusal or a phrase of the question's
 *   own it is silent and lets negation pass.
 * - `intent`: an `attendance` that may lead another verb ("буду", "смогу").
 * - `agreement`: a weak yes that gives way to a refusal behind it ("ладно, не надо").
 * - `emphasis`: a yes when nothing else is said, else it follows the rest ("конечно нет").
 * - `refusal`: says no; negated it says neither ("отказываюсь", "не отказываюсь").
 * - `cancellation`: a `refusal` that calls something off ("отмените"): where the question is whether to call off, it says
 *   yes, and no when negated.
 * - `negatable`: says nothing alone, and no when negated ("прийти", "come").
 * - `attendable`: the same, about coming: negated it is a no, or a yes where the question is whether to call off.
 * - `negator`: turns what follows ("не", "not").
 * - `denial`: a no that also takes back an assent behind it ("вряд ли приду").
 * - `open`: leaves the question open: doubts, conditions, questions, echoes, delays.
 * - `excuse`: the same, but a no beside it stays a no ("нет, я занят"): delays, being busy.
 * - `hedge`: lowers the confidence ("наверное").
 * - `aside`: says nothing and hides its words from the other roles ("не волнуйтесь").
 * - `link`: words between the others that negation reaches across ("я", "к", "to").
 */
export type PhraseRole =
  | "yes"
  | "no"
  | "particle"
  | "assent"
  | "attendance"
  | "arrival"
  | "presence"
  | "modal"
  | "intent"
  | "agreement"
  | "emphasis"
  | "refusal"
  | "cancellation"
  | "negatable"
  | "attendable"
  | "negator"
  | "denial"
  | "open"
  | "excuse"
  | "hedge"
  | "aside"
  | "link";

/** Phrases of a language that are no answers but are understood anywhere in a call. */
export interface CommandPhrases {
  readonly repeat: readonly string[];
  readonly operator: readonly string[];
  readonly stop: readonly string[];
  /** Phrases that look like a command and are none; they hide their words. */
  readonly aside: readonly string[];
}

/**
 * One language as data. Every phrase is a line of words: `a|b` is either word, `[a b]` may be missing, `stem*` is any
 * word that begins so, `..` up to three words of any kind but negations; `^` in front binds the phrase to the beginning
 * of a statement, `$` behind it to its end. The longest phrase wins; of equally long ones the role named first in
 * `phrases` does.
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
  /** Corrections that leave no answer when nothing follows them ("scratch that"). */
  readonly revocations?: readonly string[];
  /** Phrases of delay that an answer may follow ("let me think"); they keep their role. */
  readonly hesitations?: readonly string[];
  /** Words that begin what was thought or wanted once ("думал", "I wanted to"). */
  readonly supposals?: readonly string[];
  /** Behind one of `supposals`, a correction ("думал не смогу, но приду"). */
  readonly contrasts?: readonly string[];
  /** A negator that is also a whole answer ("nie"): a correction behind it corrects, a pause behind it ends it. */
  readonly answeringNegator?: string;
  /** The language has no other word for no, so that "nie przyjdę" may be "no, I will come". */
  readonly isNegatorUsualNo?: boolean;
  /** Phrases that take back what was said before them when a pause follows ("a nie, …"). */
  readonly retractions?: readonly string[];
  /** Phrases that take back what was said before them when more follows ("nie, jednak …"). */
  readonly relents?: readonly string[];
  /** Words that begin a clause of their own behind a correction ("I can't, sorry, I won't"). */
  readonly clauseStarts?: readonly string[];
  /** How a verb that a modal leads is told: by the word in front of it, or by its ending. */
  readonly infinitive: { readonly markers: readonly string[]; readonly endings: readonly string[] };
  /** Forms of one verb, `a|b|c`: a phrase of a question's own with one of them is heard with each. */
  readonly families: readonly string[];
  /** Everyday words that stand one letter from a word of the lexicon, so that they are not taken for a slip of it. */
  readonly ordinary: readonly string[];
  /** Phrases by role. */
  readonly phrases: Readonly<Partial<Record<PhraseRole, readonly string[]>>>;
  readonly commands: CommandPhrases;
}
