import type { SqlDriver } from "../driver.ts";
import { waitWhenBusy } from "../pragmas.ts";

/** Moves what stands in the log beside the file into the file, and cuts the log. @returns `false` while another connection reads from it */
export function emptyLog(driver: SqlDriver): boolean {
  // Waiting for that connection here would hold up the whole process.
  driver.exec("PRAGMA busy_timeout = 0");
  try {
    return driver.statement("PRAGMA wal_checkpoint(TRUNCATE)").get([])?.["busy"] === 0;
  } finally {
    driver.exec(`PRAGMA ${waitWhenBusy}`);
  }
}
