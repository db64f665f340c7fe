import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CallwrightError, tableShapes } from "@callwright/core/adapter-kit";
import { schemaVersion, type OwnTables, type SchemaChange } from "@callwright/core/ports";
import { clearScaffold } from "./backup/scaffold.ts";
import { checkLength, lightCheck } from "./check/light-check.ts";
import type { OpenDriver, SqlDriver } from "./driver.ts";
import { loadDriver } from "./load-driver.ts";
import { keepCopy } from "./migrations/keep-copy.ts";
import { readOwnTables } from "./own-tables.ts";
import { pragmas, waitWhenBusy } from "./pragmas.ts";
import { acquireOwnerLock, type OwnerLock } from "./owner-lock.ts";
import { checkStore, prepareStore } from "./prepare-store.ts";
import { retryWhenBusy } from "./retry-when-busy.ts";
import type { AskedSealing } from "./sealing/asked-sealing.ts";

/** A database that this process owns, in today's schema. */
export interface OpenDatabase {
  readonly driver: SqlDriver;
  /** Absent for a database in memory, and for one that is only read. */
  readonly lock: OwnerLock | undefined;
  /** Every table of hosts that it knows. */
  readonly own: OwnTables;
  /** What opening did to its schema; absent where it was of today. */
  readonly change?: SchemaChange;
}

/** A connection that is ready, and the tables of hosts that it was found to have. */
type Connected = Pick<OpenDatabase, "driver" | "own">;

/**
 * Looks at a store without changing it, takes its ownership, and brings its schema up to date, in this order: whoever is refused
 * has changed nothing.
 *
 * @throws `STORE_NEWER_SCHEMA`, `STORE_KEY_WRONG`, `STORE_KEY_NEEDED`, `STORE_LOCKED`, `STORE_DAMAGED`, `STORE_FAILED`
 */
export async function openDatabase(
  path: string,
  asked: AskedSealing,
  given: OwnTables,
  readOnly: boolean,
): Promise<OpenDatabase> {
  const open = await loadDriver();
  if (readOnly) return { ...openToRead(open, path, asked), lock: undefined };
  if (path === ":memory:") return { ...openOwned(open, path, path, asked, given), lock: undefined };
  const file = toRealPath(path);
  const lock = await retryWhenBusy(() => {
    look(open, file, path, asked);
    return acquireOwnerLock({
      file: `${file}.lock`,
      store: path,
      exclusively: (action) => using(open(file), (driver) => exclusively(driver, action)),
    });
  });
  try {
    clearScaffold(file, "held");
    const change = await prepareChange(open, file, path, asked);
    const opened = await retryWhenBusy(() => openOwned(open, file, path, asked, given));
    return { ...opened, lock, ...(change && { change }) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function look(open: OpenDriver, file: string, path: string, asked: AskedSealing): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  checkLength(file, path);
  using(open(file, { readOnly: true }), (driver) => {
    driver.exec(`PRAGMA ${waitWhenBusy}`);
    checkStore(driver, path, asked);
  });
}

/** Keeps a copy of a store whose schema is about to be changed. */
async function prepareChange(
  open: OpenDriver,
  file: string,
  path: string,
  asked: AskedSealing,
): Promise<SchemaChange | undefined> {
  const from = await retryWhenBusy(() => using(open(file), (driver) => checkStore(driver, path, asked)?.version));
  if (from === undefined || from === schemaVersion) return undefined;
  return { from, to: schemaVersion, copy: await keepCopy(open, file, path, from) };
}

/** A connection beside the owner's: it changes nothing, and sees each commit of the owner. */
function openToRead(open: OpenDriver, path: string, asked: AskedSealing): Connected {
  if (!existsSync(path)) throw new CallwrightError("STORE_FAILED", { path, reason: "there is no such file to read" });
  const file = toRealPath(path);
  checkLength(file, path);
  const driver = open(file, { readOnly: true });
  try {
    driver.exec(`PRAGMA ${waitWhenBusy}`);
    if (checkStore(driver, path, asked)?.version === schemaVersion) {
      const own = readOwnTables(driver);
      lightCheck(driver, path, tableShapes(own));
      return { driver, own };
    }
    throw new CallwrightError("STORE_FAILED", { path, reason: "its schema is older: let its owner open it once" });
  } catch (error) {
    driver.close();
    throw error;
  }
}

function openOwned(open: OpenDriver, file: string, path: string, asked: AskedSealing, given: OwnTables): Connected {
  const driver = open(file);
  try {
    for (const pragma of pragmas) driver.exec(`PRAGMA ${pragma}`);
    const own = prepareStore(driver, path, asked, given);
    lightCheck(driver, path, tableShapes(own));
    return { driver, own };
  } catch (error) {
    driver.close();
    throw error;
  }
}

/** SQLite's lock for writing lies in the system and goes with the process that holds it. */
function exclusively<Result>(driver: SqlDriver, action: () => Result): Result {
  driver.exec(`PRAGMA ${waitWhenBusy}`);
  driver.exec("BEGIN IMMEDIATE");
  try {
    return action();
  } finally {
    driver.exec("ROLLBACK");
  }
}

function using<Result>(driver: SqlDriver, action: (driver: SqlDriver) => Result): Result {
  try {
    return action(driver);
  } finally {
    driver.close();
  }
}

/** One name for one file, whichever way it is reached, so that there is one lock. */
export function toRealPath(path: string): string {
  const full = resolve(path);
  return existsSync(full) ? realpathSync(full) : join(realpathSync(dirname(full)), basename(full));
}
