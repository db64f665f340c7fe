import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { SqlRow, SqlValue } from "../driver.ts";
import { nodeSqlite } from "../drivers/node-sqlite.ts";

/** One statement for a connection of its own. */
export interface AsideStatement {
  readonly sql: string;
  readonly values?: readonly SqlValue[];
}

/** What the thread answers: rows, or the error's parts, since classes do not survive the way. */
type Answer =
  | { readonly rows: readonly (readonly SqlRow[])[] }
  | { readonly message: string; readonly code: unknown; readonly errcode: unknown };

/**
 * A thread has no loader of its own, so its program is text: the same from the sources and from the build. It opens the file with the
 * driver of this Node, does what it is told, and answers once.
 */
const program = `
const { createRequire } = require("node:module");
const { parentPort, workerData: { from, libsql, path, statements } } = require("node:worker_threads");
const open = () => {
  if (libsql) return new (createRequire(from)("libsql"))(path);
  return new (process.getBuiltinModule("node:sqlite").DatabaseSync)(path, { readOnly: true });
};
let database;
try {
  database = open();
  database.exec("PRAGMA busy_timeout = 5000");
  parentPort.postMessage({
    rows: statements.map(({ sql, values }) => database.prepare(sql).all(...values).map((row) => ({ ...row }))),
  });
} catch (error) {
  parentPort.postMessage({ message: error.message, code: error.code, errcode: error.errcode });
} finally {
  database?.close();
}
`;

/**
 * Reads from a database file in a thread, so that what takes long keeps nobody waiting. Gives the rows of each statement.
 *
 * @throws what SQLite threw, with its result code
 */
export async function sqlAside(
  path: string,
  statements: readonly AsideStatement[],
): Promise<readonly (readonly SqlRow[])[]> {
  const libsql = nodeSqlite() === undefined;
  const workerData = {
    from: import.meta.url,
    libsql,
    // libsql 0.5.29 writes in spite of its option `readonly`; SQLite's own parameter holds.
    path: libsql ? `${pathToFileURL(path).href}?mode=ro` : path,
    statements: statements.map(({ sql, values = [] }) => ({ sql, values })),
  };
  const worker = new Worker(program, { eval: true, workerData, execArgv: [] });
  try {
    const [answer] = (await once(worker, "message")) as [Answer];
    if ("rows" in answer) return answer.rows;
    const { message, code, errcode } = answer;
    throw Object.assign(new Error(message), { code, errcode });
  } finally {
    await worker.terminate();
  }
}
