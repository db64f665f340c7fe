import type { QueryPlan } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlValue } from "./driver.ts";
import { columnsOf, quote } from "./schema.ts";

/** Inserts a row unless its key exists; then nothing changes. */
export const insertSql = remembered((table) => `INSERT INTO ${valuesSql(table)} ON CONFLICT(id) DO NOTHING`);

/** Inserts or replaces a row. */
export const putSql = remembered((table) => {
  const set = [...columnsOf(table), "row", "sum"].map((column) => `${quote(column)} = excluded.${quote(column)}`);
  return `INSERT INTO ${valuesSql(table)} ON CONFLICT(id) DO UPDATE SET ${set.join(", ")}`;
});

/** A statement that writes a row anew, and which of the values of a row, as they are encoded, it takes. */
interface Rewrite {
  readonly sql: string;
  readonly takes: readonly number[];
}

/** Columns of a run that its events may change. */
const changing = ["status", "closesAt"];

/**
 * Ways to write a run anew that change nothing but its columns here; SQLite maintains the index of each column that a statement
 * names, changed or not, which is two thirds of the work. Each changes nothing where another column differs or there is no such row.
 */
export const rewritesOfRun: readonly Rewrite[] = [[], changing].map((set) => toRewrite("runs", set));

function toRewrite(table: TableName, set: readonly string[]): Rewrite {
  const all = ["id", ...columnsOf(table), "row", "sum"];
  const changed = [...set, "row", "sum"];
  const same = all.filter((column) => !changed.includes(column));
  const toTerm = (column: string) => `${quote(column)} IS ?`;
  const where = [`id = ?`, ...same.filter((column) => column !== "id").map(toTerm)].join(" AND ");
  return {
    sql: `UPDATE ${quote(table)} SET ${changed.map((column) => `${quote(column)} = ?`).join(", ")} WHERE ${where}`,
    takes: [...changed, ...same].map((column) => all.indexOf(column)),
  };
}

/** Deletes a row. */
export const deleteSql = remembered((table) => `DELETE FROM ${quote(table)} WHERE id = ?`);

/** Reads a row. */
export const readSql = remembered((table) => `SELECT id, row, sum FROM ${quote(table)} WHERE id = ?`);

/** Reads the rows of a plan. The text depends on the plan's shape only. */
export function findSql(
  table: TableName,
  plan: QueryPlan,
): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const terms: string[] = [];
  const values: SqlValue[] = [];
  const add = (term: string, value: SqlValue): void => {
    terms.push(term);
    values.push(value);
  };
  for (const { field, value } of plan.equal) add(`${quote(field)} IS ?`, value);
  if (plan.range) {
    const field = quote(plan.range.field);
    if (plan.range.from !== null) add(`${field} >= ?`, plan.range.from);
    if (plan.range.upTo !== null) add(`${field} <= ?`, plan.range.upTo);
  }
  if (plan.after) {
    const fields = plan.order.map(quote).join(", ");
    terms.push(`(${fields}) > (${plan.after.map(() => "?").join(", ")})`);
    values.push(...plan.after);
  }
  const direction = plan.descending ? " DESC" : "";
  const order = plan.order.map((field) => `${quote(field)}${direction}`).join(", ");
  const where = terms.length > 0 ? ` WHERE ${terms.join(" AND ")}` : "";
  return {
    sql: `SELECT id, row, sum FROM ${quote(table)}${where} ORDER BY ${order} LIMIT ?`,
    values: [...values, plan.limit],
  };
}

function valuesSql(table: TableName): string {
  const columns = ["id", ...columnsOf(table), "row", "sum"];
  return `${quote(table)} (${columns.map(quote).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
}

/** The text of each table's statement, made once. */
function remembered(toSql: (table: TableName) => string): (table: TableName) => string {
  const known = new Map<TableName, string>();
  return (table) => {
    const found = known.get(table);
    if (found !== undefined) return found;
    const sql = toSql(table);
    known.set(table, sql);
    return sql;
  };
}
