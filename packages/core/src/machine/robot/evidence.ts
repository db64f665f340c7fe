import type { PassageTurn } from "./voice-effects.ts";

/**
 * Whether the client said these words, literally and in one turn.
 *
 * Shape: case, punctuation and spaces do not count; whole words only, so that "no" is not found in "know".
 */
export function isSaid(quote: string, passage: readonly PassageTurn[]): boolean {
  const words = plainWords(quote);
  return (
    words !== "" &&
    passage.some(({ speaker, text }) => speaker === "client" && ` ${plainWords(text)} `.includes(` ${words} `))
  );
}

function plainWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");
}
