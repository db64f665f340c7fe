import { withoutRepeats, tokenise } from "./tokenise.ts";
import { toPhraseIndex, type PhraseIndex } from "./phrase-index.ts";
import type { PhraseLexicon, PhraseRole } from "./lexicon.ts";

/** How a statement follows the one before it: not at all, as a correction, or as what may be one. */
export type StatementOpening = "first" | "correction" | "softCorrection";

/** A stretch of words between corrections, as the roles of its phrases; words that no phrase knows are `unknown`. */
export interface Statement {
  readonly opening: StatementOpening;
  readonly roles: readonly (PhraseRole | "unknown")[];
}

/** A lexicon made ready for reading. */
export interface PhraseReader {
  read(utterance: string): Statement[];
}

/** Reads utterances with one lexicon: words, without fillers and repeats, split at corrections, each phrase by its role. */
export function toPhraseReader(lexicon: PhraseLexicon): PhraseReader {
  const fillers = toPhraseIndex([["filler", lexicon.fillers] as const]);
  const corrections = toPhraseIndex<StatementOpening>([
    ["correction", lexicon.corrections],
    ["softCorrection", lexicon.softCorrections],
  ]);
  const roles = toPhraseIndex(Object.entries(lexicon.phrases) as [PhraseRole, readonly string[]][]);
  return {
    read(utterance) {
      const words = toContent(tokenise(utterance, lexicon), fillers);
      return splitAtCorrections(words, corrections, roles).map((part) => ({
        opening: part.opening,
        roles: toRoles(part.words, roles),
      }));
    },
  };
}

/** Enough for any real speech; bounds the work for hostile input. */
const mostSweeps = 8;

/** Fillers and repeats may stand inside longer fillers ("как, ну, бы"), so the words are swept until nothing goes. */
function toContent(said: readonly string[], fillers: PhraseIndex<"filler">): readonly string[] {
  let words = withoutRepeats(said);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    const left = withoutRepeats(withoutFillers(words, fillers));
    if (left.length === words.length) break;
    words = left;
  }
  return words;
}

function withoutFillers(words: readonly string[], fillers: PhraseIndex<"filler">): string[] {
  const left: string[] = [];
  for (let position = 0; position < words.length;) {
    const hit = fillers.longestAt(words, position);
    if (hit === undefined) left.push(words[position] ?? "");
    position += hit?.length ?? 1;
  }
  return left;
}

interface Part {
  readonly opening: StatementOpening;
  readonly words: string[];
}

/**
 * A marker inside a longer phrase is none ("can't wait"), and one right behind a negation corrects nothing: "I do not,
 * actually, want it" must keep its verb negated.
 */
function splitAtCorrections(
  words: readonly string[],
  corrections: PhraseIndex<StatementOpening>,
  roles: PhraseIndex<PhraseRole>,
): Part[] {
  let part: Part = { opening: "first", words: [] };
  const parts = [part];
  for (let position = 0; position < words.length;) {
    const hit = corrections.longestAt(words, position);
    if (hit !== undefined) {
      if (!endsInNegation(part.words, roles)) {
        part = { opening: hit.label, words: [] };
        parts.push(part);
      }
      position += hit.length;
    } else {
      const length = roles.longestAt(words, position)?.length ?? 1;
      part.words.push(...words.slice(position, position + length));
      position += length;
    }
  }
  return parts;
}

/** Words are looked up between blanks, so that no phrase bound to a statement's beginning or end fits. */
function endsInNegation(words: readonly string[], index: PhraseIndex<PhraseRole>): boolean {
  for (const word of words.toReversed()) {
    const role = index.longestAt(["", word, ""], 1)?.label;
    if (role !== "link") return role === "negator" || role === "denial";
  }
  return false;
}

function toRoles(words: readonly string[], index: PhraseIndex<PhraseRole>): (PhraseRole | "unknown")[] {
  const roles: (PhraseRole | "unknown")[] = [];
  for (let position = 0; position < words.length;) {
    const hit = index.longestAt(words, position);
    roles.push(hit?.label ?? "unknown");
    position += hit?.length ?? 1;
  }
  return roles;
}
