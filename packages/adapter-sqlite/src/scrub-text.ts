import { setImmediate as turn } from "node:timers/promises";
import type { TableShapes } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlDriver } from "./driver.ts";
import { quote, textTable } from "./schema.ts";
import { transact } from "./transact.ts";

/** How many pages of an index are written in one piece, so that commits come in between. */
const pagesAtOnce = 64;
/** A row that is never in a table: places count from 1. */
const nobody = -1;
const noWord = "0";

/**
 * Leaves no bytes of deleted words in the indexes: FTS5 notes what was deleted beside what is there, and drops both when it merges.
 *
 * Its own `secure-delete` is not used: with SQLite 3.45.1 the index is damaged by it (60 of 60 random runs, measured 2026-11-27).
 *
 * @param isOver whether to stop between two pieces; what is left is done at the next scrub
 */
export async function scrubTextIndexes(driver: SqlDriver, shapes: TableShapes, isOver: () => boolean): Promise<void> {
  for (const table of shapes.names) {
    if (shapes.find(table)?.text !== undefined && !isOver()) await scrubTextIndex(driver, table, isOver);
  }
}

async function scrubTextIndex(driver: SqlDriver, table: TableName, isOver: () => boolean): Promise<void> {
  const name = quote(textTable(table));
  const merge = (pages: number): boolean =>
    transact(driver, () => {
      const before = changes(driver);
      driver.statement(`INSERT INTO ${name}(${name}, rank) VALUES('merge', ?)`).run([pages]);
      // The statement itself counts as one change; a merge that wrote something counts more (sqlite.org/fts5.html, "merge").
      return changes(driver) - before >= 2;
    });
  // An index that is merged already would be left as it is, with what was noted as deleted in it: something must be new.
  transact(driver, () => {
    removeNobody(driver, table);
    driver.statement(`INSERT INTO ${name}(rowid, words) VALUES (?, ?)`).run([nobody, noWord]);
  });
  // A negative number begins to merge everything into one.
  for (let more = merge(-pagesAtOnce); more; more = merge(pagesAtOnce)) {
    await turn();
    if (isOver()) return;
  }
  transact(driver, () => removeNobody(driver, table));
}

/** Also where a scrub was broken off before. */
function removeNobody(driver: SqlDriver, table: TableName): void {
  const sizes = quote(`${textTable(table)}_docsize`);
  if (!driver.statement(`SELECT 1 FROM ${sizes} WHERE id = ?`).get([nobody])) return;
  const name = quote(textTable(table));
  driver.statement(`INSERT INTO ${name}(${name}, rowid, words) VALUES ('delete', ?, ?)`).run([nobody, noWord]);
}

function changes(driver: SqlDriver): number {
  return Number(driver.statement("SELECT total_changes() AS count").get([])?.["count"]);
}
