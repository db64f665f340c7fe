import { seededRandom } from "../seeded-random.ts";

/** A seeded stream of what the portal invents: ids, tokens and delays. The same seed gives the same stream. */
export interface RandomIds {
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** A whole number from `min` to `max`, both possible. */
  between(min: number, max: number): number;
}

/** Opens the stream of a seed. */
export function createRandomIds(seed: number): RandomIds {
  const next = seededRandom(seed);
  return {
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(""),
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
  };
}
