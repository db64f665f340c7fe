import { setImmediate as nextTurn } from "node:timers/promises";
import { isCallwrightError, showKey, type TableShapes } from "@callwright/core/adapter-kit";
import type { CheckOptions, Rows, TableName } from "@callwright/core/ports";
import type { SqlDriver, SqlRow } from "../driver.ts";
import type { RowCodec } from "../row-codec.ts";
import { columnName, columnsOf, quote, safeColumns } from "../schema.ts";
import { textOf } from "../text-of.ts";
import { toStoreError } from "../to-store-error.ts";
import type { Findings } from "./findings.ts";

/** What reading all rows needs. */
export interface RowCheckParts {
  readonly path: string;
  readonly driver: SqlDriver;
  readonly codec: RowCodec;
  readonly shapes: TableShapes;
  readonly findings: Findings;
  readonly look: CheckOptions["look"];
  /** Is given each whole row of large contents and of their uses. */
  readonly lookFurther: <Table extends TableName>(table: Table, row: Rows[Table]) => Promise<void>;
}

/** How many rows of a table were read, and how many of them hold secrets that could not be opened. */
export interface RowCount {
  readonly rows: number;
  readonly unopened: number;
}

/** Rows of large contents are read one by one. */
const pageSizes: Partial<Record<TableName, number>> = { blobs: 1, archives: 20 };
const pageSize = 200;

/** Reads every row of a table: its checksum, its text, its columns, its content. Other things go on between the pages. */
export async function checkRows(parts: RowCheckParts, table: TableName): Promise<RowCount> {
  const { driver, findings, path } = parts;
  const limit = pageSizes[table] ?? pageSize;
  const columns = ["id, row, sum", ...safeColumns(columnsOf(parts.shapes.find(table) ?? { indexes: [] }))];
  const from = `FROM ${quote(table)} WHERE rowid > ? ORDER BY rowid LIMIT ${limit}`;
  const sql = `SELECT ${columns.join(", ")}, rowid AS "place$" ${from}`;
  let rows = 0;
  let unopened = 0;
  try {
    for (let page = driver.statement(sql).all([0]); page.length > 0;) {
      for (const stored of page) {
        rows += 1;
        const row = checkRow(parts, table, stored);
        if (row === "unopened") unopened += 1;
        else if (row) await parts.lookFurther(table, row);
      }
      await nextTurn();
      page = driver.statement(sql).all([Number(page.at(-1)?.["place$"])]);
    }
  } catch (error) {
    const told = toStoreError(path, error);
    if (told.code !== "STORE_DAMAGED") throw told;
    findings.add("file", `table "${table}" cannot be read behind its row ${rows}: ${reasonOf(told)}`, table);
  }
  return { rows, unopened };
}

function checkRow<Table extends TableName>(
  { codec, shapes, findings, look }: RowCheckParts,
  table: Table,
  stored: SqlRow,
): Rows[Table] | "unopened" | undefined {
  const key = String(stored["id"]);
  let row: Rows[Table];
  try {
    row = codec.decode(table, stored);
  } catch (error) {
    if (isCallwrightError(error, "STORE_KEY_INVALID")) return "unopened";
    findings.add("row", reasonOf(toStoreError("", error)), table, key);
    return undefined;
  }
  const fields = row as unknown as Readonly<Record<string, unknown>>;
  const wrong = columnsOf(shapes.find(table) ?? { indexes: [] }).find(
    (field) => (textOf(stored[columnName(field)]) ?? null) !== (fields[field] ?? null),
  );
  const name = `the row "${showKey(key)}" of table "${table}"`;
  if (wrong !== undefined)
    findings.add("row", `${name} is damaged: its column "${wrong}" is not what its text says`, table, key);
  const told = look?.(table, row);
  if (told !== undefined) findings.add("content", `${name} cannot be used: ${told}`, table, key);
  return row;
}

function reasonOf({ details, message }: ReturnType<typeof toStoreError>): string {
  return "reason" in details ? details.reason : message;
}
