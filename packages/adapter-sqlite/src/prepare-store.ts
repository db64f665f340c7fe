import { CallwrightError, type Seal } from "@callwright/core/adapter-kit";
import { schemaVersion } from "@callwright/core/ports";
import type { SqlDriver } from "./driver.ts";
import { migrations } from "./migrations.ts";
import { schemaStatements } from "./schema.ts";
import { transact } from "./transact.ts";

/** What a store tells about itself. */
interface StoreMark {
  readonly version: number;
  /** A text sealed with the store's key; absent until the store was opened with one. */
  readonly canary: string | undefined;
}

const canaryText = "callwright";
const canaryContext = "meta:canary";

/**
 * Whether this version and key fit the store. Writes nothing.
 *
 * @returns what the store tells about itself; `undefined` for an empty database.
 * @throws `STORE_NEWER_SCHEMA`, `STORE_KEY_WRONG`, or `STORE_DAMAGED` for a database that is no store, or one that no migration leads on.
 */
export function checkStore(driver: SqlDriver, path: string, seal: Seal | undefined): StoreMark | undefined {
  const mark = readMark(driver, path);
  if (!mark) return undefined;
  if (mark.version > schemaVersion) {
    throw new CallwrightError("STORE_NEWER_SCHEMA", { path, found: mark.version, known: schemaVersion });
  }
  if (seal && mark.canary !== undefined && seal.open(mark.canary, canaryContext) !== canaryText) {
    throw new CallwrightError("STORE_KEY_WRONG", { path });
  }
  return mark;
}

/** Makes, or brings up to date, a store that this process owns: wholly or not at all. @throws as {@link checkStore} */
export function prepareStore(driver: SqlDriver, path: string, seal: Seal | undefined): void {
  transact(driver, () => {
    const mark = checkStore(driver, path, seal);
    if (mark) migrate(driver, path, mark.version);
    else for (const sql of schemaStatements()) driver.exec(sql);
    if (mark?.version !== schemaVersion) setMeta(driver, "schema", String(schemaVersion));
    if (seal && mark?.canary === undefined) setMeta(driver, "canary", seal.seal(canaryText, canaryContext));
  });
}

function readMark(driver: SqlDriver, path: string): StoreMark | undefined {
  const names = driver.statement(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all([]);
  if (names.length === 0) return undefined;
  const isStore = names.some(({ name }) => name === "meta");
  const version = isStore ? Number(getMeta(driver, "schema") ?? Number.NaN) : Number.NaN;
  if (!Number.isInteger(version)) {
    throw new CallwrightError("STORE_DAMAGED", { path, reason: "it is an SQLite database of something else" });
  }
  return { version, canary: getMeta(driver, "canary") };
}

function migrate(driver: SqlDriver, path: string, found: number): void {
  for (let version = found; version < schemaVersion; version += 1) {
    const step = migrations.find(({ from }) => from === version);
    if (!step) {
      throw new CallwrightError("STORE_DAMAGED", {
        path,
        reason: `nothing leads from its schema ${version} to ${version + 1}`,
      });
    }
    step.apply(driver);
  }
}

function getMeta(driver: SqlDriver, key: string): string | undefined {
  const row = driver.statement("SELECT value FROM meta WHERE key = ?").get([key]);
  return row === undefined ? undefined : String(row["value"]);
}

function setMeta(driver: SqlDriver, key: string, value: string): void {
  driver
    .statement("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
    .run([key, value]);
}
