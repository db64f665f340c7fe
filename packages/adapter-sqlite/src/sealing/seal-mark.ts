import type { SqlDriver } from "../driver.ts";
import { getMeta, setMeta } from "../meta.ts";
import { textOf } from "../text-of.ts";
import type { Encryption } from "./live-sealing.ts";

/** How far rows and files have been brought into the form that is wanted. */
export interface SealingWork {
  /** Whether any row may need it; else only those of tables with sealed fields. */
  readonly every: boolean;
  /** Everything before this row is done. `null`: nothing yet. */
  readonly upTo: { readonly table: string; readonly id: string } | null;
}

/** What a store tells about its encryption. */
export interface SealMark {
  /** A text sealed with the store's key; absent until the store was opened with one. */
  readonly canary: string | undefined;
  /** The same for keys that something may still be sealed with, by key id. */
  readonly former: ReadonlyMap<string, string>;
  readonly encrypt: Encryption;
  /** Absent: every row and file is in the form that is wanted. */
  readonly work: SealingWork | undefined;
}

/** Reads it. Writes nothing. */
export function readSealMark(driver: SqlDriver): SealMark {
  const former = driver
    .statement(
      "SELECT CAST(key AS BLOB) AS name, CAST(value AS BLOB) AS value FROM meta WHERE key GLOB 'canary.*' ORDER BY key",
    )
    .all([]);
  const work = getMeta(driver, "sealing");
  return {
    canary: getMeta(driver, "canary"),
    former: new Map(
      former.map(({ name, value }) => [String(textOf(name)).slice("canary.".length), String(textOf(value))]),
    ),
    encrypt: getMeta(driver, "encrypt") === "everything" ? "everything" : "secrets",
    work: work === undefined ? undefined : (JSON.parse(work) as SealingWork),
  };
}

/** Writes it, inside a transaction of the caller. */
export function writeSealMark(driver: SqlDriver, mark: SealMark): void {
  driver.exec("DELETE FROM meta WHERE key GLOB 'canary.*'");
  for (const [keyId, canary] of mark.former) setMeta(driver, `canary.${keyId}`, canary);
  setMeta(driver, "canary", mark.canary);
  setMeta(driver, "encrypt", mark.encrypt === "everything" ? mark.encrypt : undefined);
  writeSealingWork(driver, mark.work);
}

/** Writes how far the work is, inside a transaction of the caller. */
export function writeSealingWork(driver: SqlDriver, work: SealingWork | undefined): void {
  setMeta(driver, "sealing", work && JSON.stringify(work));
}
