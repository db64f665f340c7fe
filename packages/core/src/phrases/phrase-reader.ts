import { toBaseIndex } from "./base-index.ts";
import { toWordTable, type KnownWord } from "./nearest-word.ts";
import { noPhrases, toOwnIndex, type OwnPhrases } from "./own-phrases.ts";
import { toPhraseIndex, type PhraseIndex } from "./phrase-index.ts";
import { toRoleLookup, toRoles } from "./roles.ts";
import { toContent } from "./spoken-words.ts";
import {
  splitAtCorrections,
  type CorrectionMarker,
  type Markers,
  type Statement,
  type SupposalMarker,
} from "./statements.ts";
import type { PhraseLexicon } from "./lexicon.ts";
import type { Speller } from "./phrase-pattern.ts";

/** A lexicon made ready for reading. */
export interface PhraseReader {
  /** Reads words as they stand. */
  read(utterance: string): Statement[];
  /** Reads words with one wrong letter as the words that they come from; undefined when there are none. */
  readTolerantly(utterance: string): Statement[] | undefined;
}

/**
 * Reads utterances with one lexicon and a question's own phrases: words, without fillers and repeats, split at
 * corrections, each phrase by its role.
 */
export function toPhraseReader(lexicon: PhraseLexicon, own: OwnPhrases = noPhrases): PhraseReader {
  const { spell, roles } = toBaseIndex(lexicon);
  const ours = toOwnIndex(lexicon, own);
  const fillers = toPhraseIndex<"kept" | "filler">(
    [
      ["kept", ours.kept],
      ["filler", lexicon.fillers],
    ],
    { spell },
  );
  const markers = toMarkers(lexicon, spell);
  const lookup = toRoleLookup(roles, ours.index);
  const toWords = (utterance: string) => spell(markRetractions(utterance, lexicon, ours.isReversed));
  const table = once(() =>
    toTable(lexicon, spell, [roles, ours.index, fillers, markers.corrections, markers.supposals]),
  );
  const toStatements = (words: readonly string[]) =>
    splitAtCorrections(toContent(words, fillers, markers.corrections), { lexicon, lookup, ...markers }).map((part) => ({
      opening: part.opening,
      roles: toRoles(part.words, lookup, { lexicon, isReversed: ours.isReversed }),
    }));
  return {
    read: (utterance) => toStatements(toWords(utterance)),
    readTolerantly(utterance) {
      const said = toWords(utterance);
      const meant = said.map((word) => table().nearest(word));
      if (meant.every((word, index) => word === said[index])) return undefined;
      return toStatements(meant.flatMap((word, index) => (word === said[index] ? word : respell(word, spell))));
    },
  };
}

function toMarkers(lexicon: PhraseLexicon, spell: Speller): Markers {
  const corrections = toPhraseIndex<CorrectionMarker>(
    [
      ["correction", lexicon.corrections],
      ["revocation", lexicon.revocations ?? []],
      ["softCorrection", lexicon.softCorrections],
      ["hesitation", lexicon.hesitations ?? []],
    ],
    { spell },
  );
  const supposals = toPhraseIndex<SupposalMarker>(
    [
      ["supposal", lexicon.supposals ?? []],
      ["contrast", lexicon.contrasts ?? []],
    ],
    { spell },
  );
  return { corrections, supposals };
}

/** Behind a retraction that a pause ends, the first correction of the language is put in: "a nie, to znaczy …". */
function markRetractions(utterance: string, lexicon: PhraseLexicon, isReversed: boolean): string {
  const { retractions = [], relents = [], corrections, answeringNegator, isNegatorUsualNo = false } = lexicon;
  if (retractions.length === 0) return utterance;
  const toChoices = (phrases: readonly string[]) => phrases.join("|").replaceAll(" ", "[\\s,]+");
  const marker = lexicon.revocations?.[0] ?? corrections[0] ?? "";
  const correction = `$& ${marker} `;
  const retracted = utterance.replace(
    new RegExp(`(?<!\\p{L})(?:${toChoices(retractions)})\\s*[,.;!…–—](?=[\\s\\p{P}]*\\p{L})`, "giu"),
    correction,
  );
  const marked =
    relents.length === 0
      ? retracted
      : retracted.replace(
          new RegExp(`(?<!\\p{L})(?:${toChoices(relents)})(?=\\s+\\p{L})`, "giu"),
          ` ${retractions[0] ?? ""} ${marker} `,
        );
  if (!isReversed || !isNegatorUsualNo || answeringNegator === undefined) return marked;
  // Between two pauses the word is no negator ("zostaw, nie, odwołaj"), unless it is said twice.
  const no = answeringNegator;
  return marked.replace(
    new RegExp(`(?<!(?<!\\p{L})${no}[\\s\\p{P}]{0,5})[,.;!…–—]\\s{0,3}${no}\\s{0,3}[,.;!…–—]`, "giu"),
    correction,
  );
}

function respell(word: string, spell: (text: string) => readonly string[]): readonly string[] {
  const words = spell(word);
  return words.length === 0 ? [word] : words;
}

const effects: Readonly<Partial<Record<string, KnownWord["effect"]>>> = {
  yes: "for",
  particle: "for",
  assent: "for",
  attendance: "for",
  arrival: "for",
  presence: "for",
  modal: "for",
  intent: "for",
  agreement: "for",
  emphasis: "for",
  ownYes: "for",
  no: "against",
  denial: "against",
  negator: "against",
  refusal: "against",
  cancellation: "against",
  ownNo: "against",
  open: "open",
  excuse: "open",
};

function toTable(lexicon: PhraseLexicon, spell: Speller, indexes: readonly PhraseIndex<string>[]) {
  const known: KnownWord[] = [];
  const stems = new Set<string>();
  for (const { label, pattern } of indexes.flatMap((index) => index.entries)) {
    const isAlone = pattern.places.length === 1 && !pattern.atEnd && !pattern.atStart;
    for (const place of pattern.places) {
      for (const word of place.words) known.push({ word, effect: isAlone ? (effects[label] ?? "") : "" });
      for (const stem of place.stems) stems.add(stem);
    }
  }
  const against = new Set(known.filter(({ effect }) => effect === "against").map(({ word }) => word));
  for (const [word, meant] of Object.entries(lexicon.spellings)) {
    if (!word.includes(" "))
      known.push({ word, effect: meant.split(" ").some((part) => against.has(part)) ? "against" : "" });
  }
  return toWordTable(
    known,
    [...stems],
    lexicon.ordinary.flatMap((line) => spell(line)),
  );
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
