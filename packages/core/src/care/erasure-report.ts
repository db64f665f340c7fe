/** Something that an erasure could not do as it should, and why. */
export interface ErasureGap {
  /** The job, the run, or the table. */
  readonly where: string;
  /** A sentence for the person who answers for the data. */
  readonly why: string;
}

/** What an erasure did. Holds nothing personal. */
export interface ErasureReport {
  /** Table → rows that are gone. */
  readonly rows: Readonly<Record<string, number>>;
  /** Calls and other runs that are gone. */
  readonly lanes: number;
  /** Recordings, transcripts and other large values that nobody needed any more. */
  readonly blobs: number;
  /** Numbers of the do-not-call list of which a keyed hash alone is left. */
  readonly doNotCallKept: number;
  /** Rows that were looked through because nothing else tells whom they are about. */
  readonly scanned: number;
  /** What could not be done as it should. Empty: everything was. */
  readonly gaps: readonly ErasureGap[];
  /** The report in a few lines. */
  toString(): string;
}

/** A report that is being gathered. */
export interface ErasureTally {
  readonly rows: Record<string, number>;
  readonly gaps: ErasureGap[];
  lanes: number;
  blobs: number;
  doNotCallKept: number;
  scanned: number;
}

/** A report in which nothing stands yet. */
export function newTally(): ErasureTally {
  return { rows: {}, gaps: [], lanes: 0, blobs: 0, doNotCallKept: 0, scanned: 0 };
}

/** Counts rows of a table. */
export function count(tally: Pick<ErasureTally, "rows">, table: string, rows = 1): void {
  if (rows > 0) tally.rows[table] = (tally.rows[table] ?? 0) + rows;
}

/** The report of a tally. */
export function toErasureReport(tally: ErasureTally): ErasureReport {
  const { rows, gaps, lanes, blobs, doNotCallKept, scanned } = tally;
  const total = Object.values(rows).reduce((sum, each) => sum + each, 0);
  return {
    ...{ rows, gaps, lanes, blobs, doNotCallKept, scanned },
    toString: () =>
      [
        `erased: ${lanes} calls and runs, ${total} rows, ${blobs} blobs; ${doNotCallKept} numbers stay forbidden as a hash; ${scanned} rows looked through`,
        ...Object.entries(rows).map(([table, each]) => `  ${table}: ${each}`),
        ...gaps.map(({ where, why }) => `  not as it should be: ${where}: ${why}`),
      ].join("\n"),
  };
}
