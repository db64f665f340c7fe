import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm, link } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CallwrightError } from "@callwright/core/adapter-kit";
import { filesFolder } from "../files/sqlite-files.ts";
import { syncFolder } from "../files/sync-folder.ts";
import { namesIn } from "./link-files.ts";
import { clearScaffold, scaffoldName } from "./scaffold.ts";

/** A place for a copy, and a name beside it under which the copy is made. */
export interface BackupTarget {
  readonly path: string;
  readonly draft: string;
  /** Puts the finished draft in its place, at once and whole. */
  place(): Promise<void>;
  /** Removes what is left of the draft. */
  clear(): Promise<void>;
}

/** @throws `STORE_BACKUP_REFUSED` when something is there already, or no folder to put it in. */
export function backupTarget(to: string, store: string): BackupTarget {
  const path = resolve(to);
  const refuse = (reason: string): never => {
    throw new CallwrightError("STORE_BACKUP_REFUSED", { path: store, reason });
  };
  if (!existsSync(dirname(path))) refuse(`there is no folder ${dirname(to)}`);
  for (const each of [path, filesFolder(path)])
    if (existsSync(each)) refuse(`there is something at ${join(dirname(to), basename(each))} already`);
  clearScaffold(path, "part");
  const draft = scaffoldName(path, "part", randomUUID());
  return {
    path,
    draft,
    async place() {
      await syncFile(draft);
      if ((await namesIn(filesFolder(draft))).length > 0) await rename(filesFolder(draft), filesFolder(path));
      // The database comes last: where it is, everything is.
      if (!(await linkAnew(draft, path))) refuse(`there is something at ${to} already`);
      await syncFolder(dirname(path));
    },
    async clear() {
      await rm(draft, { force: true });
      await rm(filesFolder(draft), { recursive: true, force: true });
    },
  };
}

/** Gives a file one more name, never another file's. @returns whether the name was free */
async function linkAnew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === "EEXIST") return false;
    // A file system without hard links.
    if (existsSync(to)) return false;
    await rename(from, to);
    return true;
  }
}

/** Makes a file's content durable. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
