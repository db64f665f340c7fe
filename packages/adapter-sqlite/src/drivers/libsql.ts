import { pathToFileURL } from "node:url";
import type { OpenDriver, SqlRow, SqlStatement, SqlValue } from "../driver.ts";
import { readAsBytes } from "./text-as-bytes.ts";
import { createStatementCache } from "./statement-cache.ts";

/** The part of libsql that is used. */
interface LibsqlStatement {
  run(values: readonly SqlValue[]): { readonly changes: number };
  get(values: readonly SqlValue[]): unknown;
  all(values: readonly SqlValue[]): readonly unknown[];
}

/** Opens connections with libsql, for a Node without SQLite of its own. */
export async function openLibsql(): Promise<OpenDriver> {
  const { default: Database } = await import("libsql");
  return (path, { readOnly = false } = {}) => {
    // libsql 0.5.29 takes the option `readonly` and writes all the same; SQLite's own URI parameter holds.
    const database = new Database(readOnly ? `${pathToFileURL(path).href}?mode=ro` : path);
    return {
      exec: (sql) => {
        database.exec(sql);
      },
      statement: createStatementCache((sql) => {
        const rows = readAsBytes(sql);
        const statement = toStatement(database.prepare(rows?.sql ?? sql));
        return rows ? rows.wrap(statement) : statement;
      }),
      close: () => {
        database.close();
      },
    };
  };
}

/** Values go in one array: libsql 0.5.29 takes a single `null` for an object of named values. */
function toStatement(statement: LibsqlStatement): SqlStatement {
  return {
    run: (values) => statement.run(values),
    get: (values) => statement.get(values) as SqlRow | undefined,
    all: (values) => statement.all(values) as readonly SqlRow[],
  };
}
