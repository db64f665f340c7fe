import { parseTextSegments } from "../texts/text-segments.ts";

const charactersPerSecond = 15;
/** What a variable adds: a name, an amount or a date in words. */
const charactersPerVariable = 12;

/**
 * About how long a voice speaks words, in milliseconds.
 *
 * Source: ours. 150 words a minute, an easy rate of reading aloud, at six characters a word with its space; a variable counts 12
 * characters. No voice was measured.
 */
export function speakingMs(words: string): number {
  const lengths = parseTextSegments(words).segments.map((segment) =>
    typeof segment === "string" ? segment.length : charactersPerVariable,
  );
  const characters = lengths.reduce((sum, length) => sum + length, 0);
  return Math.round((characters / charactersPerSecond) * 1000);
}
