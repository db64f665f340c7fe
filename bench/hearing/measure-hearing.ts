import { performance } from "node:perf_hooks";
import { corrupt } from "../../packages/core/test/phrases/held-out/corrupt.ts";
import { score, type Score } from "../../packages/core/test/phrases/held-out/score.ts";
import {
  heldOutSets,
  languages,
  readSet,
  type HeldOutSet,
  type Language,
} from "../../packages/core/test/phrases/held-out/utterance.ts";

/** How the held-out utterances are heard: as they are, and with every tenth word corrupted by one character. */
const seeds = [1, 2, 3, 4, 5];

for (const set of heldOutSets) {
  for (const language of languages) {
    const startedAt = performance.now();
    const plain = score(readSet(set, language), language);
    const ms = (performance.now() - startedAt) / plain.total;
    print(set, language, "as said", [plain], { msPerUtterance: Math.round(ms * 100) / 100 });
    print(
      set,
      language,
      "corrupted",
      seeds.map((seed) => corrupted(set, language, seed)),
    );
  }
}

function corrupted(set: HeldOutSet, language: Language, seed: number): Score {
  const utterances = readSet(set, language);
  const words = utterances.map((utterance) => utterance.say);
  return score(utterances, language, corrupt(words, language, seed));
}

function print(set: string, language: Language, subject: string, scores: readonly Score[], more: object = {}): void {
  const share = (of: (each: Score) => number) => {
    const total = scores.reduce((sum, each) => sum + each.total, 0);
    return Math.round((scores.reduce((sum, each) => sum + of(each), 0) / total) * 1000) / 10;
  };
  console.log(
    JSON.stringify({
      bench: "hearing",
      subject,
      set,
      language,
      rightPercent: share((each) => each.right),
      againPercent: share((each) => each.again),
      swappedPercent: share((each) => each.swapped),
      wrongPercent: share((each) => each.wrong),
      ...more,
    }),
  );
}
