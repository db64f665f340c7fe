import { CallwrightError, isCallwrightError, tableShapes } from "@callwright/core/adapter-kit";
import type { OwnTableName, OwnTables } from "@callwright/core/ports";
import type { SqlDriver, SqlRow, SqlValue } from "./driver.ts";
import { createRowCodec } from "./row-codec.ts";
import type { LiveSealing } from "./sealing/live-sealing.ts";
import { changeTextIndex } from "./text-index.ts";
import { textOf } from "./text-of.ts";
import { columnName, columnsOf, indexStatements, quote, tableStatements } from "./schema.ts";

/** A shape as it is remembered. */
type OwnTableShape = OwnTables[OwnTableName];

const pageSize = 1_000;

/** The tables of hosts that a store remembers. Writes nothing. */
export function readOwnTables(driver: SqlDriver): OwnTables {
  const rows = driver
    .statement(
      `SELECT CAST(key AS BLOB) AS name, CAST(value AS BLOB) AS value FROM meta WHERE key GLOB 'own.*' ORDER BY key`,
    )
    .all([]);
  return Object.fromEntries(
    rows.map(({ name, value }) => [String(textOf(name)), JSON.parse(String(textOf(value))) as OwnTableShape]),
  );
}

/**
 * Makes the tables of the host that are not there yet, and brings the indexes of the others up to date. Runs inside the transaction
 * that opens the store.
 *
 * @returns the given tables and those that the store remembers from former processes.
 * @throws `TABLE_NEWER`
 */
export function prepareOwnTables(driver: SqlDriver, path: string, live: LiveSealing, given: OwnTables): OwnTables {
  const known = readOwnTables(driver);
  const all: OwnTables = { ...known, ...given };
  for (const [name, shape] of Object.entries(given)) {
    const table = name as OwnTableName;
    const before = known[table];
    const text = JSON.stringify(shape);
    if (before && JSON.stringify(before) === text) continue;
    if (before) {
      refuseNewer(table, before, shape);
      changeTable(driver, path, live, table, before, all);
    } else for (const sql of tableStatements(table, tableShapes(all).find(table))) driver.exec(sql);
    remember(driver, table, text);
  }
  return all;
}

function refuseNewer(table: OwnTableName, before: OwnTableShape, given: OwnTableShape): void {
  const { version: found = 1 } = before;
  const { version: known = 1 } = given;
  if (found > known) throw new CallwrightError("TABLE_NEWER", { table: table.slice("own.".length), found, known });
}

/** A field that was in an index before has its column filled; all others are filled from the rows. */
function changeTable(
  driver: SqlDriver,
  path: string,
  live: LiveSealing,
  table: OwnTableName,
  before: OwnTableShape,
  all: OwnTables,
): void {
  const shape = tableShapes(all).find(table) ?? before;
  const filled = columnsOf(before);
  const added = columnsOf(shape).filter((column) => !filled.includes(column));
  const there = new Set(driver.statement(`SELECT name FROM pragma_table_info(?)`).all([table]).map(nameOf));
  for (const column of added) {
    const name = columnName(column);
    if (!there.has(name)) driver.exec(`ALTER TABLE ${quote(table)} ADD COLUMN ${quote(name)}`);
  }
  const wanted = new Map(indexStatements(table, shape));
  const kept = new Map(indexStatements(table, before));
  for (const index of kept.keys()) if (!wanted.has(index)) driver.exec(`DROP INDEX IF EXISTS ${quote(index)}`);
  if (added.length > 0) fillColumns(driver, path, live, table, added, all);
  for (const [index, sql] of wanted) if (!kept.has(index)) driver.exec(sql);
  if (shape.text === before.text) return;
  const shapes = tableShapes(all);
  changeTextIndex({ driver, shapes, codec: createRowCodec(path, live, shapes) }, table, live.now?.whole !== true);
}

/** A damaged row stays as it is, found by no new index: who reads it is told. */
function fillColumns(
  driver: SqlDriver,
  path: string,
  live: LiveSealing,
  table: OwnTableName,
  columns: readonly string[],
  all: OwnTables,
): void {
  const codec = createRowCodec(path, live, tableShapes(all));
  const page = driver.statement(
    `SELECT rowid AS place, id, row, sum FROM ${quote(table)} WHERE rowid > ? ORDER BY rowid LIMIT ${pageSize}`,
  );
  const set = columns.map((column) => `${quote(columnName(column))} = ?`).join(", ");
  const write = driver.statement(`UPDATE ${quote(table)} SET ${set} WHERE rowid = ?`);
  for (let after = 0, rows: readonly SqlRow[] = page.all([after]); rows.length > 0; rows = page.all([after])) {
    for (const stored of rows) {
      after = Number(stored["place"]);
      const fields = unlessDamaged(() => codec.decode(table, stored));
      if (fields) write.run([...columns.map((column) => toValue(fields[column])), after]);
    }
  }
}

function unlessDamaged<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (isCallwrightError(error, "STORE_DAMAGED")) return undefined;
    throw error;
  }
}

function toValue(value: unknown): SqlValue {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

function nameOf({ name }: SqlRow): string {
  return String(name);
}

function remember(driver: SqlDriver, table: OwnTableName, text: string): void {
  driver
    .statement("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
    .run([table, text]);
}
