import { CallwrightError, type TableShapes } from "@callwright/core/adapter-kit";
import type { BackupReport, CheckOptions, CheckReport, FilesPort } from "@callwright/core/ports";
import { backupStore } from "./backup/backup-store.ts";
import { checkFile } from "./check/check-file.ts";
import { checkStoreFully } from "./check/check-store.ts";
import type { SqlDriver } from "./driver.ts";
import { toRealPath } from "./open-database.ts";
import type { RowCodec } from "./row-codec.ts";
import type { LiveSealing } from "./sealing/live-sealing.ts";
import { readSealMark } from "./sealing/seal-mark.ts";
import { checkKeys } from "./sealing/store-keys.ts";

/** A store that is open, as far as its safety is concerned. */
export interface SafetyParts {
  /** As its user knows it. */
  readonly path: string;
  readonly driver: SqlDriver;
  readonly codec: RowCodec;
  readonly shapes: TableShapes;
  readonly files: FilesPort;
  /** Every key that this process has had. */
  readonly known: LiveSealing;
  /** The files of a copy of this store. */
  readonly filesOf: (file: string) => Promise<FilesPort>;
}

/** A full check of an open store. */
export function checkOpenStore(parts: SafetyParts, options?: CheckOptions): Promise<CheckReport> {
  const { path } = parts;
  sealedWith(parts);
  if (path !== ":memory:") return checkFile({ ...parts, file: toRealPath(path) }, options);
  return checkStoreFully({ ...parts, file: undefined, isThere: () => true }, options);
}

/** A copy of an open store. @throws as `StorePort.backup` */
export async function backupOpenStore(parts: SafetyParts, to: string, options?: CheckOptions): Promise<BackupReport> {
  const { path, filesOf } = parts;
  if (path === ":memory:")
    throw new CallwrightError("STORE_BACKUP_REFUSED", { path, reason: "it is kept in memory alone" });
  const check = async (file: string, told: CheckOptions) =>
    checkFile({ ...parts, file, files: await filesOf(file) }, told);
  return backupStore({ path, file: toRealPath(path), check, sealedWith: () => sealedWith(parts) }, to, options);
}

/** The owner may have changed the key since this process opened the store: what it cannot open now would look damaged. */
function sealedWith({ path, driver, known }: SafetyParts): string {
  const mark = readSealMark(driver);
  checkKeys(mark, path, { keys: known.now?.keys, encrypt: undefined });
  const { canary, former, encrypt, work } = mark;
  return JSON.stringify([canary, ...former.keys(), encrypt, work !== undefined]);
}
