import { toFillerWords, withoutFillers } from "./filler-words.ts";
import { toPhraseIndex, type PhraseIndex } from "./phrase-index.ts";
import { tokenise } from "./tokenise.ts";
import type { PhraseLexicon, PhraseRole } from "./lexicon.ts";
import type { Speller } from "./phrase-pattern.ts";

/** What every reader of a language shares. */
export interface BaseIndex {
  readonly spell: Speller;
  readonly roles: PhraseIndex<PhraseRole>;
  /** Single words that negate; `..` does not run over them. */
  readonly barred: ReadonlySet<string>;
  readonly fillerWords: ReadonlySet<string>;
}

const made = new WeakMap<PhraseLexicon, BaseIndex>();

/** The base phrases of a lexicon, made ready once. */
export function toBaseIndex(lexicon: PhraseLexicon): BaseIndex {
  const known = made.get(lexicon);
  if (known) return known;
  const spell: Speller = (text) => tokenise(text, lexicon);
  const barred = toNegations(lexicon, spell);
  const fillerWords = toFillerWords(lexicon, spell);
  const lists = [
    ...(Object.entries(lexicon.phrases) as [PhraseRole, readonly string[]][]),
    // Who asks for a person answers no question.
    ["open", lexicon.commands.operator] as const,
  ] as const;
  const roles = toPhraseIndex(lists, { spell, barred, refine: (pattern) => withoutFillers(pattern, fillerWords) });
  const base = { spell, roles, barred, fillerWords };
  made.set(lexicon, base);
  return base;
}

function toNegations(lexicon: PhraseLexicon, spell: Speller): Set<string> {
  const lines = [...(lexicon.phrases.negator ?? []), ...(lexicon.phrases.denial ?? [])];
  return new Set(lines.filter((line) => !line.includes(" ")).flatMap((line) => line.split("|").flatMap(spell)));
}
