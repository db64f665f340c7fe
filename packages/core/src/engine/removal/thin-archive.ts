import type { ArchiveRow, EffectRow } from "../../ports/rows.ts";
import { packRuns, unpackRuns } from "../archives/archive.ts";
import type { ArchivedRun } from "../archives/squeeze-run.ts";

/**
 * An archive without its journals, without what its effects were asked for, and without snapshots: what its runs came to, when, and with
 * which facts stays.
 *
 * Shape: `undefined` when nothing of it is left to take away.
 * @throws STORE_DAMAGED
 */
export function thinArchive(archive: ArchiveRow, store: string): ArchiveRow | undefined {
  const runs = unpackRuns(archive, store);
  if (runs.every(isThin)) return undefined;
  return { ...archive, data: packRuns(runs.map(thin), archive) };
}

function thin({ run, effects, attempt }: ArchivedRun): ArchivedRun {
  return {
    run: { ...run, snapshot: "null" },
    journal: [],
    effects: effects.map((effect): EffectRow => ({ ...effect, input: null })),
    attempt,
  };
}

function isThin({ run, journal, effects }: ArchivedRun): boolean {
  return run.snapshot === "null" && journal.length === 0 && effects.every(({ input }) => input === null);
}
