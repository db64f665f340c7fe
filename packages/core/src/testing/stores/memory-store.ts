import { createMemoryFiles, type FilesInMemory } from "../../adapter-kit/memory-files.ts";
import { checkRowKey, showKey } from "../../adapter-kit/row-key.ts";
import { tableShapes } from "../../adapter-kit/table-shapes.ts";
import { planText } from "../../adapter-kit/text-plan.ts";
import { CallwrightError } from "../../errors/index.ts";
import type {
  BatchResult,
  FilesPort,
  OwnTableName,
  OwnTables,
  Query,
  Rows,
  StorePort,
  TableName,
  TextHit,
  TextQuery,
  Write,
  WriteBatch,
} from "../../ports/index.ts";
import { MemoryDamage } from "./memory-damage.ts";
import { createMemoryTable, type MemoryTable } from "./memory-table.ts";
import { searchTexts } from "./search-texts.ts";

/** What a memory store may be given. */
export interface MemoryStoreOptions {
  /** Default: `memory`. */
  readonly name?: string;
  /**
   * A store whose rows to go on with, as a new process does after its predecessor closed or died. That store is closed when the
   * new one opens.
   */
  readonly takeOver?: MemoryStore;
}

/** A store in memory, for tests. */
export interface MemoryStore extends StorePort {
  /** Every row of a table by `id`, whether the store is open or not. */
  dump<Table extends TableName>(table: Table): readonly Rows[Table][];
  /** Damages a row as a failing disk would: until it is written anew or removed, reading it fails with `STORE_DAMAGED`. */
  damage(table: TableName, id: string): void;
}

/**
 * A store that keeps everything in memory and forgets it with the process. It passes the same contract as the durable ones, and
 * gives back copies, as they do.
 */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new TablesInMemory(options);
}

class TablesInMemory implements MemoryStore {
  readonly name: string;
  readonly files: FilesPort;
  readonly canSearch = true;
  readonly #kept: FilesInMemory;
  readonly #damage: MemoryDamage;
  readonly #tables = new Map<TableName, MemoryTable>();
  readonly #before: TablesInMemory | undefined;
  #own: OwnTables = {};
  #state: "new" | "open" | "closed" = "new";

  constructor(options: MemoryStoreOptions) {
    this.name = options.name ?? "memory";
    this.#damage = new MemoryDamage(this.name);
    this.#before = options.takeOver as TablesInMemory | undefined;
    this.#kept = this.#before ? this.#before.#kept : new Map<string, readonly Uint8Array[]>();
    this.files = createMemoryFiles(this.name, () => this.#mustBeOpen(), this.#kept);
    this.#define();
  }

  async open(own: OwnTables = {}): Promise<undefined> {
    if (this.#state === "open") throw new CallwrightError("STORE_LOCKED", { path: this.name, owner: "this process" });
    if (this.#state === "closed") throw new CallwrightError("STORE_CLOSED", { path: this.name });
    this.#state = "open";
    for (const [name, { version: known = 1 }] of Object.entries(own)) {
      const { version: found = 1 } = this.#before?.ownTables()[name as OwnTableName] ?? {};
      if (found <= known) continue;
      this.#state = "new";
      throw new CallwrightError("TABLE_NEWER", { table: name.slice("own.".length), found, known });
    }
    this.#own = { ...this.#before?.ownTables(), ...own };
    this.#define();
    if (!this.#before) return;
    await this.#before.close();
    for (const table of this.#before.#tables.keys()) {
      for (const row of this.#before.dump(table)) this.#tables.get(table)?.set(row.id, JSON.stringify(row));
    }
    this.#damage.takeFrom(this.#before.#damage);
  }

  async read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined> {
    this.#mustBeOpen();
    const text = this.#table(table).text(id);
    if (text !== undefined && this.#damage.has(table, id)) this.#damage.refuse(table, id);
    return text === undefined ? undefined : (JSON.parse(text) as Rows[Table]);
  }

  async find<Table extends TableName>(table: Table, query: Query<Rows[Table]>): Promise<readonly Rows[Table][]> {
    this.#mustBeOpen();
    const rows = this.#table(table);
    return this.#damage.findAround(table, query, (more) => rows.find(query, this.name, more));
  }

  async search<Table extends TableName>(table: Table, query: TextQuery): Promise<readonly TextHit<Rows[Table]>[]> {
    this.#mustBeOpen();
    const rows = this.#table(table);
    const plan = planText(tableShapes(this.#own), table, query, this.name);
    const hits = searchTexts(rows.newest(), plan) as readonly TextHit<Rows[Table]>[];
    return this.#damage.leaveOut(table, hits, query.onDamaged);
  }

  async commit(batches: readonly WriteBatch[]): Promise<readonly BatchResult[]> {
    this.#mustBeOpen();
    return batches.map((batch) => this.#apply(batch));
  }

  async close(): Promise<void> {
    this.#state = "closed";
  }

  damage(table: TableName, id: string): void {
    this.#damage.add(table, id);
  }

  dump<Table extends TableName>(table: Table): readonly Rows[Table][] {
    return this.#table(table)
      .all()
      .map((text) => JSON.parse(text) as Rows[Table]);
  }

  /** All writes of a batch, or none. */
  #apply(batch: WriteBatch): BatchResult {
    const undo: (() => void)[] = [];
    try {
      for (const write of batch) undo.push(this.#write(write));
      return { ok: true };
    } catch (error) {
      for (const step of undo.reverse()) step();
      return { ok: false, error };
    }
  }

  #write(write: Write): () => void {
    const table = this.#table(write.table);
    const id = write.op === "delete" ? write.id : write.row.id;
    if (write.op !== "delete") checkRowKey(id, write.table, this.name);
    if (write.op === "insert" && table.text(id) !== undefined) {
      throw new CallwrightError("STORE_CONFLICT", { table: write.table, key: showKey(id) });
    }
    const before = table.set(id, write.op === "delete" ? undefined : JSON.stringify(write.row));
    const wasDamaged = this.#damage.clear(write.table, id);
    return () => {
      table.set(id, before);
      if (wasDamaged) this.#damage.add(write.table, id);
    };
  }

  ownTables(): OwnTables {
    return this.#own;
  }

  #define(): void {
    const shapes = tableShapes(this.#own);
    for (const name of shapes.names) this.#tables.set(name, createMemoryTable(name, shapes));
  }

  #table(name: TableName): MemoryTable {
    const table = this.#tables.get(name);
    if (!table)
      throw new CallwrightError("STORE_QUERY_REFUSED", {
        path: this.name,
        reason: `there is no table "${name}"`,
      });
    return table;
  }

  #mustBeOpen(): void {
    if (this.#state !== "open") throw new CallwrightError("STORE_CLOSED", { path: this.name });
  }
}
