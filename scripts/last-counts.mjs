/** The counts of the last line `N passed, N failed[, N skipped]` in an output, or undefined when there is none. */
export function lastCounts(output) {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  if (!found) return undefined;
  const [passed, failed, skipped] = found.slice(1).map((digits) => Number(digits ?? 0));
  return { passed, failed, skipped };
}
