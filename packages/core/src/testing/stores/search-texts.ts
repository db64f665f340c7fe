import { toTerms, type TextPlan } from "../../adapter-kit/text-plan.ts";
import type { TextHit } from "../../ports/index.ts";

type Fields = Readonly<Record<string, unknown>>;

/** How soon a repeated word stops to count, and how much the length of a row counts: what the literature of BM25 takes. */
const saturation = 1.2;
const lengthWeight = 0.75;
/** What a word counts that stands in more than half of the rows. */
const leastWeight = 1e-6;

/** Rows that hold words, the best first, by Okapi BM25; equals stay in the order given. @param texts rows as JSON text */
export function searchTexts(texts: readonly string[], plan: TextPlan): readonly TextHit<Fields>[] {
  const rows = texts.map((text) => {
    const row = JSON.parse(text) as Fields;
    const words = row[plan.field];
    return { row, terms: typeof words === "string" ? toTerms(words) : [] };
  });
  const meanLength = rows.reduce((sum, { terms }) => sum + terms.length, 0) / Math.max(1, rows.length);
  const words = plan.words.map(({ forms, beginnings }) => [
    ...forms.map((form) => (term: string) => term === form),
    ...beginnings.map((beginning) => (term: string) => term.startsWith(beginning)),
  ]);
  const candidates = rows
    .filter(({ row }) => row["account"] === plan.account)
    .map(({ row, terms }) => ({
      row,
      length: terms.length,
      counts: words.map((forms) => forms.map((isForm) => terms.filter(isForm).length)),
    }));
  const isIn = (counts: readonly number[]): boolean => counts.some((count) => count > 0);
  const weights = words.map((forms, word) =>
    forms.map((_, form) => {
      const holding = candidates.filter(({ counts }) => (counts[word]?.[form] ?? 0) > 0).length;
      return Math.max(leastWeight, Math.log((rows.length - holding + 0.5) / (holding + 0.5)));
    }),
  );
  return candidates
    .filter(({ counts }) => (plan.match === "every" ? counts.every(isIn) : counts.some(isIn)))
    .map(({ row, length, counts }) => {
      const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / meanLength);
      const parts = counts.flatMap((forms, word) =>
        forms.map((count, form) => ((weights[word]?.[form] ?? 0) * count * (saturation + 1)) / (count + norm)),
      );
      return { row, score: parts.reduce((sum, part) => sum + part, 0) };
    })
    .sort((left, right) => right.score - left.score)
    .slice(0, plan.limit);
}
