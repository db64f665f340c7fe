import type { PhraseHit, PhraseIndex } from "./phrase-index.ts";
import type { PhraseLexicon } from "./lexicon.ts";
import type { Role, RoleLookup } from "./roles.ts";

/**
 * How a statement follows the one before it: not at all, as a correction, as one that leaves no answer when nothing
 * follows, as what may be one, behind a hesitation, or as a clause behind a negation that stood complete ("I can't, sorry,
 * I …"): that one takes back no refusal.
 */
export type StatementOpening = "first" | CorrectionMarker | "clause";

/** What a marker between statements is. */
export type CorrectionMarker = "correction" | "revocation" | "softCorrection" | "hesitation";

/** What tells that something was thought or wanted once, and what ends that. */
export type SupposalMarker = "supposal" | "contrast";

/** The markers of a language, made ready. */
export interface Markers {
  readonly corrections: PhraseIndex<CorrectionMarker>;
  readonly supposals: PhraseIndex<SupposalMarker>;
}

/** A stretch of words between corrections, as the roles of its phrases. */
export interface Statement {
  readonly opening: StatementOpening;
  readonly roles: readonly Role[];
}

/** A stretch of words between corrections. */
export interface Part {
  readonly opening: StatementOpening;
  readonly words: string[];
}

/** What splitting needs to know of a language. */
export interface SplitSettings extends Markers {
  readonly lexicon: Pick<PhraseLexicon, "answeringNegator" | "clauseStarts" | "isNegatorUsualNo">;
  readonly lookup: RoleLookup;
}

/**
 * Splits words at corrections. A marker inside a longer phrase is none ("can't wait"), and one right behind a negation
 * corrects nothing: "I do not, actually, want it" must keep its verb negated. It does correct when an answer follows
 * ("I can't, sorry, yes"), or when the negation is a whole answer ("nie, to znaczy …").
 */
export function splitAtCorrections(words: readonly string[], settings: SplitSettings): Part[] {
  let part: Part = { opening: "first", words: [] };
  const parts = [part];
  let isSupposed = false;
  for (let position = 0; position < words.length;) {
    const supposal = settings.supposals.longestAt(words, position);
    const contrast = isSupposed && supposal?.label === "contrast" ? toCorrection(supposal.length) : undefined;
    const hit = settings.corrections.longestAt(words, position) ?? contrast;
    const phrase = settings.lookup(words, position);
    const isOwn = phrase?.label === "ownYes" || phrase?.label === "ownNo";
    isSupposed ||= supposal?.label === "supposal";
    if (hit !== undefined && !(isOwn && phrase.length >= hit.length)) {
      const opening = toOpening(hit.label, part.words, words, position + hit.length, settings);
      if (opening === "hesitation") part.words.push(...words.slice(position, position + hit.length));
      if (opening !== undefined) {
        part = { opening, words: [] };
        parts.push(part);
      }
      isSupposed = false;
      position += hit.length;
    } else {
      const length = phrase?.length ?? 1;
      part.words.push(...words.slice(position, position + length));
      position += length;
    }
  }
  return parts;
}

function toCorrection(length: number): PhraseHit<CorrectionMarker> {
  return { label: "correction", length };
}

const answers: ReadonlySet<string> = new Set(["yes", "particle", "no"]);

/** Undefined where the marker corrects nothing. */
function toOpening(
  marker: CorrectionMarker,
  before: readonly string[],
  words: readonly string[],
  next: number,
  { lexicon, lookup }: SplitSettings,
): StatementOpening | undefined {
  if (marker === "revocation") return marker;
  if (!endsInNegation(before, lookup) || isWholeNo(before, lookup, lexicon.answeringNegator)) return marker;
  if (lexicon.answeringNegator !== undefined && words[next] === lexicon.answeringNegator) return marker;
  const following = lookup(words, next);
  if (following?.length === 1 && answers.has(following.label)) return marker;
  if (following?.label === "ownYes" && lexicon.isNegatorUsualNo) return "clause";
  return lexicon.clauseStarts?.includes(words[next] ?? "") ? "clause" : undefined;
}

/** A negator that stands alone or ends a phrase that is a no ("a nie") negates nothing behind it. */
function isWholeNo(words: readonly string[], lookup: RoleLookup, answeringNegator: string | undefined): boolean {
  if (answeringNegator === undefined || words.at(-1) !== answeringNegator) return false;
  return words.length === 1 || lookup(words, words.length - 2)?.label === "no";
}

/** Words are looked up between blanks, so that no phrase bound to a statement's beginning or end fits. */
function endsInNegation(words: readonly string[], lookup: RoleLookup): boolean {
  for (let end = words.length; end > 0;) {
    const endings = [longestNegation, 2, 1]
      .filter((length) => length <= end)
      .map((length) => ({ length, role: roleOf(words.slice(end - length, end), lookup) }));
    if (endings.some(({ role }) => role === "negator" || role === "denial")) return true;
    const link = endings.find(({ role }) => role === "link");
    if (link === undefined) return false;
    end -= link.length;
  }
  return false;
}

const longestNegation = 3;

function roleOf(words: readonly string[], lookup: RoleLookup): string | undefined {
  const hit = lookup(["", ...words, ""], 1);
  return hit?.length === words.length ? hit.label : undefined;
}
