/** The number in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints one JSON line for machines and people. */
export function print(line: object): void {
  console.log(JSON.stringify(line));
}

/** Prints whether a goal is met. `atLeast`: the ratio must reach the limit; else it must stay within. */
export function printGoal(bench: string, goal: string, ratio: number, limit: number, kind: "atLeast" | "atMost"): void {
  const met = kind === "atLeast" ? ratio >= limit : ratio <= limit;
  print({ bench, goal, ratio: rounded(ratio), limit, met });
}

/** A number with three digits after the point. */
export function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
