import type { TranscriptTurn } from "../../calls/index.ts";
import type { Work } from "../../engine/index.ts";
import type { RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import type { RobotCatalog } from "../../robots/index.ts";
import { turnsOf } from "../../search/index.ts";

/** What is needed to make transcripts searchable. */
export interface SearchableParts {
  readonly store: StorePort;
  readonly catalog: RobotCatalog;
  /** When the transcript came. */
  readonly at: number;
  /** The blob that holds it. */
  readonly blob: string;
}

/**
 * Prepares the rows by which a transcript of a run is found. They take the place of those of another transcript.
 *
 * @returns what writes them, in the work that writes the transcript; where the store cannot search it writes nothing
 */
export async function searchableTurns(
  { store, catalog, at, blob }: SearchableParts,
  { id: run, account, flow, facts }: RunRow,
  transcript: readonly TranscriptTurn[],
): Promise<(work: Work) => void> {
  // Of two transcripts of a run the facts keep the one with the larger name, in whichever order they come.
  if (!store.canSearch || (facts?.transcriptBlob ?? "") > blob) return () => undefined;
  const robot = flow.replace(/\/hosted(?:\/.*)?$/, "");
  const [locale = null] = catalog.find(robot)?.definition.document.locales ?? [];
  const rows = await turnsOf({ account, run, at, locale, turns: transcript });
  const kept = new Set(rows.map(({ id }) => id));
  const before = facts?.transcriptBlob ? await store.find("turns", { where: { run } }) : [];
  return (work) => {
    for (const row of rows) work.put("turns", row);
    for (const { id } of before) if (!kept.has(id)) work.delete("turns", id);
  };
}
