import type { QueryPlan, TableShapes } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlValue } from "./driver.ts";
import { columnName, columnsOf, quote } from "./schema.ts";

/** The texts of a store's statements, each made once. */
export interface Statements {
  /** Inserts a row unless its key exists; then nothing changes. */
  insert(table: TableName): string;
  /** Inserts or replaces a row. */
  put(table: TableName): string;
  /** Deletes a row. */
  delete(table: TableName): string;
  /** Reads a row. */
  read(table: TableName): string;
  /**
   * Ways to write a run anew that change nothing but some of its columns; SQLite maintains the index of each column that a statement
   * names, changed or not, which is two thirds of the work. Each changes nothing where another column differs or there is no such row.
   */
  readonly rewritesOfRun: readonly Rewrite[];
}

/** A statement that writes a row anew, and which of the values of a row, as they are encoded, it takes. */
export interface Rewrite {
  readonly sql: string;
  readonly takes: readonly number[];
}

/** Columns of a run that its events may change. */
const changing = ["status", "closesAt"];

/** The statements of the tables of a store. */
export function createStatements(shapes: TableShapes): Statements {
  const columns = (table: TableName) => columnsOf(shapes.find(table) ?? { indexes: [] }).map(columnName);
  return {
    insert: remembered((table) => `INSERT INTO ${valuesSql(table, columns(table))} ON CONFLICT(id) DO NOTHING`),
    put: remembered((table) => {
      const set = [...columns(table), "row", "sum"].map((column) => `${quote(column)} = excluded.${quote(column)}`);
      return `INSERT INTO ${valuesSql(table, columns(table))} ON CONFLICT(id) DO UPDATE SET ${set.join(", ")}`;
    }),
    delete: remembered((table) => `DELETE FROM ${quote(table)} WHERE id = ?`),
    read: remembered((table) => `SELECT id, row, sum FROM ${quote(table)} WHERE id = ?`),
    rewritesOfRun: [[], changing].map((set) => toRewrite("runs", columns("runs"), set)),
  };
}

function toRewrite(table: TableName, columns: readonly string[], set: readonly string[]): Rewrite {
  const all = ["id", ...columns, "row", "sum"];
  const changed = [...set, "row", "sum"];
  const same = all.filter((column) => !changed.includes(column));
  const toTerm = (column: string) => `${quote(column)} IS ?`;
  const where = [`id = ?`, ...same.filter((column) => column !== "id").map(toTerm)].join(" AND ");
  return {
    sql: `UPDATE ${quote(table)} SET ${changed.map((column) => `${quote(column)} = ?`).join(", ")} WHERE ${where}`,
    takes: [...changed, ...same].map((column) => all.indexOf(column)),
  };
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
  for (const { field, value } of plan.equal) add(`${quote(columnName(field))} IS ?`, value);
  if (plan.range) {
    const field = quote(columnName(plan.range.field));
    const { from, upTo } = boundsOf(plan);
    if (from !== null) add(`${field} >= ?`, from);
    if (upTo !== null) add(`${field} <= ?`, upTo);
  }
  if (plan.after) {
    const fields = plan.order.map((field) => quote(columnName(field))).join(", ");
    terms.push(`(${fields}) ${plan.descending ? "<" : ">"} (${plan.after.map(() => "?").join(", ")})`);
    values.push(...plan.after);
  }
  const direction = plan.descending ? " DESC" : "";
  const order = plan.order.map((field) => `${quote(columnName(field))}${direction}`).join(", ");
  const where = terms.length > 0 ? ` WHERE ${terms.join(" AND ")}` : "";
  return {
    sql: `SELECT id, row, sum FROM ${quote(table)}${where} ORDER BY ${order} LIMIT ?`,
    values: [...values, plan.limit],
  };
}

/**
 * The bounds of a plan that the row it goes on behind does not imply. SQLite looks an index up by the first bound that a query names, so one
 * that is implied would let it read all rows from there.
 */
function boundsOf({ range, after, descending }: QueryPlan): {
  readonly from: number | null;
  readonly upTo: number | null;
} {
  const { from = null, upTo = null } = range ?? {};
  const place = after?.[0] ?? null;
  if (place === null) return { from, upTo };
  // Texts come behind all numbers.
  const isBehind = from !== null && (typeof place === "string" || place >= from);
  const isBefore = upTo !== null && typeof place === "number" && place <= upTo;
  return { from: isBehind && !descending ? null : from, upTo: isBefore && descending ? null : upTo };
}

function valuesSql(table: TableName, indexed: readonly string[]): string {
  const columns = ["id", ...indexed, "row", "sum"];
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
