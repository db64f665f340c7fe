import type { AnyTableShape, TableShapes } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";

/** The fields of a table that have a column of their own, beside `id`. */
export function columnsOf({ indexes }: Pick<AnyTableShape, "indexes">): readonly string[] {
  return [...new Set<string>(indexes.flat())];
}

/** The column of a field: a host may call its fields as this store or SQLite calls columns of its own. */
export function columnName(field: string): string {
  return /^(row|sum|place|rowid|oid|_rowid_)$/i.test(field) ? `${field}$` : field;
}

/** A name as SQL text. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * The statements that make an empty store of today's version.
 *
 * Columns have no type, so that a value comes back as it went in. Each index ends with `id`, which the order of every answer does.
 */
export function schemaStatements(shapes: TableShapes): readonly string[] {
  return [
    `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
    ...shapes.names.flatMap((table) => tableStatements(table, shapes.find(table))),
  ];
}

/** The statements that make an empty table. */
export function tableStatements(table: TableName, shape: AnyTableShape | undefined): readonly string[] {
  if (!shape) return [];
  const columns = columnsOf(shape).map((field) => `${quote(columnName(field))}, `);
  return [
    `CREATE TABLE ${quote(table)} (${keyColumns(table, shape)}, ${columns.join("")}row TEXT NOT NULL, sum TEXT NOT NULL)`,
    ...indexStatements(table, shape).map(([, sql]) => sql),
    ...(shape.text === undefined ? [] : [textStatement(table)]),
  ];
}

/** An index of words names rows by their place, which VACUUM may change where no column holds it (sqlite.org/lang_vacuum.html). */
function keyColumns(table: TableName, { text }: AnyTableShape): string {
  const hasPlace = text !== undefined || table.startsWith("own.");
  return hasPlace ? "place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE" : "id TEXT PRIMARY KEY NOT NULL";
}

/** The statement that makes each index of a table, by the index's name. */
export function indexStatements(
  table: TableName,
  { indexes }: Pick<AnyTableShape, "indexes">,
): readonly (readonly [name: string, sql: string])[] {
  // A host may name its fields with underscores: two of its indexes must not get one name.
  const joint = table.startsWith("own.") ? "," : "_";
  return indexes.map((fields) => {
    const name = `${table}_${fields.join(joint)}`;
    const columns = [...fields, "id"].map((field) => quote(columnName(field)));
    return [name, `CREATE INDEX ${quote(name)} ON ${quote(table)} (${columns.join(", ")})`];
  });
}

/** Name of the table in which SQLite keeps the words of a table's rows. */
export function textTable(table: TableName): string {
  return `${table}_text`;
}

/**
 * The statement that makes the index of a table's words: FTS5, which keeps no text of its own. Terms come taken apart and folded, so its
 * tokenizer has nothing to do.
 */
export function textStatement(table: TableName): string {
  return `CREATE VIRTUAL TABLE ${quote(textTable(table))} USING fts5(words, content='', tokenize='ascii')`;
}

/** The columns of a table's indexes as terms whose texts are read as bytes: see `textOf`. */
export function safeColumns(fields: readonly string[]): readonly string[] {
  return fields.map((field) => {
    const column = quote(columnName(field));
    return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) ELSE ${column} END AS ${column}`;
  });
}
