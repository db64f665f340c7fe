import type { SqlDriver, SqlRow, SqlValue } from "../driver.ts";
import { checksum } from "../row-form.ts";

type Fields = Readonly<Record<string, unknown>>;

const pageSize = 1_000;

/** What schema 2 has and schema 1 had not. Written out: a later schema must not change what this migration makes. */
const statements = [
  `DROP INDEX "runs_job_startedAt"`,
  `ALTER TABLE "runs" RENAME COLUMN "job" TO "lane"`,
  `ALTER TABLE "runs" ADD COLUMN "closesAt"`,
  `CREATE TABLE "archives" (id TEXT PRIMARY KEY NOT NULL, "account", "closedAt", row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE INDEX "archives_account_closedAt" ON "archives" ("account", "closedAt", "id")`,
  `CREATE TABLE "budgets" (id TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE TABLE "charges" (id TEXT PRIMARY KEY NOT NULL, "account", "at", row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE INDEX "charges_account_at" ON "charges" ("account", "at", "id")`,
];

/** Built after the rows have their values: an index grows faster at once than row by row. */
const indexesOfRuns = [
  `CREATE INDEX "runs_lane_startedAt" ON "runs" ("lane", "startedAt", "id")`,
  `CREATE INDEX "runs_closesAt" ON "runs" ("closesAt", "id")`,
];

/** From schema 1: archives, budgets and charges, runs found by lane and by the end of their time, and the new fields of old rows. */
export function toSchema2(driver: SqlDriver): void {
  for (const sql of statements) driver.exec(sql);
  addFields(driver, "runs", { parent: null }, ["lane", "closesAt"]);
  addFields(driver, "effects", { cost: null });
  addFields(driver, "jobs", { priority: 0 });
  for (const sql of indexesOfRuns) driver.exec(sql);
}

/** Gives all rows of a table new fields, and new columns their values. A damaged row stays as it is: who reads it is told. */
function addFields(driver: SqlDriver, table: string, added: Fields, columns: readonly string[] = []): void {
  const page = driver.statement(
    `SELECT rowid AS place, id, row, sum FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${pageSize}`,
  );
  const set = ["row", "sum", ...columns].map((column) => `"${column}" = ?`);
  const write = driver.statement(`UPDATE "${table}" SET ${set.join(", ")} WHERE rowid = ?`);
  for (let after = 0, rows: readonly SqlRow[] = page.all([after]); rows.length > 0; rows = page.all([after])) {
    for (const stored of rows) {
      after = Number(stored["place"]);
      const text = String(stored["row"]);
      if (checksum(text) !== stored["sum"]) continue;
      const fields = { ...(JSON.parse(text) as Fields), ...added };
      const next = JSON.stringify(fields);
      write.run([next, checksum(next), ...columns.map((column) => toValue(fields[column])), after]);
    }
  }
}

function toValue(value: unknown): SqlValue {
  return typeof value === "string" || typeof value === "number" ? value : null;
}
