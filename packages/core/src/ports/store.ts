import type { Rows, TableName } from "./rows.ts";

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
   * together with `descending`, and not behind a row whose ordering fields hold `null`.
   */
  readonly after?: Row;
  /** Default: by the index's last field, then `id`, ascending. */
  readonly descending?: boolean;
  /** Default 1,000; at most 10,000. */
  readonly limit?: number;
}

/**
 * Keeps everything that must survive. One process at a time owns a store.
 *
 * Rows are JSON. A store encrypts the fields that `tables` names as secrets with the key its user gave.
 */
export interface StorePort {
  /** For messages, e.g. `sqlite:callwright.db`. Never a secret. */
  readonly name: string;

  /**
   * Takes ownership and brings the schema up to date. Must be called before anything else, once.
   *
   * Errors: `STORE_LOCKED`, `STORE_NEWER_SCHEMA`, `STORE_KEY_WRONG`, `STORE_KEY_INVALID`; nothing was changed then.
   */
  open(): Promise<void>;

  /** The row with this key. */
  read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined>;

  /** The rows that a query names, ordered. */
  find<Table extends TableName>(table: Table, query: Query<Rows[Table]>): Promise<readonly Rows[Table][]>;

  /**
   * Writes all batches in one durable transaction. When that fails, each batch is tried alone, in order, so that one bad batch
   * does not take the others with it: a batch is written wholly or not at all.
   *
   * @returns one result per batch, in order; `STORE_CONFLICT` for an insert whose key exists.
   */
  commit(batches: readonly WriteBatch[]): Promise<readonly BatchResult[]>;

  /** Gives up ownership. Further calls fail with `STORE_CLOSED`. */
  close(): Promise<void>;
}
