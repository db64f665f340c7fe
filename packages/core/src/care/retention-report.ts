import type { RetentionKind } from "./retention-settings.ts";

/** What an application of the retention rules took away, over all accounts. */
export interface RetentionReport {
  /** Kind → how much of it went: calls, runs, journals of closed lanes, blobs, charges. */
  readonly removed: Readonly<Record<RetentionKind, number>>;
  /** Rows of tables of the host. */
  readonly ownRows: number;
  /** Lanes that could not be read, and stay. */
  readonly left: number;
  toString(): string;
}

/** A report that is being gathered. */
export interface RetentionTally {
  readonly removed: Record<RetentionKind, number>;
  ownRows: number;
  left: number;
}

/** A report in which nothing stands yet. */
export function newRetentionTally(): RetentionTally {
  const removed = { calls: 0, runs: 0, journals: 0, transcripts: 0, recordings: 0, results: 0, charges: 0 };
  return { removed, ownRows: 0, left: 0 };
}

/** The report of a tally. */
export function toRetentionReport({ removed, ownRows, left }: RetentionTally): RetentionReport {
  const kinds = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`);
  return {
    removed,
    ownRows,
    left,
    toString: () => `removed: ${kinds.join(", ")}, ${ownRows} rows of own tables; ${left} left`,
  };
}
