import type { Rows, TableName } from "../../ports/rows.ts";
import type { StorePort, Write } from "../../ports/store.ts";
import type { CommitGroup } from "../commit-group.ts";

/** Rows that are removed in one piece, while nobody else writes. */
const atOnce = 100;

/** What rows are removed from. */
export interface StillParts {
  readonly store: StorePort;
  readonly commits: CommitGroup;
}

/**
 * Removes those of some rows that are still meant: what was written since they were read is read again while nobody else writes.
 *
 * @returns how many went
 */
export async function removeStill<Table extends TableName>(
  { store, commits }: StillParts,
  table: Table,
  rows: readonly Pick<Rows[Table], "id">[],
  isMeant: (row: Rows[Table]) => boolean,
): Promise<number> {
  let removed = 0;
  for (let start = 0; start < rows.length; start += atOnce)
    removed += await commits.alone(async (commit) => {
      const batch: Write[] = [];
      for (const { id } of rows.slice(start, start + atOnce)) {
        const row = await store.read(table, id);
        if (row && isMeant(row)) batch.push({ op: "delete", table, id });
      }
      await commit(batch);
      return batch.length;
    });
  return removed;
}
