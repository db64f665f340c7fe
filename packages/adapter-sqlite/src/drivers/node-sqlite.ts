import type { OpenDriver, SqlRow, SqlStatement, SqlValue } from "../driver.ts";
import { createStatementCache } from "./statement-cache.ts";

/** The part of `node:sqlite` that is used; the types of the oldest Node supported do not have it. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => NodeDatabase;
}

interface NodeDatabase {
  exec(sql: string): void;
  prepare(sql: string): NodeStatement;
  close(): void;
}

interface NodeStatement {
  run(...values: readonly SqlValue[]): { readonly changes: number | bigint };
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

/** Opens connections with Node's own SQLite; `undefined` where this Node has none, or one that is too young (before 22.13). */
export function nodeSqlite(): OpenDriver | undefined {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 13)) return undefined;
  const sqlite = process.getBuiltinModule("node:sqlite") as NodeSqlite | undefined;
  if (!sqlite) return undefined;
  return (path, { readOnly = false } = {}) => {
    const database = new sqlite.DatabaseSync(path, { readOnly });
    return {
      exec: (sql) => database.exec(sql),
      statement: createStatementCache((sql) => toStatement(database.prepare(sql))),
      close: () => database.close(),
    };
  };
}

function toStatement(statement: NodeStatement): SqlStatement {
  return {
    run: (values) => ({ changes: Number(statement.run(...values).changes) }),
    get: (values) => statement.get(...values),
    all: (values) => statement.all(...values),
  };
}
