/** Random numbers from 0 to 1 that a seed decides (mulberry32). */
export declare function seededRandom(seed: number): () => number;
/** One of several values. */
export declare function pick<Value>(values: readonly Value[], random: () => number): Value | undefined;
