import { isCallwrightError, type QueryPlan, type TableShapes } from "@callwright/core/adapter-kit";
import type { DamagedRow, Rows, TableName } from "@callwright/core/ports";
import type { SqlDriver, SqlRow } from "../driver.ts";
import type { RowCodec } from "../row-codec.ts";
import { columnName, columnsOf, quote, safeColumns } from "../schema.ts";
import { findSql } from "../statements.ts";
import { textOf } from "../text-of.ts";

/** What reading needs. */
export interface ReadParts {
  readonly driver: SqlDriver;
  readonly codec: RowCodec;
  readonly shapes: TableShapes;
}

/** The rows of a plan without those that are damaged, which are told: as many others come in their place. */
export function findAroundDamage<Table extends TableName>(
  parts: ReadParts,
  table: Table,
  plan: QueryPlan,
  tell: (row: DamagedRow) => void,
): readonly Rows[Table][] {
  for (let limit = plan.limit; ;) {
    const { sql, values } = findSql(table, { ...plan, limit });
    const stored = parts.driver.statement(sql).all(values);
    const rows: Rows[Table][] = [];
    const damaged: DamagedRow[] = [];
    for (const each of stored) {
      const row = decodeOrTell(parts, table, each, (found) => damaged.push(found));
      if (row) rows.push(row);
    }
    if (rows.length >= plan.limit || stored.length < limit) {
      for (const row of damaged) tell(row);
      return rows.slice(0, plan.limit);
    }
    limit = plan.limit + damaged.length;
  }
}

/** The row that stands there; a damaged one is told instead. */
export function decodeOrTell<Table extends TableName>(
  { driver, codec, shapes }: ReadParts,
  table: Table,
  stored: SqlRow,
  tell: (row: DamagedRow) => void,
): Rows[Table] | undefined {
  try {
    return codec.decode(table, stored);
  } catch (error) {
    if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
    const id = String(stored["id"]);
    const fields = fieldsOf(driver, shapes, table, id);
    tell({ table, id, fields, reason: error.details.reason, raw: toText(stored["row"]) });
    return undefined;
  }
}

/** What stands in the columns beside a row's text. */
function fieldsOf(driver: SqlDriver, shapes: TableShapes, table: TableName, id: string): DamagedRow["fields"] {
  const columns = columnsOf(shapes.find(table) ?? { indexes: [] });
  if (columns.length === 0) return {};
  const sql = `SELECT ${safeColumns(columns).join(", ")} FROM ${quote(table)} WHERE id = ?`;
  const found = driver.statement(sql).get([id]) ?? {};
  return Object.fromEntries(columns.map((column) => [column, toValue(textOf(found[columnName(column)]))]));
}

function toValue(value: unknown): string | number | null {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

function toText(value: unknown): string {
  // libsql 0.5.29 gives bytes as an ArrayBuffer, `node:sqlite` as a view.
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString("base64");
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : String(value);
}
