import type { TableShapes } from "@callwright/core/adapter-kit";
import type { CheckOptions, CheckReport, FilesPort } from "@callwright/core/ports";
import { loadDriver } from "../load-driver.ts";
import type { RowCodec } from "../row-codec.ts";
import { toStoreError } from "../to-store-error.ts";
import { rollBack } from "../transact.ts";
import { checkStoreFully } from "./check-store.ts";

/** What checking a database file needs. */
export interface FileCheckParts {
  /** As its user knows it. */
  readonly path: string;
  readonly file: string;
  readonly codec: RowCodec;
  readonly shapes: TableShapes;
  readonly files: Pick<FilesPort, "open">;
}

/** A full check of a database file as it stands at one moment, by connections of its own: its owner may go on writing. */
export async function checkFile(parts: FileCheckParts, options?: CheckOptions): Promise<CheckReport> {
  const { file, path } = parts;
  try {
    const open = await loadDriver();
    const driver = open(file, { readOnly: true });
    // A second one sees what was committed since: a content that was removed meanwhile is not missing.
    const now = open(file, { readOnly: true });
    try {
      for (const each of [driver, now]) each.exec("PRAGMA busy_timeout = 5000");
      driver.exec("BEGIN");
      const isThere = (id: string) => now.statement("SELECT 1 FROM blobs WHERE id = ?").get([id]) !== undefined;
      try {
        return await checkStoreFully({ ...parts, driver, isThere }, options);
      } finally {
        // libsql 0.5.29 closes a connection when its statements are collected: until then it would go on reading at that moment.
        rollBack(driver);
      }
    } finally {
      driver.close();
      now.close();
    }
  } catch (error) {
    throw toStoreError(path, error);
  }
}
