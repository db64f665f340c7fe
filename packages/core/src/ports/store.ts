import type { BackupReport, CheckOptions, CheckReport } from "./check.ts";
import type { DamagedRow } from "./damage.ts";
import type { EncryptionPort } from "./encryption.ts";
import type { FilesPort } from "./files.ts";
import type { Rows, TableName } from "./rows.ts";
import type { OwnTables } from "./tables.ts";
import type { TextHit, TextQuery } from "./text-query.ts";

/** One change of one row. `insert` fails when the key exists; `put` replaces; `delete` of a missing row does nothing. */
export type Write =
  | {
      readonly [Table in TableName]: {
        readonly op: "insert" | "put";
        readonly table: Table;
        readonly row: Rows[Table];
      };
    }[TableName]
  | { readonly op: "delete"; readonly table: TableName; readonly id: string };

/** Changes that stand or fall together. */
export type WriteBatch = readonly Write[];

/** What became of one batch. */
export type BatchResult = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** Which rows of a table are wanted. */
export interface Query<Row> {
  /** Field values that must be equal. Together with `upTo` they are a prefix of one index of the table. */
  readonly where?: Partial<Row>;
  /** Only rows whose field is at most (or at least) this number; the field follows those of `where` in the index. */
  readonly upTo?: { readonly field: keyof Row & string; readonly value: number };
  readonly from?: { readonly field: keyof Row & string; readonly value: number };
  /**
   * Goes on behind this row, the last one of the page before, in the answer's order. The row itself need not be there any more. Not
   * behind a row whose ordering fields hold `null`; descending, rows with `null` there, which would be the last, do not follow.
   */
  readonly after?: Row;
  /** Default: by the index's last field, then `id`, ascending. */
  readonly descending?: boolean;
  /** Default 1,000; at most 10,000. */
  readonly limit?: number;
  /**
   * Is told of each damaged row in the answer's range, which is then left out: as many others as `limit` says come in its place.
   * Default: a damaged row fails the query with `STORE_DAMAGED`.
   */
  readonly onDamaged?: (row: DamagedRow) => void;
}

/** How thoroughly, at which price, a store leaves no bytes. */
export interface ScrubOptions {
  /** Nobody is kept waiting: no calls go on. Default: no. */
  readonly mayBlock?: boolean;
}

/** That a store of an older version was brought to today's shape. */
export interface SchemaChange {
  readonly from: number;
  readonly to: number;
  /** Where the store is kept as it was before, e.g. a path; `null` where it is not. It holds everything that the store held. */
  readonly copy: string | null;
}

/**
 * Keeps everything that must survive. One process at a time owns a store.
 *
 * Rows are JSON. A store encrypts the fields that `tables` names as secrets with the key its user gave.
 */
export interface StorePort {
  /** For messages, e.g. `sqlite:callwright.db`. Never a secret. */
  readonly name: string;

  /** Large contents, beside the rows. They come and go on their own: a row is committed after its file was kept. */
  readonly files: FilesPort;

  /** How it encrypts at rest, and how that is changed. Absent: this store does not encrypt. */
  readonly encryption?: EncryptionPort;

  /**
   * Takes ownership and brings the schema up to date. Must be called before anything else, once.
   *
   * @param own Tables of the host, beside those of the library. Tables of a former process that are not given stay as they are. Where
   *   a shape has new indexes, the rows that are there are found by them, too.
   *
   * Errors: `STORE_LOCKED`, `STORE_NEWER_SCHEMA`, `STORE_KEY_WRONG`, `STORE_KEY_NEEDED`, `STORE_KEY_INVALID`, `TABLE_NEWER` for a
   * table that a newer version of its definition wrote to; nothing was changed then.
   *
   * @returns what was done to the schema; `undefined` for a store that is new or of today.
   */
  open(own?: OwnTables): Promise<SchemaChange | undefined>;

  /** The tables of hosts that the store knows once it is open: those it was opened with, and those of former processes. */
  ownTables(): OwnTables;

  /** The row with this key. */
  read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined>;

  /** The rows that a query names, ordered. */
  find<Table extends TableName>(table: Table, query: Query<Rows[Table]>): Promise<readonly Rows[Table][]>;

  /** Whether rows are found by their words. Not where a store keeps words encrypted. */
  readonly canSearch: boolean;

  /**
   * The rows of an account that hold words, the best first; among equals those that were written last. Only of a table whose shape
   * names a field of words.
   *
   * Errors: `STORE_SEARCH_OFF` where it cannot.
   */
  search<Table extends TableName>(table: Table, query: TextQuery): Promise<readonly TextHit<Rows[Table]>[]>;

  /**
   * Writes all batches in one durable transaction. When that fails, each batch is tried alone, in order, so that one bad batch
   * does not take the others with it: a batch is written wholly or not at all.
   *
   * @returns one result per batch, in order; `STORE_CONFLICT` for an insert whose key exists.
   */
  commit(batches: readonly WriteBatch[]): Promise<readonly BatchResult[]>;

  /**
   * Makes a copy in one piece at a new place, while commits go on: everything that was acknowledged before is in it. It is checked
   * in full, and stands under its name only when it is complete. Absent: this store cannot.
   *
   * @param to where to, e.g. a path; nothing may be there.
   *
   * Errors: `STORE_BACKUP_REFUSED`, `STORE_DAMAGED`, `STORE_FULL`.
   */
  backup?(to: string, options?: CheckOptions): Promise<BackupReport>;

  /** Reads everything and tells what is damaged, while commits go on. Changes nothing. Absent: this store cannot. */
  check?(options?: CheckOptions): Promise<CheckReport>;

  /**
   * Leaves no bytes of what was deleted before. Absent: nothing stays behind anyway.
   *
   * Errors: `STORE_FAILED` when it cannot, or not without keeping calls waiting; what was deleted is not found in either case.
   */
  scrub?(options?: ScrubOptions): Promise<void>;

  /** Gives up ownership. Further calls fail with `STORE_CLOSED`. */
  close(): Promise<void>;
}
