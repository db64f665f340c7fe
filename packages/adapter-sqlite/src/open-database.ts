import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CallwrightError, type Seal } from "@callwright/core/adapter-kit";
import { schemaVersion } from "@callwright/core/ports";
import type { OpenDriver, SqlDriver } from "./driver.ts";
import { loadDriver } from "./load-driver.ts";
import { acquireOwnerLock, type OwnerLock } from "./owner-lock.ts";
import { checkStore, prepareStore } from "./prepare-store.ts";
import { retryWhenBusy } from "./retry-when-busy.ts";

/** A database that this process owns, in today's schema. */
export interface OpenDatabase {
  readonly driver: SqlDriver;
  /** Absent for a database in memory, and for one that is only read. */
  readonly lock: OwnerLock | undefined;
}

const waitWhenBusy = "busy_timeout = 5000";

/** What each connection that writes is set to. */
export const pragmas: readonly string[] = [
  waitWhenBusy,
  "secure_delete = ON",
  "journal_mode = WAL",
  "synchronous = FULL",
  // macOS: fsync alone leaves the data in the drive's cache (fcntl(2), F_FULLFSYNC). Without effect elsewhere.
  "fullfsync = ON",
  "foreign_keys = ON",
  // 64 MiB of pages at most: with the 2 MB that are the default, the upper levels of a large index do not stay in memory.
  "cache_size = -65536",
];

/**
 * Looks at a store without changing it, takes its ownership, and brings its schema up to date, in this order: whoever is refused
 * has changed nothing.
 *
 * @throws `STORE_NEWER_SCHEMA`, `STORE_KEY_WRONG`, `STORE_LOCKED`, `STORE_DAMAGED`, `STORE_FAILED`
 */
export async function openDatabase(path: string, seal: Seal | undefined, readOnly: boolean): Promise<OpenDatabase> {
  const open = await loadDriver();
  if (readOnly) return { driver: openToRead(open, path, seal), lock: undefined };
  if (path === ":memory:") return { driver: openOwned(open, path, path, seal), lock: undefined };
  const file = toRealPath(path);
  const lock = await retryWhenBusy(() => {
    look(open, file, path, seal);
    return acquireOwnerLock({
      file: `${file}.lock`,
      store: path,
      exclusively: (action) => using(open(file), (driver) => exclusively(driver, action)),
    });
  });
  try {
    return { driver: await retryWhenBusy(() => openOwned(open, file, path, seal)), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function look(open: OpenDriver, file: string, path: string, seal: Seal | undefined): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  using(open(file, { readOnly: true }), (driver) => {
    driver.exec(`PRAGMA ${waitWhenBusy}`);
    checkStore(driver, path, seal);
  });
}

/** A connection beside the owner's: it changes nothing, and sees each commit of the owner. */
function openToRead(open: OpenDriver, path: string, seal: Seal | undefined): SqlDriver {
  if (!existsSync(path)) throw new CallwrightError("STORE_FAILED", { path, reason: "there is no such file to read" });
  const driver = open(toRealPath(path), { readOnly: true });
  try {
    driver.exec(`PRAGMA ${waitWhenBusy}`);
    if (checkStore(driver, path, seal)?.version === schemaVersion) return driver;
    throw new CallwrightError("STORE_FAILED", { path, reason: "its schema is older: let its owner open it once" });
  } catch (error) {
    driver.close();
    throw error;
  }
}

function openOwned(open: OpenDriver, file: string, path: string, seal: Seal | undefined): SqlDriver {
  const driver = open(file);
  try {
    for (const pragma of pragmas) driver.exec(`PRAGMA ${pragma}`);
    prepareStore(driver, path, seal);
    return driver;
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
function toRealPath(path: string): string {
  const full = resolve(path);
  return existsSync(full) ? realpathSync(full) : join(realpathSync(dirname(full)), basename(full));
}
