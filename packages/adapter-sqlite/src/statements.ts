import type { QueryPlan } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlValue } from "./driver.ts";
import { columnsOf, quote } from "./schema.ts";

/** Inserts a row unless its key exists; then nothing changes. */
export function insertSql(table: TableName): string {
  return `INSERT INTO ${valuesSql(table)} ON CONFLICT(id) DO NOTHING`;
}

/** Inserts or replaces a row. */
export function putSql(table: TableName): string {
  const set = [...columnsOf(table), "row", "sum"].map((column) => `${quote(column)} = excluded.${quote(column)}`);
  return `INSERT INTO ${valuesSql(table)} ON CONFLICT(id) DO UPDATE SET ${set.join(", ")}`;
}

/** Deletes a row. */
export function deleteSql(table: TableName): string {
  return `DELETE FROM ${quote(table)} WHERE id = ?`;
}

/** Reads a row. */
export function readSql(table: TableName): string {
  return `SELECT id, row, sum FROM ${quote(table)} WHERE id = ?`;
}

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
