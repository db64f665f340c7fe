import type { SqlDriver } from "./driver.ts";

/** Lets a database grow no further: what needs more room fails as on a full disk. One that is larger already keeps its size. */
export function limitSize(driver: SqlDriver, maxBytes: number): void {
  const pageSize = Number(driver.statement("PRAGMA page_size").get([])?.["page_size"]);
  driver.statement(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`).all([]);
}
