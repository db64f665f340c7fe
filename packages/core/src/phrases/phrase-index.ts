import { toPatterns, type PhrasePattern, type PhrasePlace, type Speller } from "./phrase-pattern.ts";

/** A phrase found in an utterance: what it is and how many words it takes. */
export interface PhraseHit<Label> {
  readonly label: Label;
  readonly length: number;
}

/** Finds the longest known phrase that begins at a word. */
export interface PhraseIndex<Label> {
  /** Every way to say a phrase, with its label. */
  readonly entries: readonly PhraseEntry<Label>[];
  longestAt(words: readonly string[], position: number): PhraseHit<Label> | undefined;
}

/** A pattern and what it is. */
export interface PhraseEntry<Label> {
  readonly label: Label;
  readonly pattern: PhrasePattern;
}

/** How phrases are made ready. */
export interface PhraseIndexSettings {
  /** How a language writes the words of a phrase. Default: as they stand. */
  readonly spell?: Speller;
  /** Words that `..` does not run over. Default: none. */
  readonly barred?: ReadonlySet<string>;
  /** Changes each pattern before it is kept. Default: kept as it stands. */
  readonly refine?: (pattern: PhrasePattern) => PhrasePattern;
}

/** An index over labelled phrases; of equally long hits the one listed first wins. */
export function toPhraseIndex<Label>(
  lists: Iterable<readonly [Label, readonly string[]]>,
  { spell, barred = new Set(), refine = (pattern) => pattern }: PhraseIndexSettings = {},
): PhraseIndex<Label> {
  const entries = [...lists].flatMap(([label, phrases]) =>
    phrases.flatMap((phrase) => toPatterns(phrase, spell)).map((pattern) => ({ label, pattern: refine(pattern) })),
  );
  const root = toNode<Label>();
  entries.forEach(({ label, pattern }, order) => {
    const last = pattern.places.reduce((node, place) => follow(node, place), root);
    last.ends.push({ label, order, atStart: pattern.atStart, atEnd: pattern.atEnd });
  });
  return {
    entries,
    longestAt: (words, position) => longestFrom(root, { words, position, barred }, 0),
  };
}

/** What may stand behind the words read so far, and the phrases that end there. */
interface Node<Label> {
  readonly byPlace: Map<string, Node<Label>>;
  readonly byWord: Map<string, Node<Label>[]>;
  readonly byStem: { readonly stem: string; readonly node: Node<Label> }[];
  readonly behindAny: Node<Label>[];
  readonly ends: Ending<Label>[];
}

interface Ending<Label> {
  readonly label: Label;
  readonly order: number;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

interface Search {
  readonly words: readonly string[];
  readonly position: number;
  readonly barred: ReadonlySet<string>;
}

function toNode<Label>(): Node<Label> {
  return { byPlace: new Map(), byWord: new Map(), byStem: [], behindAny: [], ends: [] };
}

function follow<Label>(node: Node<Label>, place: PhrasePlace): Node<Label> {
  const key = place.any ? ".." : `${[...place.words].join("|")}*${place.stems.join("|")}`;
  const known = node.byPlace.get(key);
  if (known) return known;
  const next = toNode<Label>();
  node.byPlace.set(key, next);
  if (place.any) node.behindAny.push(next);
  for (const stem of place.stems) node.byStem.push({ stem, node: next });
  for (const word of place.words) {
    const others = node.byWord.get(word);
    if (others) others.push(next);
    else node.byWord.set(word, [next]);
  }
  return next;
}

type Found<Label> = PhraseHit<Label> & { readonly order: number };

function longestFrom<Label>(node: Node<Label>, search: Search, length: number): Found<Label> | undefined {
  const { words, position, barred } = search;
  let best = endingAt(node, search, length);
  const word = words[position + length];
  if (word === undefined) return best;
  for (const next of nextNodes(node, word, barred)) {
    const found = longestFrom(next, search, length + 1);
    if (found && isBetter(found, best)) best = found;
  }
  return best;
}

function nextNodes<Label>(node: Node<Label>, word: string, barred: ReadonlySet<string>): readonly Node<Label>[] {
  const exact = node.byWord.get(word) ?? [];
  if (node.byStem.length === 0 && node.behindAny.length === 0) return exact;
  const begun = node.byStem.filter(({ stem }) => word.startsWith(stem)).map(({ node: next }) => next);
  return [...exact, ...begun, ...(barred.has(word) ? [] : node.behindAny)];
}

function endingAt<Label>(node: Node<Label>, { words, position }: Search, length: number): Found<Label> | undefined {
  let best: Found<Label> | undefined;
  for (const { label, order, atStart, atEnd } of node.ends) {
    if ((atStart && position > 0) || (atEnd && position + length < words.length)) continue;
    const found = { label, length, order };
    if (length > 0 && isBetter(found, best)) best = found;
  }
  return best;
}

function isBetter(found: Found<unknown>, best: Found<unknown> | undefined): boolean {
  return !best || found.length > best.length || (found.length === best.length && found.order < best.order);
}
