import { withoutRepeats } from "./tokenise.ts";
import type { PhraseIndex } from "./phrase-index.ts";

/** Enough for any real speech; bounds the work for hostile input. */
const mostSweeps = 8;

/**
 * The words that carry something: without fillers and stutter. Fillers and repeats may stand inside longer fillers
 * ("как, ну, бы"), so the words are swept until nothing goes. Of corrections in a row each is one unit, so that "hang on,
 * on second thought" is no stutter.
 */
export function toContent(
  said: readonly string[],
  fillers: PhraseIndex<"kept" | "filler">,
  corrections: PhraseIndex<unknown>,
): readonly string[] {
  const sweep = (words: readonly string[]) =>
    withoutRepeats(toUnits(words, corrections)).flatMap((unit) => unit.split(" "));
  let words: readonly string[] = sweep(said);
  for (let count = 0; count < mostSweeps; count++) {
    const left = sweep(withoutFillers(words, fillers));
    if (left.length === words.length) break;
    words = left;
  }
  return words;
}

function toUnits(words: readonly string[], corrections: PhraseIndex<unknown>): string[] {
  const units: string[] = [];
  let isBehindCorrection = false;
  for (let position = 0; position < words.length;) {
    const hit = corrections.longestAt(words, position);
    const end = position + (hit?.length ?? 1);
    const unit = words.slice(position, end);
    const isLong = (length: number | undefined) => length !== undefined && length > 1;
    const isInRow =
      hit !== undefined &&
      ((isBehindCorrection && isLong(hit.length)) || isLong(corrections.longestAt(words, end)?.length));
    units.push(...(isInRow ? [unit.join(" ")] : unit));
    isBehindCorrection = hit !== undefined;
    position = end;
  }
  return units;
}

function withoutFillers(words: readonly string[], fillers: PhraseIndex<"kept" | "filler">): string[] {
  const left: string[] = [];
  for (let position = 0; position < words.length;) {
    const hit = fillers.longestAt(words, position);
    const length = hit?.length ?? 1;
    if (hit?.label !== "filler") left.push(...words.slice(position, position + length));
    position += length;
  }
  return left;
}
