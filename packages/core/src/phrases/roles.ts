import { doubtfulWord } from "./nearest-word.ts";
import type { PhraseHit, PhraseIndex } from "./phrase-index.ts";
import type { PhraseLexicon, PhraseRole } from "./lexicon.ts";

/** What a phrase of a question's own does: it answers yes or no. */
export type OwnRole = "ownYes" | "ownNo";

/**
 * What a phrase does in a statement: modals are settled, and words that no phrase knows are `unknown`, or `doubtful`
 * when they may be a slip of a negation. `coming` is an arrival, `othersCome` that of others, and `toCome` is no coming
 * once it is negated. Where the question is whether to call a visit off, `reversed` is coming, `absent` is not coming
 * once it is negated, and `unclear` is what else says nothing alone.
 */
export type Role =
  | Exclude<PhraseRole, "attendance" | "arrival" | "presence" | "attendable" | "modal" | "intent" | "cancellation">
  | OwnRole
  | "coming"
  | "othersCome"
  | "toCome"
  | "reversed"
  | "absent"
  | "unclear"
  | "doubtful"
  | "unknown";

/** Roles that negation reaches across. */
export const crossed: ReadonlySet<Role | PhraseRole> = new Set(["link", "hedge", "emphasis"]);

/** Finds the phrase that begins at a word. */
export type RoleLookup = (words: readonly string[], position: number) => PhraseHit<PhraseRole | OwnRole> | undefined;

/** Base idioms that stay whole although a phrase of the question's own occurs in them. */
const idioms: ReadonlySet<PhraseRole> = new Set(["yes", "no", "denial", "aside", "attendable"]);

/**
 * A lookup in the base phrases and those of a question's own: the longest wins, the question's own of equally long
 * ones; a base phrase ends where one of the question's own begins ("want to | cancel it").
 */
export function toRoleLookup(base: PhraseIndex<PhraseRole>, own: PhraseIndex<OwnRole>): RoleLookup {
  return (words, position) => {
    const known = base.longestAt(words, position);
    if (own.entries.length === 0) return known;
    const ours = own.longestAt(words, position);
    if (ours && ours.length >= (known?.length ?? 0)) return ours;
    if (!known || idioms.has(known.label)) return known;
    for (let start = position + 1; start < position + known.length; start++) {
      if (!own.longestAt(words, start)) continue;
      // What leads a refusal ("can you | cancel") only carries it.
      if (known.label === "refusal" || known.label === "cancellation")
        return { label: "link", length: start - position };
      return shorter(base, words, position, start) ?? ours;
    }
    return known;
  };
}

function shorter(
  base: PhraseIndex<PhraseRole>,
  words: readonly string[],
  position: number,
  end: number,
): PhraseHit<PhraseRole> | undefined {
  // The blank keeps phrases that are bound to a statement's end from fitting in its midst.
  const hit = base.longestAt([...words.slice(0, end), ""], position);
  return hit && position + hit.length <= end ? hit : undefined;
}

/** What a modal in front gives its word to ("don't want to | confirm"). */
const led: ReadonlySet<string> = new Set([
  ...["refusal", "cancellation", "assent", "attendance", "arrival", "presence"],
  ...["ownYes", "ownNo"],
]);

/** What may lead a verb, and what may stand between. */
const leading: ReadonlySet<Role | PhraseRole> = new Set(["modal", "intent", "negatable", ...crossed]);

/** What reading roles needs to know of a language and a question. */
export interface RoleSettings {
  readonly lexicon: Pick<PhraseLexicon, "infinitive" | "isNegatorUsualNo">;
  /** The question asks whether to call something off. */
  readonly isReversed: boolean;
}

/** The roles of a statement's words, phrase by phrase. */
export function toRoles(words: readonly string[], lookup: RoleLookup, { lexicon, isReversed }: RoleSettings): Role[] {
  const { infinitive, isNegatorUsualNo = false } = lexicon;
  const roles: (Role | PhraseRole)[] = [];
  for (let position = 0; position < words.length;) {
    const hit = lookup(words, position);
    const word = words[position] ?? "";
    const role = hit?.label ?? (word === doubtfulWord ? "doubtful" : "unknown");
    const isLed =
      infinitive.markers.includes(words[position - 1] ?? "") || infinitive.endings.some((end) => word.endsWith(end));
    if (isLed && led.has(role)) silenceModal(roles);
    if (isLed && role === "unknown") silenceModal(roles, { unlessNegated: true });
    roles.push(role);
    position += hit?.length ?? 1;
  }
  const settled = roles.map((role) => settle(role, isReversed));
  return isReversed && isNegatorUsualNo ? withDoubtedNo(settled) : settled;
}

/**
 * "Want to cancel": the modal says nothing of its own, and a negation in front of it reaches the verb. Before an unknown
 * verb ("want to ride") it says nothing either, but negated it keeps its no.
 */
function silenceModal(roles: (Role | PhraseRole)[], { unlessNegated = false } = {}): void {
  let place = roles.findLastIndex((role) => !crossed.has(role));
  const before = roles.slice(0, Math.max(place, 0)).findLast((role) => !crossed.has(role));
  if (unlessNegated && (before === "negator" || before === "denial")) return;
  // Modals may follow each other ("będę musiał odwołać").
  for (; leading.has(roles[place] ?? "unknown"); place--) {
    if (!crossed.has(roles[place] ?? "unknown")) roles[place] = "link";
  }
}

/** "Nie przyjdę" to "shall I cancel?" is "no, I will come" as well as "I will not come". */
function withDoubtedNo(roles: readonly Role[]): Role[] {
  const [first, ...others] = roles;
  const isDoubted = first === "negator" && others.find((role) => !crossed.has(role)) === "reversed";
  return isDoubted ? ["open", ...others] : [...roles];
}

function settle(role: Role | PhraseRole, isReversed: boolean): Role {
  if (role === "modal") return "assent";
  if (role === "attendance" || role === "intent") return isReversed ? "reversed" : "assent";
  if (role === "arrival") return isReversed ? "reversed" : "coming";
  if (role === "presence") return isReversed ? "reversed" : "othersCome";
  if (role === "attendable") return isReversed ? "absent" : "toCome";
  if (role === "cancellation") return isReversed ? "ownYes" : "refusal";
  if (role === "negatable" && isReversed) return "unclear";
  return role;
}
