import { describe, expect, it } from "vitest";
import { corrupt } from "./corrupt.ts";
import { score } from "./score.ts";
import { heldOutSets, languages, readSet } from "./utterance.ts";

const seeds = [1, 2, 3, 4, 5];

describe.each(heldOutSets.flatMap((set) => languages.map((language) => ({ set, language }))))(
  "set $set in $language, written without sight of the lexicons",
  ({ set, language }) => {
    const utterances = readSet(set, language);

    it("is heard rightly in 92 of 100, and never as the opposite", () => {
      const { right, total, swapped, misses } = score(utterances, language);
      expect(swapped, JSON.stringify(misses)).toBe(0);
      expect(right / total, JSON.stringify(misses)).toBeGreaterThanOrEqual(0.92);
    });

    it("is heard rightly in 80 of 100 with every tenth word corrupted, and as the opposite in one of 100 at most", () => {
      const words = utterances.map((utterance) => utterance.say);
      const scores = seeds.map((seed) => score(utterances, language, corrupt(words, language, seed)));
      const sum = (of: (each: (typeof scores)[number]) => number) =>
        scores.reduce((total, each) => total + of(each), 0);
      expect(sum((each) => each.right) / sum((each) => each.total)).toBeGreaterThanOrEqual(0.8);
      expect(sum((each) => each.swapped) / sum((each) => each.total)).toBeLessThanOrEqual(0.01);
    });
  },
);
