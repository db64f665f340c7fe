import { CallwrightError, planQuery, showKey } from "@callwright/core/adapter-kit";
import type { BatchResult, Query, Rows, StorePort, TableName, Write, WriteBatch } from "@callwright/core/ports";
import type { SqlDriver, SqlValue } from "./driver.ts";
import { openDatabase, type OpenDatabase } from "./open-database.ts";
import { createRowCodec, toSeal, type RowCodec } from "./row-codec.ts";
import type { SqliteSettings } from "./sqlite-settings.ts";
import { deleteSql, findSql, insertSql, putSql, readSql, rewritesOfRun } from "./statements.ts";
import { toStoreError } from "./to-store-error.ts";
import { transact } from "./transact.ts";

/** The store port over one SQLite connection. Each call runs to its end before it returns its promise. */
export class SqliteStore implements StorePort {
  readonly name: string;
  readonly #settings: SqliteSettings;
  #database: OpenDatabase | undefined;
  #codec: RowCodec | undefined;
  #state: "new" | "opening" | "open" | "closed" = "new";

  constructor(settings: SqliteSettings) {
    this.#settings = settings;
    this.name = `sqlite:${settings.path}`;
  }

  async open(): Promise<void> {
    const { path, key } = this.#settings;
    if (this.#isClosed()) throw new CallwrightError("STORE_CLOSED", { path });
    if (this.#state !== "new") throw new CallwrightError("STORE_LOCKED", { path, owner: "this process" });
    this.#state = "opening";
    try {
      const seal = toSeal(key);
      const database = await openDatabase(path, seal, this.#settings.readOnly ?? false);
      if (this.#isClosed()) {
        release(database);
        throw new CallwrightError("STORE_CLOSED", { path });
      }
      this.#codec = createRowCodec(path, seal);
      this.#database = database;
      this.#state = "open";
    } catch (error) {
      if (!this.#isClosed()) this.#state = "new";
      throw toStoreError(path, error);
    }
  }

  async read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined> {
    return this.#guard((driver, codec) => {
      const stored = driver.statement(readSql(table)).get([id]);
      return stored && codec.decode(table, stored);
    });
  }

  async find<Table extends TableName>(table: Table, query: Query<Rows[Table]>): Promise<readonly Rows[Table][]> {
    return this.#guard((driver, codec) => {
      const { sql, values } = findSql(table, planQuery(table, query, this.#settings.path));
      return driver
        .statement(sql)
        .all(values)
        .map((stored) => codec.decode(table, stored));
    });
  }

  async commit(batches: readonly WriteBatch[]): Promise<readonly BatchResult[]> {
    return this.#guard((driver, codec) => {
      if (batches.length === 0) return [];
      if (this.#settings.readOnly) throw new CallwrightError("STORE_READ_ONLY", { path: this.#settings.path });
      const together = this.#transact(driver, codec, batches);
      if (together.ok || batches.length === 1) return batches.map(() => together);
      return batches.map((batch) => this.#transact(driver, codec, [batch]));
    });
  }

  async close(): Promise<void> {
    const database = this.#database;
    this.#database = undefined;
    this.#state = "closed";
    try {
      if (database) release(database);
    } catch (error) {
      throw toStoreError(this.#settings.path, error);
    }
  }

  #isClosed(): boolean {
    return this.#state === "closed";
  }

  /** Writes batches in one transaction: all, or nothing and why. */
  #transact(driver: SqlDriver, codec: RowCodec, batches: readonly WriteBatch[]): BatchResult {
    try {
      transact(driver, () => {
        for (const batch of batches) for (const write of batch) applyWrite(driver, codec, write);
      });
      return { ok: true };
    } catch (error) {
      return { ok: false, error: toStoreError(this.#settings.path, error) };
    }
  }

  #guard<Result>(action: (driver: SqlDriver, codec: RowCodec) => Result): Result {
    const { path } = this.#settings;
    if (this.#state !== "open" || !this.#database || !this.#codec) throw new CallwrightError("STORE_CLOSED", { path });
    try {
      return action(this.#database.driver, this.#codec);
    } catch (error) {
      throw toStoreError(path, error);
    }
  }
}

function release({ driver, lock }: OpenDatabase): void {
  try {
    // libsql 0.5.29 keeps the -wal file when it closes; this leaves it empty, and all rows in one file.
    if (lock) driver.statement("PRAGMA wal_checkpoint(TRUNCATE)").all([]);
    driver.close();
  } finally {
    lock?.release();
  }
}

/** Most events leave a run's indexed fields as they are. @returns whether the run was there to be written anew */
function rewriteRun(driver: SqlDriver, values: readonly SqlValue[]): boolean {
  return rewritesOfRun.some(
    ({ sql, takes }) => driver.statement(sql).run(takes.map((at) => values[at] ?? null)).changes > 0,
  );
}

function applyWrite(driver: SqlDriver, codec: RowCodec, write: Write): void {
  if (write.op === "delete") {
    driver.statement(deleteSql(write.table)).run([write.id]);
    return;
  }
  const { op, table, row } = write;
  const values = codec.encode(table, row);
  if (op === "put" && table === "runs" && rewriteRun(driver, values)) return;
  const { changes } = driver.statement(op === "insert" ? insertSql(table) : putSql(table)).run(values);
  if (op === "insert" && changes === 0) throw new CallwrightError("STORE_CONFLICT", { table, key: showKey(row.id) });
}
