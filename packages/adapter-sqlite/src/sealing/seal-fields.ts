import type { Keyring } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlRow } from "../driver.ts";
import { damaged, noKey, refused } from "../row-errors.ts";

/** The fields of a row. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a table that are sealed where its rows are not. */
export interface HiddenFields {
  /** Are written with a key alone. */
  readonly secrets: readonly string[];
  /** Are sealed where there is a key. */
  readonly soft: readonly string[];
}

/** A row with its hidden fields sealed. @throws `STORE_KEY_INVALID` for a secret without a key, `STORE_QUERY_REFUSED` */
export function sealFields(
  store: string,
  table: TableName,
  { secrets, soft }: HiddenFields,
  fields: Fields,
  keys: Keyring | undefined,
): Fields {
  const sealed: Record<string, unknown> = {};
  for (const field of keys ? [...secrets, ...soft] : secrets) {
    const value = fields[field];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string")
      throw refused(store, `the secret "${field}" of a row for table "${table}" is not text`);
    if (!keys) throw noKey(`a row of table "${table}" holds a secret and the store was given no key.`);
    sealed[field] = keys.seal(value, contextOf(table, fields, field));
  }
  return { ...fields, ...sealed };
}

/** A row with its hidden fields opened. @throws `STORE_KEY_INVALID`, `STORE_DAMAGED` */
export function openFields(
  store: string,
  table: TableName,
  { secrets, soft }: HiddenFields,
  fields: Fields,
  keys: Keyring | undefined,
  stored: SqlRow,
): Fields {
  const opened: Record<string, unknown> = {};
  for (const field of [...secrets, ...soft.filter((name) => isSealed(fields[name]))]) {
    const value = fields[field];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string") throw damaged(store, table, stored, `its field "${field}" is not sealed`);
    if (!keys) throw noKey(`a row of table "${table}" holds a sealed secret and the store was given no key.`);
    const plain = keys.open(value, contextOf(table, fields, field));
    if (plain === undefined)
      throw damaged(store, table, stored, `its field "${field}" does not open with the store's key`);
    opened[field] = plain;
  }
  return { ...fields, ...opened };
}

/** A text that stands unsealed in a store without a key never begins like a sealed one: it is hexadecimal. */
function isSealed(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("sealed");
}

function contextOf(table: TableName, fields: Fields, field: string): string {
  return `${table}:${String(fields["id"])}:${field}`;
}
