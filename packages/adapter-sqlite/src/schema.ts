import { tables, type TableName } from "@callwright/core/ports";

/** Names of all tables. */
export const tableNames = Object.keys(tables) as readonly TableName[];

/** The fields of a table that have a column of their own, beside `id`. */
export function columnsOf(table: TableName): readonly string[] {
  return [...new Set<string>(tables[table].indexes.flat())];
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
export function schemaStatements(): readonly string[] {
  return [
    `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
    ...tableNames.flatMap((table) => {
      const columns = columnsOf(table).map((column) => `${quote(column)}, `);
      return [
        `CREATE TABLE ${quote(table)} (id TEXT PRIMARY KEY NOT NULL, ${columns.join("")}row TEXT NOT NULL, sum TEXT NOT NULL)`,
        ...tables[table].indexes.map((fields) => {
          const name = quote(`${table}_${fields.join("_")}`);
          return `CREATE INDEX ${name} ON ${quote(table)} (${[...fields, "id"].map(quote).join(", ")})`;
        }),
      ];
    }),
  ];
}
