import type { SqlDriver } from "./driver.ts";
import { emptyTextIndex, rebuildTextIndex, type TextIndexParts } from "./text-index.ts";
import { transact } from "./transact.ts";

const key = "words";
const off = "off";

/**
 * Brings the indexes of words in line with whether the store may hold words at all: emptied where it encrypts everything, made anew where
 * it does so no longer. Either happens once, before anything is written.
 */
export function settleWords(parts: TextIndexParts, holds: boolean): void {
  const { driver, shapes } = parts;
  if (isOff(driver) === !holds) return;
  transact(driver, () => {
    for (const table of shapes.names) {
      if (shapes.find(table)?.text === undefined) continue;
      if (holds) rebuildTextIndex(parts, table);
      else emptyTextIndex(driver, table);
    }
    if (holds) driver.statement("DELETE FROM meta WHERE key = ?").run([key]);
    else driver.statement("INSERT INTO meta (key, value) VALUES (?, ?)").run([key, off]);
  });
}

function isOff(driver: SqlDriver): boolean {
  return driver.statement("SELECT value FROM meta WHERE key = ?").get([key]) !== undefined;
}
