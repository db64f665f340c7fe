import { CallwrightError, showKey } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlRow } from "./driver.ts";

/** A row that cannot be written as it is. */
export function refused(store: string, reason: string): CallwrightError {
  return new CallwrightError("STORE_QUERY_REFUSED", { path: store, reason });
}

/** A row that is not what was written. */
export function damaged(store: string, table: TableName, stored: SqlRow, how: string): CallwrightError {
  const reason = `the row "${showKey(String(stored["id"]))}" of table "${table}" is damaged: ${how}`;
  return new CallwrightError("STORE_DAMAGED", { path: store, reason });
}

/** A row that needs a key, where there is none. */
export function noKey(reason: string): CallwrightError {
  return new CallwrightError("STORE_KEY_INVALID", { reason });
}
