import type { SqlDriver } from "./driver.ts";
import { textOf } from "./text-of.ts";

/** What stands under a key of a store's own table of settings. */
export function getMeta(driver: SqlDriver, key: string): string | undefined {
  const row = driver.statement("SELECT CAST(value AS BLOB) AS value FROM meta WHERE key = ?").get([key]);
  return row === undefined ? undefined : String(textOf(row["value"]));
}

/** Writes a setting; `undefined` removes it. */
export function setMeta(driver: SqlDriver, key: string, value: string | undefined): void {
  if (value === undefined) {
    driver.statement("DELETE FROM meta WHERE key = ?").run([key]);
    return;
  }
  driver
    .statement("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
    .run([key, value]);
}
