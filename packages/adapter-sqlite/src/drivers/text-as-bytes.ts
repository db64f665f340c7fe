import type { SqlRow, SqlStatement } from "../driver.ts";
import { textOf } from "../text-of.ts";

/** The columns of a row as every statement of this package names them. */
const rowColumns = /\bid, (?:(CASE .+? END) AS )?row, sum\b/;

/** One column as its bytes. */
const bytesOf = (column: string) => `CAST(${column} AS BLOB)`;

/**
 * libsql 0.5.29 ends the whole process when a text that it reads is no UTF-8, which is what a flipped byte can make of it. So the texts
 * of rows are read as bytes and made texts here, where a wrong byte becomes a wrong letter and the checksum tells.
 *
 * @returns the statement's text, and what makes its answers what they would be; `undefined` for a statement that reads no rows
 */
export function readAsBytes(
  sql: string,
): { readonly sql: string; readonly wrap: (statement: SqlStatement) => SqlStatement } | undefined {
  const found = sql.startsWith("SELECT ") ? rowColumns.exec(sql) : null;
  if (!found) return undefined;
  const row = found[1] ?? "row";
  // Names of their own: an answer is ordered by its columns, not by these.
  const columns = `${bytesOf("id")} AS "id$", ${bytesOf(row)} AS "row$", typeof(${row}) AS "form$", ${bytesOf("sum")} AS "sum$"`;
  return { sql: sql.replace(rowColumns, () => columns), wrap };
}

function wrap(statement: SqlStatement): SqlStatement {
  return {
    run: (values) => statement.run(values),
    get: (values) => {
      const found = statement.get(values);
      return found && toRow(found);
    },
    all: (values) => statement.all(values).map(toRow),
  };
}

function toRow({ id$, row$, form$, sum$, ...others }: SqlRow): SqlRow {
  return { ...others, id: textOf(id$), row: form$ === "text" ? textOf(row$) : row$, sum: textOf(sum$) };
}
