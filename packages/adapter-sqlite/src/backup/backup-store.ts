import { randomUUID } from "node:crypto";
import { chmod, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CallwrightError } from "@callwright/core/adapter-kit";
import type { BackupReport, CheckOptions, CheckReport } from "@callwright/core/ports";
import { sqlAside } from "../aside/sql-aside.ts";
import { filesFolder } from "../files/sqlite-files.ts";
import { syncFolder } from "../files/sync-folder.ts";
import { toStoreError } from "../to-store-error.ts";
import { backupTarget, syncFile, type BackupTarget } from "./backup-target.ts";
import { copyFiles, linkFiles, namesIn } from "./link-files.ts";
import { scaffoldName } from "./scaffold.ts";

/** What copying a store needs. */
export interface BackupParts {
  /** As its user knows it. */
  readonly path: string;
  readonly file: string;
  /**
   * Tells with which keys rows and files may be sealed at this moment: the same text means that nothing changed.
   *
   * @throws `STORE_KEY_WRONG`, `STORE_KEY_NEEDED` where this process does not know them all
   */
  readonly sealedWith: () => string;
  /** Checks a database file as this store is checked. */
  readonly check: (file: string, options: CheckOptions) => Promise<CheckReport>;
}

/** A file may come and go between the two looks at the folder, or the key change: then everything is copied once more. */
const tries = 3;

/**
 * Copies a store in use: its database as it stands at one moment, by SQLite in a thread, and the files of its large contents. The
 * owner, here or in another process, goes on.
 *
 * @throws `STORE_BACKUP_REFUSED`, `STORE_DAMAGED`, `STORE_FULL`, `STORE_FAILED`
 */
export async function backupStore(parts: BackupParts, to: string, options: CheckOptions = {}): Promise<BackupReport> {
  const target = backupTarget(to, parts.path);
  try {
    for (let left = tries; ; left -= 1) {
      const before = parts.sealedWith();
      const at = await copy(parts, target);
      // Files are taken at another moment than rows: a copy of both sides of a change would not know the key of some.
      if (parts.sealedWith() !== before) {
        if (left === 1) throw beingChanged(parts.path);
        await target.clear();
        continue;
      }
      const check = await parts.check(target.draft, options);
      if (left > 1 && check.findings.some(({ kind }) => kind === "blob")) {
        await target.clear();
        continue;
      }
      await target.place();
      return { path: to, at, bytes: (await stat(target.path)).size, check: { ...check, store: to } };
    }
  } catch (error) {
    const told = toStoreError(parts.path, error);
    if (told.code !== "STORE_FULL") throw told;
    throw new CallwrightError("STORE_FULL", { ...told.details, path: to } as { path: string; reason: string }, {
      cause: error,
    });
  } finally {
    await target.clear();
  }
}

function beingChanged(path: string): CallwrightError {
  const reason = "its key was changed again and again meanwhile: make the copy when that is over";
  return new CallwrightError("STORE_BACKUP_REFUSED", { path, reason });
}

/** @returns when what had been acknowledged was in it */
async function copy({ file }: BackupParts, { draft }: BackupTarget): Promise<number> {
  const folder = filesFolder(file);
  const held = scaffoldName(file, "held", randomUUID());
  await mkdir(held);
  try {
    await linkFiles(folder, held);
    const at = Date.now();
    // SQLite fills an empty file, which has the rights of the store's own from its first byte on.
    const { mode } = await stat(file);
    await writeFile(draft, "", { flag: "wx", mode });
    await sqlAside(file, [{ sql: "VACUUM INTO ?", values: [draft] }]);
    // Files are kept before the rows that name them: what the copy names is there by now, or was held before.
    await linkFiles(folder, held);
    await chmod(draft, mode);
    const copied = filesFolder(draft);
    if (await copyFiles(held, copied)) {
      for (const name of await namesIn(copied)) await syncFile(join(copied, name));
      await syncFolder(copied);
    }
    return at;
  } finally {
    await rm(held, { recursive: true, force: true });
  }
}
