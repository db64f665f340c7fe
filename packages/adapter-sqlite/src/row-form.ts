import { crc32 } from "node:zlib";
import { keyIdOf } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlRow, SqlValue } from "./driver.ts";
import { damaged, noKey } from "./row-errors.ts";
import type { Sealing } from "./sealing/live-sealing.ts";

/** The two columns that hold a row: its text and the text's checksum, or its text sealed and the id of the key. */
export interface RowForm {
  readonly row: SqlValue;
  readonly sum: string;
}

/** What stands before the key's id at a row that was damaged already when it was sealed: sealed or not, it stays damaged. */
const damagedMark = "!";

/** A row's text as it is kept. `isDamaged`: it did not match its checksum; it does not match afterwards, either. */
export function closeRow(
  table: TableName,
  id: string,
  text: string,
  sealing: Sealing | undefined,
  isDamaged = false,
): RowForm {
  const mark = isDamaged ? damagedMark : "";
  if (!sealing?.whole) return { row: text, sum: isDamaged ? mark : checksum(text) };
  const { keys } = sealing;
  return { row: keys.sealBytes(text, contextOf(table, id)), sum: mark + keys.keyId };
}

/** The values of `sum` of rows that are sealed as they should be. */
export function currentSums({ keys }: Sealing): readonly [string, string] {
  return [keys.keyId, damagedMark + keys.keyId];
}

/** The text of a row that is kept in either form. @throws `STORE_DAMAGED`, `STORE_KEY_INVALID` */
export function openRow(store: string, table: TableName, stored: SqlRow, sealing: Sealing | undefined): string {
  const { row, sum } = stored;
  if (typeof row === "string") {
    if (checksum(row) !== sum) throw damaged(store, table, stored, "its checksum does not match");
    return row;
  }
  if (!sealing) throw noKey(`a row of table "${table}" is sealed and the store was given no key.`);
  const sealed = toBytes(row);
  const text = unsealRow(table, stored, sealing);
  if (text === undefined) throw damaged(store, table, stored, "it does not open with the store's key");
  if (keyIdOf(sealed) !== sum) throw damaged(store, table, stored, "its checksum does not match");
  return text;
}

/** The text inside a sealed row, whatever its mark says; `undefined` when it does not open. */
export function unsealRow(table: TableName, stored: SqlRow, { keys }: Sealing): string | undefined {
  return keys.openBytes(toBytes(stored["row"]), contextOf(table, String(stored["id"])))?.toString("utf8");
}

/** Finds accidental damage; whoever can write the file can write a checksum, too. */
export function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/** libsql 0.5.29 gives an ArrayBuffer, `node:sqlite` a view. Anything else is no row. */
function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(0);
}

function contextOf(table: TableName, id: string): string {
  return `row:${table}:${id}`;
}
