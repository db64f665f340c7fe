import { checkRowKey, showKey } from "../../adapter-kit/row-key.ts";
import { CallwrightError } from "../../errors/index.ts";
import {
  tables,
  type BatchResult,
  type Rows,
  type StorePort,
  type TableName,
  type Write,
  type WriteBatch,
} from "../../ports/index.ts";
import { createMemoryTable, type MemoryTable } from "./memory-table.ts";

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
}

/**
 * A store that keeps everything in memory and forgets it with the process. It passes the same contract as the durable ones, and
 * gives back copies, as they do.
 */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new TablesInMemory(options);
}

const tableNames = Object.keys(tables) as readonly TableName[];

class TablesInMemory implements MemoryStore {
  readonly name: string;
  readonly #tables = new Map<TableName, MemoryTable>(tableNames.map((table) => [table, createMemoryTable(table)]));
  readonly #before: MemoryStore | undefined;
  #state: "new" | "open" | "closed" = "new";

  constructor(options: MemoryStoreOptions) {
    this.name = options.name ?? "memory";
    this.#before = options.takeOver;
  }

  async open(): Promise<void> {
    if (this.#state === "open") throw new CallwrightError("STORE_LOCKED", { path: this.name, owner: "this process" });
    if (this.#state === "closed") throw new CallwrightError("STORE_CLOSED", { path: this.name });
    this.#state = "open";
    if (!this.#before) return;
    await this.#before.close();
    for (const table of tableNames) {
      for (const row of this.#before.dump(table)) this.#tables.get(table)?.set(row.id, JSON.stringify(row));
    }
  }

  async read<Table extends TableName>(table: Table, id: string): Promise<Rows[Table] | undefined> {
    this.#mustBeOpen();
    const text = this.#table(table).text(id);
    return text === undefined ? undefined : (JSON.parse(text) as Rows[Table]);
  }

  async find<Table extends TableName>(table: Table, query: object): Promise<readonly Rows[Table][]> {
    this.#mustBeOpen();
    return this.#table(table)
      .find(query, this.name)
      .map((text) => JSON.parse(text) as Rows[Table]);
  }

  async commit(batches: readonly WriteBatch[]): Promise<readonly BatchResult[]> {
    this.#mustBeOpen();
    return batches.map((batch) => this.#apply(batch));
  }

  async close(): Promise<void> {
    this.#state = "closed";
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
    return () => table.set(id, before);
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
