import { crc32 } from "node:zlib";
import {
  CallwrightError,
  checkRowKey,
  createSeal,
  isKeptToTheLetter,
  showKey,
  type Seal,
} from "@callwright/core/adapter-kit";
import { tables, type Rows, type TableName } from "@callwright/core/ports";
import type { SqlRow, SqlValue } from "./driver.ts";
import { columnsOf } from "./schema.ts";

/** Turns rows into what stands in a table, and back. */
export interface RowCodec {
  /**
   * The values of `id`, the table's columns, `row` and `sum`, in this order.
   *
   * @throws `STORE_KEY_INVALID` for a row with a secret when there is no key, `STORE_QUERY_REFUSED` for a value that no
   * column can hold.
   */
  encode<Table extends TableName>(table: Table, row: Rows[Table]): readonly SqlValue[];
  /**
   * A fresh row.
   *
   * @throws `STORE_DAMAGED` when the text is not what was written, `STORE_KEY_INVALID` for a secret when there is no key.
   */
  decode<Table extends TableName>(table: Table, stored: SqlRow): Rows[Table];
}

type Fields = Readonly<Record<string, unknown>>;

/** What a table's rows are made of, worked out once. */
interface RowPlan {
  readonly columns: readonly string[];
  readonly secrets: readonly string[];
  /** Whether a row's `snapshot`, which is JSON text already, follows its text behind a line break: it is not encoded twice. */
  readonly hasTail: boolean;
}

/** The codec of a store; secrets are sealed with its key, each bound to its table, row and field. */
export function createRowCodec(store: string, seal: Seal | undefined): RowCodec {
  const plans = new Map<TableName, RowPlan>();
  const planOf = (table: TableName): RowPlan => {
    const known = plans.get(table);
    if (known) return known;
    const plan = { columns: columnsOf(table), secrets: tables[table].secrets, hasTail: table === "runs" };
    plans.set(table, plan);
    return plan;
  };
  return {
    encode(table, row) {
      checkRowKey(row.id, table, store);
      const { columns, secrets, hasTail } = planOf(table);
      const fields = row as unknown as Fields;
      const sealed = secrets.length > 0 ? sealSecrets(store, table, fields, seal) : fields;
      const text = hasTail ? toTextWithTail(sealed) : JSON.stringify(sealed);
      const values: SqlValue[] = [row.id];
      for (const column of columns) values.push(toColumn(store, table, column, fields));
      values.push(text, checksum(text));
      return values;
    },
    decode<Table extends TableName>(table: Table, stored: SqlRow): Rows[Table] {
      const { secrets, hasTail } = planOf(table);
      const text = String(stored["row"]);
      if (checksum(text) !== stored["sum"]) throw damaged(store, table, stored, "its checksum does not match");
      const fields = hasTail ? fromTextWithTail(text) : (JSON.parse(text) as Fields);
      if (fields["id"] !== stored["id"]) throw damaged(store, table, stored, "it is the text of another row");
      const opened = secrets.length > 0 ? openSecrets(store, table, fields, seal, stored) : fields;
      return opened as unknown as Rows[Table];
    },
  };
}

/** JSON text holds no line break, so the first one ends the row's own text. */
function toTextWithTail(fields: Fields): string {
  const { snapshot } = fields;
  if (typeof snapshot !== "string" || !isKeptToTheLetter(snapshot)) return JSON.stringify(fields);
  return `${JSON.stringify({ ...fields, snapshot: undefined })}\n${snapshot}`;
}

function fromTextWithTail(text: string): Fields {
  const end = text.indexOf("\n");
  if (end < 0) return JSON.parse(text) as Fields;
  return { ...(JSON.parse(text.slice(0, end)) as Fields), snapshot: text.slice(end + 1) };
}

/** Finds accidental damage; whoever can write the file can write a checksum, too. */
export function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

function sealSecrets(store: string, table: TableName, fields: Fields, seal: Seal | undefined): Fields {
  const sealed: Record<string, unknown> = {};
  for (const field of tables[table].secrets as readonly string[]) {
    const value = fields[field];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string")
      throw refused(store, `the secret "${field}" of a row for table "${table}" is not text`);
    if (!seal) throw noKey(`a row of table "${table}" holds a secret and the store was given no key.`);
    sealed[field] = seal.seal(value, contextOf(table, fields, field));
  }
  return { ...fields, ...sealed };
}

function openSecrets(store: string, table: TableName, fields: Fields, seal: Seal | undefined, stored: SqlRow): Fields {
  const opened: Record<string, unknown> = {};
  for (const field of tables[table].secrets as readonly string[]) {
    const value = fields[field];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string") throw damaged(store, table, stored, `its field "${field}" is not sealed`);
    if (!seal) throw noKey(`a row of table "${table}" holds a sealed secret and the store was given no key.`);
    const plain = seal.open(value, contextOf(table, fields, field));
    if (plain === undefined)
      throw damaged(store, table, stored, `its field "${field}" does not open with the store's key`);
    opened[field] = plain;
  }
  return { ...fields, ...opened };
}

function contextOf(table: TableName, fields: Fields, field: string): string {
  return `${table}:${String(fields["id"])}:${field}`;
}

function toColumn(store: string, table: TableName, column: string, fields: Fields): SqlValue {
  const value = fields[column];
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (value === null || value === undefined) return null;
  throw refused(store, `the field "${column}" of a row for table "${table}" is neither text, a finite number nor null`);
}

function refused(store: string, reason: string): CallwrightError {
  return new CallwrightError("STORE_QUERY_REFUSED", { path: store, reason });
}

function damaged(store: string, table: TableName, stored: SqlRow, how: string): CallwrightError {
  const reason = `the row "${showKey(String(stored["id"]))}" of table "${table}" is damaged: ${how}`;
  return new CallwrightError("STORE_DAMAGED", { path: store, reason });
}

function noKey(reason: string): CallwrightError {
  return new CallwrightError("STORE_KEY_INVALID", { reason });
}

/** The seal of a key, if there is one. @throws `STORE_KEY_INVALID` */
export function toSeal(key: string | undefined): Seal | undefined {
  return key === undefined ? undefined : createSeal(key);
}
