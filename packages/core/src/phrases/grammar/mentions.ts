import { isMark, means, type Speech } from "./speech.ts";

/** A value found in an utterance; `undefined` as value: something that looks like one and is impossible. */
export interface Mention<Value> {
  readonly value: Value | undefined;
  readonly start: number;
  readonly end: number;
  /** Said unmistakably as this kind of value; a weak mention counts only where no strong one stands. */
  readonly strong: boolean;
}

/** The mentions that count after corrections and negations. */
export interface ValidMentions<Value> {
  /** What stands behind the last correction. */
  readonly said: readonly Mention<Value>[];
  /** What the last correction took back. */
  readonly corrected: readonly Mention<Value>[];
  /** What was taken back was well understood too. */
  readonly isClear: boolean;
}

const linksBeforeNegated = 3;

/**
 * Finds what counts among the mentions; `undefined` when a part was not understood.
 *
 * @param isPart whether the word at a place is a part of such values: one that stands alone beside a mention shows that
 *   the mention is not the whole value.
 */
export function toValid<Value>(
  speech: Speech,
  mentions: readonly Mention<Value>[],
  isPart: (place: number) => boolean,
): ValidMentions<Value> | undefined {
  const inside = (place: number) => mentions.some(({ start, end }) => place >= start && place < end);
  const signs = speech.tokens.map((_, place) => (inside(place) ? undefined : signAt(speech, place, mentions)));
  const standing = withoutTakenBack(speech, mentions, signs);
  const lastStart = standing.at(-1)?.start;
  if (lastStart === undefined) return undefined;
  const lastEnd = standing.at(-1)?.end ?? 0;
  if (signs.some((sign, place) => sign === "no" && place >= lastEnd)) return undefined;
  const boundary = signs.findLastIndex((sign, place) => (sign === "no" || sign === "correction") && place < lastStart);
  const after = standing.filter(({ start }) => start > boundary);
  const strong = after.filter(
    (mention, index) => mention.strong || standsBesideStrong(speech, after[index - 1], mention, after[index + 1]),
  );
  const said = strong.length > 0 ? strong : after;
  const stray = (place: number) => isPart(place) && !inside(place);
  const corrected = standing.filter(({ start }) => start < boundary);
  const hasDoubt = (mention: Mention<unknown>) => mention.value === undefined || isDoubtful(speech, mention, stray);
  return said.some(hasDoubt) ? undefined : { said, corrected, isClear: !corrected.some(hasDoubt) };
}

/** How sure a reading is: misheard words and words that nothing explains lower it. */
export function confidenceOf(speech: Speech, mentions: readonly Pick<Mention<unknown>, "start" | "end">[]): number {
  const words = speech.tokens.filter(({ kind }) => kind !== "mark");
  const unexplained = words.filter(({ known }) => !known).length;
  const fuzzy = speech.tokens.filter(
    (token, place) => token.fuzzy && mentions.some(({ start, end }) => place >= start && place < end),
  ).length;
  const confidence = 1 - 0.15 * fuzzy - (0.5 * unexplained) / Math.max(words.length, 1);
  return Math.round(Math.max(0.3, confidence) * 100) / 100;
}

type Sign = "no" | "correction" | "not" | "refusal" | undefined;

function signAt(speech: Speech, place: number, mentions: readonly Mention<unknown>[]): Sign {
  const token = speech.tokens[place];
  if (means(token, "refusal")) return "refusal";
  if (means(token, "correction", "soft")) return "correction";
  const not = means(token, "not");
  if (!not) return means(token, "no") ? "no" : undefined;
  const next = negated(speech, place, mentions);
  if (isMark(speech.tokens[place + 1], ",")) return "no";
  if (!means(token, "no")) return next ? "not" : undefined;
  // Polish has one word for "no" and "not": between two values without a pause it corrects.
  const before = speech.tokens[place - 1];
  const correcting = mentions.some(({ end }) => end <= place) && !isMark(before, ",") && !means(before, "and");
  return next && !correcting ? "not" : "no";
}

/** The mention that a negation at this place stands before; `far`: any known words may stand between. */
function negated(
  speech: Speech,
  place: number,
  mentions: readonly Mention<unknown>[],
  far = false,
): Mention<unknown> | undefined {
  for (let next = place + 1; next <= place + 1 + linksBeforeNegated; next += 1) {
    const mention = mentions.find(({ start }) => start === next);
    if (mention) return mention;
    const token = speech.tokens[next];
    const passes = far ? token?.kind === "word" && token.known : means(token, "link", "at", "article");
    if (!passes) return undefined;
  }
  return undefined;
}

function withoutTakenBack<Value>(
  speech: Speech,
  mentions: readonly Mention<Value>[],
  signs: readonly Sign[],
): Mention<Value>[] {
  const taken = new Set<Mention<unknown>>();
  let previous = 0;
  for (const [place, sign] of signs.entries()) {
    if (sign === "no" || sign === "correction") previous = place;
    if (sign === "not") {
      const next = negated(speech, place, mentions);
      if (next) taken.add(next);
    }
    if (sign !== "refusal") continue;
    const before = mentions.filter(({ start, end }) => start >= previous && end <= place);
    const next = negated(speech, place, mentions, true);
    for (const mention of before.length > 0 ? before : next ? [next] : []) taken.add(mention);
    previous = place;
  }
  return mentions.filter((mention) => !taken.has(mention));
}

/** Whether the mention is an alternative to a strong one: "at four or five", or would be if a word were understood. */
function standsBesideStrong(
  speech: Speech,
  before: Mention<unknown> | undefined,
  { start, end }: Mention<unknown>,
  behind: Mention<unknown> | undefined,
): boolean {
  const gaps = [before?.strong ? [before.end, start] : undefined, behind?.strong ? [end, behind.start] : undefined];
  return gaps.some((gap) => {
    if (!gap) return false;
    const between = speech.tokens.slice(...gap);
    const linked = between.every((token) => !token.known || means(token, "or", "link", "at", "article"));
    const joins = between.length === 0 || between.some((token) => !token.known || means(token, "or"));
    return linked && joins && between.length < 4;
  });
}

/** Whether words beside the mention may be a part of it that was not understood. */
function isDoubtful(speech: Speech, { start, end }: Mention<unknown>, stray: (place: number) => boolean): boolean {
  const { tokens } = speech;
  if (tokens.slice(start, end).some(({ kind, suspect }) => kind === "digits" && suspect)) return true;
  return [-1, 1].some((step) => {
    let place = step < 0 ? start - 1 : end;
    let passed = 0;
    for (;;) {
      const token = tokens[place];
      if (!token || token.kind === "mark") return false;
      if (stray(place)) return true;
      const isLink = means(token, "link", "at", "article", "and", "or");
      if (token.suspect) return true;
      if (!isLink) passed += 1;
      if (passed > 1) return false;
      place += step;
    }
  });
}
