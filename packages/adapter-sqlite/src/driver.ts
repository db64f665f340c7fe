/** What is bound to a statement. */
export type SqlValue = string | number | Uint8Array | null;

/** A row as SQLite gives it. May carry further fields of the driver's own. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** A prepared statement. */
export interface SqlStatement {
  run(values: readonly SqlValue[]): { readonly changes: number };
  get(values: readonly SqlValue[]): SqlRow | undefined;
  all(values: readonly SqlValue[]): readonly SqlRow[];
}

/** One connection to an SQLite database; everything is synchronous. */
export interface SqlDriver {
  /** Runs one statement that gives nothing back. */
  exec(sql: string): void;
  /** The prepared statement of this text: prepared once, then kept. */
  statement(sql: string): SqlStatement;
  close(): void;
}

/** How a connection is opened. */
export interface DriverOptions {
  /** The file must exist and is not written to. */
  readonly readOnly?: boolean;
}

/** Opens a connection. */
export type OpenDriver = (path: string, options?: DriverOptions) => SqlDriver;
