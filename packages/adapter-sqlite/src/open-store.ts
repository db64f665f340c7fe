import { tableShapes, type TableShapes } from "@callwright/core/adapter-kit";
import type { OwnTables } from "@callwright/core/ports";
import type { SqlDriver } from "./driver.ts";
import { openFiles, type OpenFiles } from "./files/open-files.ts";
import { limitSize } from "./limit-size.ts";
import { openDatabase, type OpenDatabase } from "./open-database.ts";
import { hasResultCode } from "./result-code.ts";
import { createRowCodec, type RowCodec } from "./row-codec.ts";
import { askedSealing } from "./sealing/asked-sealing.ts";
import { createSealer, type Sealer } from "./sealing/sealer.ts";
import { settleWords } from "./settle-words.ts";
import type { SqliteSettings } from "./sqlite-settings.ts";
import { createStatements, type Statements } from "./statements.ts";
import { holdsWords } from "./text-index.ts";

/** What is open, and how it is spoken to. */
export interface OpenStore {
  readonly database: OpenDatabase;
  readonly shapes: TableShapes;
  readonly codec: RowCodec;
  readonly sealer: Sealer;
  readonly statements: Statements;
  readonly files: OpenFiles;
}

/** Opens everything that a store consists of, or nothing. */
export async function openStore(settings: SqliteSettings, own: OwnTables): Promise<OpenStore> {
  const { path, readOnly = false } = settings;
  const asked = askedSealing(settings);
  const database = await openDatabase(path, asked, own, readOnly);
  try {
    const { driver } = database;
    if (settings.maxBytes !== undefined) limitSize(driver, settings.maxBytes);
    const shapes = tableShapes(database.own);
    const sealer = createSealer({ path, driver, shapes, asked, readOnly });
    const codec = createRowCodec(path, sealer, shapes);
    if (!readOnly) settleWords({ driver, shapes, codec }, holdsWords({ sealer }));
    const files = await openFiles(settings, () => sealer.now);
    return { database, shapes, codec, sealer, statements: createStatements(shapes), files };
  } catch (error) {
    releaseDatabase(database);
    throw error;
  }
}

/** Closes a database and gives up its ownership. */
export function releaseDatabase({ driver, lock }: OpenDatabase): void {
  try {
    // libsql 0.5.29 keeps the -wal file when it closes; this leaves it empty, and all rows in one file.
    if (lock) emptyLog(driver);
    driver.close();
  } finally {
    lock?.release();
  }
}

/** Where there is no room for that, the log stays: whoever opens the store next reads it. */
function emptyLog(driver: SqlDriver): void {
  try {
    driver.statement("PRAGMA wal_checkpoint(TRUNCATE)").all([]);
  } catch (error) {
    if (!hasResultCode(error, "FULL")) throw error;
  }
}
