import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { SqlDriver } from "../../packages/adapter-sqlite/src/driver.ts";
import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";

/** Names of the two runs of a store from which the others are copied. */
export interface Patterns {
  readonly ended: string;
  readonly open: string;
}

type Fields = Readonly<Record<string, string | number | null>>;

const tables = ["runs", "journal", "effects", "timers"] as const;
const rowsInTransaction = 20_000;

/**
 * Fills a store with copies of its two runs, journals, effects and timers included, written as SQL into the closed file.
 *
 * The ids are spread like those of real runs; the indexes are built at the end, which is faster and gives the same.
 * @returns ids of the copies of the open run
 */
export async function fillStore(path: string, runs: number, open: number, patterns: Patterns): Promise<string[]> {
  const driver = (await loadDriver())(path);
  for (const pragma of ["journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"])
    driver.exec(`PRAGMA ${pragma}`);
  const indexes = driver
    .statement("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    .all([])
    .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
  for (const { name } of indexes) driver.exec(`DROP INDEX "${name}"`);
  const ids = Array.from({ length: runs }, (_, at) => `run-${hashOf(at)}`).sort();
  const every = Math.floor(runs / open);
  const isOpen = (at: number) => at % every === 0 && at < every * open;
  for (const table of tables) copyTable(driver, table, patterns, ids, isOpen);
  for (const { sql } of indexes) driver.exec(sql);
  driver.exec("PRAGMA journal_mode = WAL");
  driver.close();
  return ids.filter((_, at) => isOpen(at));
}

function copyTable(
  driver: SqlDriver,
  table: (typeof tables)[number],
  patterns: Patterns,
  ids: readonly string[],
  isOpen: (at: number) => boolean,
): void {
  const owner = { runs: "id", journal: "run", effects: "run", timers: "owner" }[table];
  const patternOf = (id: string) =>
    driver.statement(`SELECT * FROM "${table}" WHERE "${owner}" = ? ORDER BY id`).all([id]) as readonly Fields[];
  const [ended, open] = [patternOf(patterns.ended), patternOf(patterns.open)];
  const columns = Object.keys(ended[0] ?? open[0] ?? {});
  if (columns.length === 0) return;
  const marks = columns.map(() => "?").join(", ");
  const insert = driver.statement(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(", ")}) VALUES (${marks})`,
  );
  let count = 0;
  driver.exec("BEGIN");
  for (const [at, id] of ids.entries()) {
    const pattern = isOpen(at) ? patterns.open : patterns.ended;
    for (const fields of isOpen(at) ? open : ended) {
      const row = String(fields["row"]).replaceAll(pattern, id);
      const sum = crc32(row).toString(16).padStart(8, "0");
      const copy: Fields = { ...fields, row, sum };
      insert.run(columns.map((column) => valueOf(copy[column] ?? null, pattern, id)));
      count += 1;
      if (count % rowsInTransaction === 0) driver.exec("COMMIT; BEGIN");
    }
  }
  driver.exec("COMMIT");
}

function valueOf(value: string | number | null, pattern: string, id: string): string | number | null {
  return typeof value === "string" && value.startsWith(pattern) ? id + value.slice(pattern.length) : value;
}

function hashOf(at: number): string {
  return createHash("sha256").update(String(at)).digest("hex").slice(0, 24);
}
