import type { RunId } from "../ports/identity.ts";

/** Each reason once, the most frequent first, with how often it was met and one run as an example. */
export function tallyReasons(
  runs: readonly { readonly run: RunId; readonly result: string; readonly reason?: string }[],
): readonly string[] {
  const groups = new Map<string, { readonly example: RunId; count: number }>();
  for (const { run, result, reason } of runs) {
    if (reason === undefined) continue;
    const words = `${result}: ${reason.replaceAll(run, "…").replace(/\.$/, "")}`;
    const group = groups.get(words);
    if (group) group.count += 1;
    else groups.set(words, { example: run, count: 1 });
  }
  return [...groups]
    .sort(([, left], [, right]) => right.count - left.count)
    .map(([words, { example, count }]) => `  ${count} × ${words}, e.g. ${example}`);
}
