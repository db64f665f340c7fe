import { CallwrightError, planQuery, showKey } from "@callwright/core/adapter-kit";
import type {
  BackupReport,
  BatchResult,
  CheckOptions,
  CheckReport,
  EncryptionPort,
  FilesPort,
  OwnTables,
  Query,
  Rows,
  SchemaChange,
  ScrubOptions,
  StorePort,
  TableName,
  TextHit,
  TextQuery,
  Write,
  WriteBatch,
} from "@callwright/core/ports";
import { findAroundDamage } from "./damage/find-around-damage.ts";
import type { SqlDriver, SqlValue } from "./driver.ts";
import { guardedFiles } from "./files/guarded-files.ts";
import { openFiles } from "./files/open-files.ts";
import { openStore, releaseDatabase, type OpenStore } from "./open-store.ts";
import { createRowCodec } from "./row-codec.ts";
import { hasResultCode } from "./result-code.ts";
import { refuseCopies } from "./refuse-copies.ts";
import { scrubLog } from "./scrub-log.ts";
import { scrubPages } from "./scrub-pages.ts";
import { scrubTextIndexes } from "./scrub-text.ts";
import { sealableFiles } from "./sealing/sealable-files.ts";
import type { SqliteSettings } from "./sqlite-settings.ts";
import { findSql, type Statements } from "./statements.ts";
import { backupOpenStore, checkOpenStore, type SafetyParts } from "./store-safety.ts";
import { changeWords, holdsWords, searchRows, wordParts } from "./text-index.ts";
import { toStoreError } from "./to-store-error.ts";
import { transact } from "./transact.ts";

