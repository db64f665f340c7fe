import type { OpenDriver } from "./driver.ts";
import { openLibsql } from "./drivers/libsql.ts";
import { nodeSqlite } from "./drivers/node-sqlite.ts";

/** The driver of this Node: `node:sqlite` where Node has it (22.13 and later), else `libsql`. */
export async function loadDriver(): Promise<OpenDriver> {
  return nodeSqlite() ?? (await openLibsql());
}
