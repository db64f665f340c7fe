import type { RunRow } from "../../ports/rows.ts";
import { journalOf } from "./journal-of.ts";
import type { Aftermath } from "./play-lives.ts";

/** How a run of a world differs from the same run of a world without faults, in words: by its journal, else by its end. */
export function runDifferences(expected: Aftermath, run: RunRow, played: Aftermath, end: RunRow): readonly string[] {
  const before = journalOf(expected, run.id).map(({ event }) => JSON.stringify(event));
  const after = journalOf(played, run.id).map(({ event }) => JSON.stringify(event));
  const at = before.findIndex((event, index) => event !== after[index]);
  if (at >= 0)
    return [`run ${run.id} took ${after[at] ?? "nothing"} as event ${at + 1}, not ${before[at] ?? "nothing"}`];
  if (after.length > before.length) return [`run ${run.id} took ${after[before.length] ?? ""} after its end`];
  return (["status", "snapshot", "outcome", "output", "parked", "open"] as const).flatMap((field) => {
    const [was, is] = [JSON.stringify(run[field]), JSON.stringify(end[field])];
    return was === is ? [] : [`run ${run.id}: ${field} is ${is}, not ${was}`];
  });
}
