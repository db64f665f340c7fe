import { nameWords, type NameWords } from "./name-words.ts";
import { isOneEditAway } from "./one-edit.ts";

/** A word or phrase of an utterance by its part in telling a name. */
export interface NameItem {
  readonly role: keyof NameWords | "name" | "mark";
  readonly text: string;
}

type Lexicon = {
  readonly roles: ReadonlyMap<string, keyof NameWords>;
  readonly longest: number;
  readonly words: ReadonlySet<string>;
  readonly introWords: readonly string[];
  /** Words that both deny what follows and take back what was before ("nie"). */
  readonly both: ReadonlySet<string>;
};

const lexicons = new Map<string, Lexicon>();
const pattern = /\p{L}+(?:['’‘ʼ`´-]\p{L}+)*|[0-9]+|[,.;:!?…—–]/gu;
const mostWords = 60;
const shortestFuzzyWord = 5;

/** The utterance cut into names and the words around them; `undefined` when it is too long to be a name. */
export function classifyNameWords(
  text: string,
  language: string,
  fold: (word: string) => string,
): NameItem[] | undefined {
  const lexicon = lexiconOf(language, fold);
  const pieces = [...text.matchAll(pattern)].flatMap(([piece]) => splitSpelled(piece));
  if (pieces.length > mostWords) return undefined;
  const words = pieces.map((piece) => (/^\p{L}/u.test(piece) ? fold(piece) : piece));
  const corrected = words.map((word) => understood(word, lexicon));
  const items: NameItem[] = [];
  let at = 0;
  while (at < words.length) {
    const piece = pieces[at] ?? "";
    const { role, length } = roleAt(words, corrected, at, lexicon) ?? {
      role: /^\p{L}/u.test(piece) ? "name" : "mark",
      length: 1,
    };
    if (!isInitialPoint(pieces, at)) items.push({ role: asLetter(pieces, at, role), text: piece });
    at += length;
  }
  const denied = items.map((item, index) =>
    isDenial(items, index, lexicon, fold) ? { ...item, role: "not" as const } : item,
  );
  return denied.map((item, index) => (item.role === "instead" ? { ...item, role: toInstead(denied, index) } : item));
}

function toInstead(items: readonly NameItem[], at: number): "correction" | "filler" {
  return items.slice(0, at).some(({ role }) => role === "not") ? "correction" : "filler";
}

/** Polish "nie" denies the name behind it, unless a pause follows or it stands between two names. */
function isDenial(items: readonly NameItem[], at: number, { both }: Lexicon, fold: (word: string) => string): boolean {
  const item = items[at];
  if (item?.role !== "correction" || !both.has(fold(item.text))) return false;
  const before = items[at - 1]?.role;
  const between =
    before !== undefined &&
    before !== "mark" &&
    before !== "filler" &&
    items.slice(0, at).some(({ role }) => role === "name");
  return items[at + 1]?.role === "name" && !between;
}

function roleAt(words: readonly string[], corrected: readonly string[], at: number, lexicon: Lexicon) {
  for (let length = lexicon.longest; length > 0; length -= 1) {
    // A single word that sounds like an introduction may be a name: "James" and "names".
    const role = lexicon.roles.get((length > 1 ? corrected : words).slice(at, at + length).join("_"));
    if (role && at + length <= words.length) return { role, length };
  }
  return undefined;
}

/** Letters of a spelled name are no fillers: "м а ш а", "E V A". */
function asLetter(pieces: readonly string[], at: number, role: NameItem["role"]): NameItem["role"] {
  const isLetter = (place: number) => /^\p{L}$/u.test(pieces[place] ?? "");
  if (!isLetter(at)) return role;
  const beside =
    isLetter(at - 1) ||
    isLetter(at + 1) ||
    (/^[.,]$/u.test(pieces[at + 1] ?? "") && isLetter(at + 2)) ||
    (/^[.,]$/u.test(pieces[at - 1] ?? "") && isLetter(at - 2));
  const spelling = beside && lettersAround(pieces, at) >= 3;
  return spelling ? "name" : role;
}

function lettersAround(pieces: readonly string[], at: number): number {
  return pieces.slice(Math.max(0, at - 5), at + 6).filter((piece) => /^\p{L}$/u.test(piece)).length;
}

/** "J. O. H. N." and "J, O, H, N" are one name. */
function isInitialPoint(pieces: readonly string[], at: number): boolean {
  return (
    /^[.,]$/u.test(pieces[at] ?? "") && /^\p{L}$/u.test(pieces[at - 1] ?? "") && /^\p{L}$/u.test(pieces[at + 1] ?? "")
  );
}

function splitSpelled(piece: string): string[] {
  const parts = piece.split("-");
  return parts.length > 1 && parts.every((part) => /^\p{L}$/u.test(part)) ? parts : [piece];
}

/** A misheard word of an introduction is set right, a name never. */
function understood(word: string, { words, introWords }: Lexicon): string {
  if (word.length < shortestFuzzyWord - 1 || words.has(word)) return word;
  const near = introWords.filter((known) => isOneEditAway(word, known));
  return near.length === 1 ? (near[0] ?? word) : word;
}

function lexiconOf(language: string, fold: (word: string) => string): Lexicon {
  const known = lexicons.get(language);
  if (known) return known;
  const roles = new Map<string, keyof NameWords>();
  const phrases = nameWords[language];
  // Later roles win where a word stands in several.
  const order = ["stop", "title", "filler", "double", "not", "or", "instead", "correction", "intro"] as const;
  for (const role of phrases ? order : []) {
    for (const phrase of (phrases?.[role] ?? "").split(/\s+/u)) if (phrase) roles.set(fold(phrase), role);
  }
  const introWords = [...roles].filter(([, role]) => role === "intro").flatMap(([phrase]) => phrase.split("_"));
  const lexicon = {
    roles,
    words: new Set([...roles.keys()].flatMap((phrase) => phrase.split("_"))),
    both: new Set((phrases?.not ?? "").split(/\s+/u).filter((word) => roles.get(fold(word)) === "correction")),
    longest: Math.max(...[...roles.keys()].map((phrase) => phrase.split("_").length)),
    introWords: [...new Set(introWords)].filter((word) => word.length >= shortestFuzzyWord),
  };
  lexicons.set(language, lexicon);
  return lexicon;
}