/** The store port over one SQLite connection. Each call runs to its end before it returns its promise. */
export class SqliteStore implements StorePort {
  readonly name: string;
  readonly files: FilesPort = guardedFiles(() => this.#guard(({ files }) => files));
  readonly encryption: EncryptionPort = {
    state: () => this.#guard(({ sealer }) => sealer.state()),
    rotateKey: async (key) => this.#guard(({ sealer }) => sealer.rotateKey(key)),
    settled: async () => this.#guard(({ sealer }) => sealer.settled()),
  };
  readonly #settings: SqliteSettings;
  #opened: OpenStore | undefined;
  #state: "new" | "opening" | "open" | "closed" = "new";

  constructor(settings: SqliteSettings) {
    this.#settings = settings;
    this.name = `sqlite:${settings.path}`;
  }

  async open(own: OwnTables = {}): Promise<SchemaChange | undefined> {
    const { path } = this.#settings;
    if (this.#isClosed()) throw new CallwrightError("STORE_CLOSED", { path });
    if (this.#state !== "new") throw new CallwrightError("STORE_LOCKED", { path, owner: "this process" });
    this.#state = "opening";
    try {
      const opened = await openStore(this.#settings, own);
      if (this.#isClosed()) {
        releaseDatabase(opened.database);
        throw new CallwrightError("STORE_CLOSED", { path });
      }
      this.#opened = opened;
      this.#state = "open";
      opened.sealer.start(sealableFiles(opened.files));
      return opened.database.change;
    } catch (error) {
      if (!this.#isClosed()) this.#state = "new";
      throw toStoreError(path, error);
    }
  }

  ownTables(): OwnTables {
    return this.#guard(({ database }) => database.own);
  }

  async read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined> {
    return this.#guard(({ database: { driver }, codec, shapes, statements }) => {
      if (!shapes.find(table)) throw noTable(this.#settings.path, table);
      const stored = driver.statement(statements.read(table)).get([id]);
      return stored && codec.decode(table, stored);
    });
  }

  async find<Table extends TableName>(table: Table, query: Query<Rows[Table]>): Promise<readonly Rows[Table][]> {
    return this.#guard(({ database: { driver }, codec, shapes }) => {
      const plan = planQuery(shapes, table, query, this.#settings.path);
      if (query.onDamaged) return findAroundDamage({ driver, codec, shapes }, table, plan, query.onDamaged);
      const { sql, values } = findSql(table, plan);
      return driver
        .statement(sql)
        .all(values)
        .map((stored) => codec.decode(table, stored));
    });
  }

  get canSearch(): boolean {
    return this.#opened ? holdsWords(this.#opened) : this.#settings.encrypt !== "everything";
  }

  async search<Table extends TableName>(table: Table, query: TextQuery): Promise<readonly TextHit<Rows[Table]>[]> {
    return this.#guard((opened) => {
      const { path } = this.#settings;
      if (!holdsWords(opened)) throw new CallwrightError("STORE_SEARCH_OFF", { path });
      return searchRows(wordParts(opened), table, query, path);
    });
  }

  async commit(batches: readonly WriteBatch[]): Promise<readonly BatchResult[]> {
    return this.#guard((opened) => {
      if (batches.length === 0) return [];
      if (this.#settings.readOnly) throw new CallwrightError("STORE_READ_ONLY", { path: this.#settings.path });
      const together = this.#transact(opened, batches);
      if (together.ok || batches.length === 1 || isHeld(together.error)) return batches.map(() => together);
      return batches.map((batch) => this.#transact(opened, [batch]));
    });
  }

  async backup(to: string, options?: CheckOptions): Promise<BackupReport> {
    return this.#guard((opened) => backupOpenStore(this.#safetyParts(opened), to, options));
  }

  async check(options?: CheckOptions): Promise<CheckReport> {
    return this.#guard((opened) => checkOpenStore(this.#safetyParts(opened), options));
  }

  async scrub(options?: ScrubOptions): Promise<void> {
    return this.#guard(async ({ database: { driver, lock }, shapes }) => {
      const isStopped = () => this.#state !== "open";
      const { path } = this.#settings;
      try {
        await scrubTextIndexes(driver, shapes, isStopped);
        if (!isStopped()) await scrubPages(driver, path, { ...options, isStopped });
        if (lock && !isStopped()) await scrubLog(driver, path);
        refuseCopies(path);
      } catch (error) {
        throw toStoreError(path, error);
      }
    });
  }

  async close(): Promise<void> {
    const { database, files, sealer } = this.#opened ?? {};
    this.#opened = undefined;
    this.#state = "closed";
    try {
      await sealer?.stop();
      await files?.close?.();
      if (database) releaseDatabase(database);
    } catch (error) {
      throw toStoreError(this.#settings.path, error);
    }
  }

  #safetyParts({ database: { driver }, sealer, shapes, files }: OpenStore): SafetyParts {
    // A copy may stand in the form that the store had when it was begun.
    const codec = createRowCodec(this.#settings.path, sealer.known, shapes);
    const filesOf = (path: string) => openFiles({ path, readOnly: true }, () => sealer.known.now);
    return { path: this.#settings.path, driver, codec, shapes, files, filesOf, known: sealer.known };
  }

  #isClosed(): boolean {
    return this.#state === "closed";
  }

  /** Writes batches in one transaction: all, or nothing and why. */
  #transact(opened: OpenStore, batches: readonly WriteBatch[]): BatchResult {
    try {
      transact(opened.database.driver, () => {
        for (const batch of batches) for (const write of batch) applyWrite(opened, write, this.#settings.path);
      });
      return { ok: true };
    } catch (error) {
      return { ok: false, error: toStoreError(this.#settings.path, error) };
    }
  }

  #guard<Result>(action: (opened: OpenStore) => Result): Result {
    const { path } = this.#settings;
    if (this.#state !== "open" || !this.#opened) throw new CallwrightError("STORE_CLOSED", { path });
    try {
      return action(this.#opened);
    } catch (error) {
      throw toStoreError(path, error);
    }
  }
}

/** Another process holds the file, which was waited for already: each batch alone would wait as long once more. */
function isHeld(error: unknown): boolean {
  return hasResultCode((error as { readonly cause?: unknown }).cause, "BUSY");
}

function noTable(path: string, table: TableName): CallwrightError {
  return new CallwrightError("STORE_QUERY_REFUSED", { path, reason: `there is no table "${table}"` });
}

/** Most events leave a run's indexed fields as they are. @returns whether the run was there to be written anew */
function rewriteRun(driver: SqlDriver, { rewritesOfRun }: Statements, values: readonly SqlValue[]): boolean {
  return rewritesOfRun.some(
    ({ sql, takes }) => driver.statement(sql).run(takes.map((at) => values[at] ?? null)).changes > 0,
  );
}

function applyWrite(opened: OpenStore, write: Write, path: string): void {
  const shape = opened.shapes.find(write.table);
  if (!shape) throw noTable(path, write.table);
  const hasWords = shape.text !== undefined && holdsWords(opened);
  if (hasWords) changeWords(wordParts(opened), write, () => writeRow(opened, write));
  else writeRow(opened, write);
}

function writeRow({ database: { driver }, codec, statements }: OpenStore, write: Write): void {
  if (write.op === "delete") {
    driver.statement(statements.delete(write.table)).run([write.id]);
    return;
  }
  const { op, table, row } = write;
  const values = codec.encode(table, row);
  if (op === "put" && table === "runs" && rewriteRun(driver, statements, values)) return;
  const { changes } = driver.statement(statements[op](table)).run(values);
  if (op === "insert" && changes === 0) throw new CallwrightError("STORE_CONFLICT", { table, key: showKey(row.id) });
}
