import { toBaseIndex } from "./base-index.ts";
import { crossed } from "./roles.ts";
import { toContent } from "./spoken-words.ts";
import { toPhraseIndex, type PhraseIndex } from "./phrase-index.ts";
import { toWordTable } from "./nearest-word.ts";
import type { PhraseLexicon, PhraseRole } from "./lexicon.ts";

/** What a meaning is said with, in one language. */
export interface MeaningPhrases {
  readonly phrases: readonly string[];
  /** Phrases that hide their words from the others. */
  readonly aside: readonly string[];
}

/** How much of an utterance a meaning explains (0–1); undefined when the utterance does not mean it. */
export type MeaningReader = (utterance: string) => number | undefined;

type Label = "meant" | "aside";

/** Verbs that a negation passes: "I don't want the price", "не нужен оператор". */
const passed: ReadonlySet<PhraseRole> = new Set([
  ...(["assent", "modal", "intent", "attendance", "arrival", "presence"] as const),
  ...(["attendable", "negatable"] as const),
]);

/** A reader of one free meaning: a phrase that occurs, and no negation in front of it. */
export function toMeaningReader(lexicon: PhraseLexicon, { phrases, aside }: MeaningPhrases): MeaningReader {
  const { spell, roles, barred } = toBaseIndex(lexicon);
  const meanings = toPhraseIndex<Label>(
    [
      ["aside", aside],
      ["meant", phrases],
    ],
    { spell, barred },
  );
  const fillers = toPhraseIndex<"kept" | "filler">(
    [
      ["kept", phrases],
      ["kept", aside],
      ["filler", lexicon.fillers],
    ],
    { spell },
  );
  const none = toPhraseIndex<unknown>([]);
  const table = toWordTable(
    meanings.entries
      .flatMap(({ pattern }) => pattern.places.flatMap(({ words }) => [...words]))
      .map((word) => ({ word, effect: "open" })),
    [],
    [
      ...roles.entries.flatMap(({ pattern }) => pattern.places.flatMap(({ words }) => [...words])),
      ...lexicon.ordinary.flatMap((line) => spell(line)),
    ],
  );
  return (utterance) => {
    const words = toContent(spell(utterance), fillers, none);
    return (
      explain(words, meanings, roles) ??
      explain(
        words.map((word) => table.nearest(word)),
        meanings,
        roles,
      )
    );
  };
}

function explain(
  words: readonly string[],
  meanings: PhraseIndex<Label>,
  roles: PhraseIndex<PhraseRole>,
): number | undefined {
  let explained = 0;
  let isMeant = false;
  let isNegated = false;
  for (let position = 0; position < words.length;) {
    const meaning = meanings.longestAt(words, position);
    const hit = meaning ?? baseHit(words, position, meanings, roles);
    const length = hit?.length ?? 1;
    if (meaning?.label === "meant" && !isNegated) isMeant = true;
    if (meaning || hit?.label === "link" || hit?.label === "emphasis") explained += length;
    isNegated = !meaning && carriesNegation(hit?.label as PhraseRole | undefined, isNegated);
    position += length;
  }
  return isMeant ? Math.round(Math.max(0.1, (0.95 * explained) / words.length) * 100) / 100 : undefined;
}

function carriesNegation(role: PhraseRole | undefined, isNegated: boolean): boolean {
  if (role === "negator" || role === "denial") return true;
  return isNegated && role !== undefined && (crossed.has(role) || passed.has(role));
}

/** A base phrase ends where a phrase of the meaning begins. */
function baseHit(
  words: readonly string[],
  position: number,
  meanings: PhraseIndex<Label>,
  roles: PhraseIndex<PhraseRole>,
) {
  const hit = roles.longestAt(words, position);
  if (!hit) return undefined;
  for (let start = position + 1; start < position + hit.length; start++) {
    if (meanings.longestAt(words, start)) return roles.longestAt([...words.slice(position, start), ""], 0);
  }
  return hit;
}
