import { showKey } from "../../adapter-kit/row-key.ts";
import { tables } from "../../ports/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { BuiltInTableName, DamagedRow, Query, Rows, TableName } from "../../ports/index.ts";

/** Which rows of a store in memory count as damaged, and how they are answered. */
export class MemoryDamage {
  readonly #rows = new Set<string>();
  readonly #store: string;

  constructor(store: string) {
    this.#store = store;
  }

  /** Damages a row. */
  add(table: TableName, id: string): void {
    this.#rows.add(`${table}/${id}`);
  }

  /** A row that is written anew, or removed, is whole. @returns whether it was damaged */
  clear(table: TableName, id: string): boolean {
    return this.#rows.delete(`${table}/${id}`);
  }

  has(table: TableName, id: string): boolean {
    return this.#rows.size > 0 && this.#rows.has(`${table}/${id}`);
  }

  /** Takes over what is damaged in another store. */
  takeFrom(other: MemoryDamage): void {
    for (const name of other.#rows) this.#rows.add(name);
  }

  /** The rows of a query without damaged ones. @param find gives the texts of the query's rows, and as many more as it is told */
  findAround<Table extends TableName>(
    table: Table,
    { limit = 1_000, onDamaged }: Query<Rows[Table]>,
    find: (more: number) => readonly string[],
  ): readonly Rows[Table][] {
    for (let more = 0; ;) {
      const all = find(more).map((text) => JSON.parse(text) as Rows[Table]);
      if (this.#rows.size === 0) return all;
      const damaged = all.filter(({ id }) => this.has(table, id));
      if (damaged.length > 0 && !onDamaged) this.refuse(table, damaged[0]?.id ?? "");
      const whole = all.filter((row) => !damaged.includes(row));
      if (whole.length >= limit || all.length < limit + more) {
        for (const row of damaged) onDamaged?.(this.#describe(table, row));
        return whole.slice(0, limit);
      }
      more = damaged.length;
    }
  }

  /** What a search found without damaged rows. @throws STORE_DAMAGED where nobody is told of them */
  leaveOut<Table extends TableName, Hit extends { readonly row: Rows[Table] }>(
    table: Table,
    hits: readonly Hit[],
    onDamaged: Query<Rows[Table]>["onDamaged"],
  ): readonly Hit[] {
    if (this.#rows.size === 0) return hits;
    return hits.filter(({ row }) => {
      if (!this.has(table, row.id)) return true;
      if (!onDamaged) this.refuse(table, row.id);
      onDamaged(this.#describe(table, row));
      return false;
    });
  }

  /** @throws STORE_DAMAGED */
  refuse(table: TableName, id: string): never {
    throw new CallwrightError("STORE_DAMAGED", { path: this.#store, reason: reasonFor(table, id) });
  }

  /** Like a store that keeps indexed fields beside the text: they are known still, the text is not what was written. */
  #describe<Table extends TableName>(table: Table, row: Rows[Table]): DamagedRow {
    const shape = tables[table as BuiltInTableName] as { readonly indexes: readonly (readonly string[])[] } | undefined;
    const fields = row as unknown as Readonly<Record<string, string | number | null>>;
    const indexed = [...new Set((shape?.indexes ?? []).flat())].map((name) => [name, fields[name] ?? null] as const);
    const raw = JSON.stringify(row).replace(/.$/, "");
    return { table, id: row.id, fields: Object.fromEntries(indexed), reason: reasonFor(table, row.id), raw };
  }
}

function reasonFor(table: TableName, id: string): string {
  return `the row "${showKey(id)}" of table "${table}" is damaged`;
}
