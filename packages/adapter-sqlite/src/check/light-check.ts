import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { CallwrightError, type TableShapes } from "@callwright/core/adapter-kit";
import type { SqlDriver } from "../driver.ts";
import { columnName, columnsOf, indexStatements, quote } from "../schema.ts";
import { textOf } from "../text-of.ts";

/** Tables that are small and that nothing works without. */
const smallTables = ["meta", "accounts", "connections", "flows", "budgets", "peppers", "retentions"];

/**
 * Looks at what costs little: that all tables, columns and indexes are there, and that the pages of the small tables can be read.
 *
 * @throws `STORE_DAMAGED`
 */
export function lightCheck(driver: SqlDriver, path: string, shapes: TableShapes): void {
  const note = wrongNote(driver);
  if (note !== undefined) throw damaged(path, `its note "${note}" about itself is damaged`);
  const missing = missingObject(driver, shapes);
  if (missing !== undefined) throw damaged(path, `${missing} is missing`);
  for (const table of smallTables) {
    const [first] = driver.statement(`PRAGMA quick_check(${quote(table)})`).all([]);
    const told = first && String(first["quick_check"]);
    if (told !== undefined && told !== "ok") throw damaged(path, `table "${table}" is broken (${told})`);
  }
}

/** What a store notes about itself has no checksum: by what each note may say, and how it is called. Others say themselves whether they are whole. */
const notes: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/^schema$/, /^\d+$/],
  [/^encrypt$/, /^everything$/],
  [/^words$/, /^off$/],
  [/^(canary(\.[0-9a-f]{8})?|sealing|own\..+)$/, /./],
];

function wrongNote(driver: SqlDriver): string | undefined {
  const rows = driver.statement("SELECT CAST(key AS BLOB) AS name, CAST(value AS BLOB) AS value FROM meta").all([]);
  return rows
    .map((row) => [String(textOf(row["name"])), String(textOf(row["value"]))] as const)
    .find(([name, value]) => !notes.some(([key, said]) => key.test(name) && said.test(value)))?.[0];
}

/** What should be there and is not, in words. */
export function missingObject(driver: SqlDriver, shapes: TableShapes): string | undefined {
  const known = driver
    .statement("SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE type IN ('table', 'index')")
    .all([]);
  const names = new Set(known.map(({ name }) => String(textOf(name))));
  for (const table of shapes.names) {
    const shape = shapes.find(table);
    if (!names.has(table)) return `table "${table}"`;
    const stored = driver.statement(`PRAGMA table_info(${quote(table)})`).all([]);
    const columns = new Set(stored.map(({ name }) => String(name)));
    const wanted = ["id", ...columnsOf(shape ?? { indexes: [] }).map(columnName), "row", "sum"];
    const column = wanted.find((name) => !columns.has(name));
    if (column !== undefined) return `column "${column}" of table "${table}"`;
    const index = shape && indexStatements(table, shape).find(([name]) => !names.has(name))?.[0];
    if (index !== undefined) return `index "${index}"`;
  }
  return undefined;
}

/**
 * Refuses a file that is shorter than its own header says, as a copy that broke off is. Where a log lies beside it, it may rightly be.
 *
 * @throws `STORE_DAMAGED`
 */
export function checkLength(file: string, path: string): void {
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size > 0) return;
  const descriptor = openSync(file, "r");
  try {
    const header = Buffer.alloc(100);
    if (readSync(descriptor, header, 0, header.length, 0) < header.length || !isCurrent(header)) return;
    const wanted = pageSize(header) * header.readUInt32BE(28);
    const { size } = fstatSync(descriptor);
    if (size < wanted) throw damaged(path, `the file has ${size} bytes and should have ${wanted}: it was cut off`);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the header tells the number of pages (sqlite.org/fileformat.html, 1.3.7, read 2026-11-27). */
function isCurrent(header: Buffer): boolean {
  return (
    header.toString("latin1", 0, 15) === "SQLite format 3" &&
    header.readUInt32BE(28) > 0 &&
    header.readUInt32BE(24) === header.readUInt32BE(92)
  );
}

/** 1 stands for 65,536 (sqlite.org/fileformat.html, 1.3.2). */
function pageSize(header: Buffer): number {
  const told = header.readUInt16BE(16);
  return told === 1 ? 65_536 : told;
}

function damaged(path: string, reason: string): CallwrightError {
  return new CallwrightError("STORE_DAMAGED", { path, reason });
}
