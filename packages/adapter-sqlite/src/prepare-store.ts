import { CallwrightError, tableShapes } from "@callwright/core/adapter-kit";
import { schemaVersion, type OwnTables } from "@callwright/core/ports";
import type { SqlDriver } from "./driver.ts";
import { migrations } from "./migrations.ts";
import { schemaStatements } from "./schema.ts";
import { prepareOwnTables } from "./own-tables.ts";
import { getMeta, setMeta } from "./meta.ts";
import type { AskedSealing } from "./sealing/asked-sealing.ts";
import type { LiveSealing } from "./sealing/live-sealing.ts";
import { readSealMark, writeSealMark, type SealMark } from "./sealing/seal-mark.ts";
import { checkKeys, settleMark } from "./sealing/store-keys.ts";
import { textOf } from "./text-of.ts";
import { transact } from "./transact.ts";

/** What a store tells about itself. */
interface StoreMark {
  readonly version: number;
  readonly seal: SealMark;
}

/**
 * Whether this version and key fit the store. Writes nothing.
 *
 * @returns what the store tells about itself; `undefined` for an empty database.
 * @throws `STORE_NEWER_SCHEMA`, `STORE_KEY_WRONG`, `STORE_KEY_NEEDED`, or `STORE_DAMAGED` for a database that is no store, or one that no migration leads on.
 */
export function checkStore(driver: SqlDriver, path: string, asked: AskedSealing): StoreMark | undefined {
  const mark = readMark(driver, path);
  if (!mark) return undefined;
  if (mark.version > schemaVersion) {
    throw new CallwrightError("STORE_NEWER_SCHEMA", { path, found: mark.version, known: schemaVersion });
  }
  checkKeys(mark.seal, path, asked);
  return mark;
}

/**
 * Makes, or brings up to date, a store that this process owns: wholly or not at all.
 *
 * @returns every table of hosts that the store knows.
 * @throws `TABLE_NEWER`, and as {@link checkStore}
 */
export function prepareStore(driver: SqlDriver, path: string, asked: AskedSealing, own: OwnTables): OwnTables {
  return transact(driver, () => {
    const mark = checkStore(driver, path, asked);
    if (mark) migrate(driver, path, asked, mark.version);
    else for (const sql of schemaStatements(tableShapes())) driver.exec(sql);
    const tables = prepareOwnTables(driver, path, liveSealing(asked, mark), own);
    if (mark?.version !== schemaVersion) setMeta(driver, "schema", String(schemaVersion));
    settleKeys(driver, asked, mark?.version);
    return tables;
  });
}

function readMark(driver: SqlDriver, path: string): StoreMark | undefined {
  const names = driver.statement(`SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE type = 'table'`).all([]);
  if (names.length === 0) return undefined;
  const isStore = names.some(({ name }) => textOf(name) === "meta");
  const version = isStore ? Number(getMeta(driver, "schema") ?? Number.NaN) : Number.NaN;
  if (!Number.isInteger(version)) {
    throw new CallwrightError("STORE_DAMAGED", { path, reason: "it is an SQLite database of something else" });
  }
  return { version, seal: readSealMark(driver) };
}

function migrate(driver: SqlDriver, path: string, asked: AskedSealing, found: number): void {
  for (let version = found; version < schemaVersion; version += 1) {
    const step = migrations.find(({ from }) => from === version);
    if (!step) {
      throw new CallwrightError("STORE_DAMAGED", {
        path,
        reason: `nothing leads from its schema ${version} to ${version + 1}`,
      });
    }
    step.apply(driver, asked.keys);
  }
}

/** Rows of a new store are in the form that is wanted; what a migration wrote may not be. @param found The schema that was there. */
function settleKeys(driver: SqlDriver, asked: AskedSealing, found: number | undefined): void {
  const before = readSealMark(driver);
  const after = settleMark(before, asked, found !== undefined && found < schemaVersion);
  if (after === before) return;
  writeSealMark(driver, found === undefined ? { ...after, work: undefined } : after);
}

/** How rows are read while the store is made ready; none is written there, but words are, unless everything is to be encrypted. */
function liveSealing({ keys, encrypt }: AskedSealing, mark: StoreMark | undefined): LiveSealing {
  const whole = (encrypt ?? mark?.seal.encrypt) === "everything";
  return { now: keys && { keys, whole } };
}
