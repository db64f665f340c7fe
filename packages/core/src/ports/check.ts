import type { Rows, TableName } from "./rows.ts";

/** What a check may find wrong. */
export type FindingKind =
  /** The file itself: a page, an index, a table that is missing. */
  | "file"
  /** A row that is not what was written. */
  | "row"
  /** A row whose content cannot be used, e.g. an archive that does not unpack. */
  | "content"
  /** Something large: its file is missing or is not what was written. */
  | "blob"
  /** A row that names another one which is not there. */
  | "reference";

/** One thing that is wrong with a store. */
export interface CheckFinding {
  readonly kind: FindingKind;
  /** `null` where it is no table's. */
  readonly table: TableName | null;
  /** The row's key; `null` where it is no row's. */
  readonly key: string | null;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** What a full check saw. */
export interface CheckReport {
  readonly store: string;
  /** Nothing was found. */
  readonly ok: boolean;
  /** Table → rows that were read. */
  readonly rows: Readonly<Record<string, number>>;
  /** Files of large values that were read, and their bytes. */
  readonly files: number;
  readonly fileBytes: number;
  /** Rows with secrets that could not be opened, because no key was given; everything else of them was checked. */
  readonly unopened: number;
  /** The first ones, at most 1,000. */
  readonly findings: readonly CheckFinding[];
  /** How many there are altogether. */
  readonly found: number;
}

/** What a full check is told. */
export interface CheckOptions {
  /** Looks at each row as its reader would: gives what is wrong with its content. */
  readonly look?: <Table extends TableName>(table: Table, row: Rows[Table]) => string | undefined;
}

/** A copy of a store, made while it was in use. */
export interface BackupReport {
  /** Where the copy is. */
  readonly path: string;
  /** When everything that had been acknowledged was in it, as milliseconds since 1970. */
  readonly at: number;
  /** Size of the copy without the files of large values. */
  readonly bytes: number;
  /** The copy, checked in full. What is damaged in the store is damaged in the copy. */
  readonly check: CheckReport;
}
