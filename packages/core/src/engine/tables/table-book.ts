import type { TableDefinition } from "../../define/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { FlowCommand } from "../../machine/index.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { OwnRow } from "../../ports/rows.ts";
import type { Write } from "../../ports/store.ts";
import type { OwnTables } from "../../ports/tables.ts";
import { fromOwnRow, ownRowId, toOwnRow, type RowMaking } from "./own-row.ts";
import { ownTableName, toTableShape } from "./table-shape.ts";

/** The tables of the host. */
export interface TableBook {
  /** For the store. */
  readonly shapes: OwnTables;
  readonly all: readonly TableDefinition[];
  /** @throws TABLE_UNKNOWN */
  get(id: string): TableDefinition;
  /** The write of a row. @throws TABLE_UNKNOWN, RECORD_INVALID, RECORD_TOO_LARGE */
  put(table: string, account: AccountId, row: unknown, now: number): Write;
  /** The write that removes a row. @throws TABLE_UNKNOWN, RECORD_INVALID */
  remove(table: string, account: AccountId, key: unknown): Write;
  /** A stored row as its definition gives it. @throws TABLE_ROW_UNFIT */
  read(table: TableDefinition, row: OwnRow): unknown;
}

/** A book of these tables. */
export function createTableBook(tables: readonly TableDefinition[], made: RowMaking): TableBook {
  const known = new Map(tables.map((table) => [table.id, table]));
  const get = (id: string): TableDefinition => {
    const table = known.get(id);
    if (!table) throw new CallwrightError("TABLE_UNKNOWN", { table: id });
    return table;
  };
  return {
    shapes: Object.fromEntries(tables.map((table) => [ownTableName(table.id), toTableShape(table)])),
    all: tables,
    get,
    put(id, account, row, now) {
      const table = get(id);
      return { op: "put", table: ownTableName(id), row: toOwnRow(table, account, row, now, made) };
    },
    remove(id, account, key) {
      return { op: "delete", table: ownTableName(id), id: ownRowId(get(id), account, key) };
    },
    read: fromOwnRow,
  };
}

/** What an engine without tables of a host has. */
export const noTables: TableBook = createTableBook([], { stemsOf: () => "" });

/** The writes that a step's commands ask for, in order. @throws TABLE_UNKNOWN, RECORD_INVALID, RECORD_TOO_LARGE */
export function recordedRows(
  commands: readonly FlowCommand[],
  account: AccountId,
  now: number,
  tables: TableBook,
): readonly Write[] {
  const writes: Write[] = [];
  for (const command of commands) {
    if (command.type !== "record.row") continue;
    const { table, key, row } = command;
    writes.push(row === null ? tables.remove(table, account, key) : tables.put(table, account, row, now));
  }
  return writes;
}
