import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { CallwrightError, isCallwrightError } from "@callwright/core/adapter-kit";
import type { OpenDriver } from "../driver.ts";
import { syncFolder } from "../files/sync-folder.ts";
import { retryWhenBusy } from "../retry-when-busy.ts";
import { toStoreError } from "../to-store-error.ts";

/**
 * Keeps a store as it is, beside it, before its schema is changed. A copy that stands there already stays: where it is the same, from an
 * earlier attempt, it is the copy; else, as the store was used since, another one stands beside it.
 *
 * @returns where the copy is: `<file>.schema-<version>.bak`, or the first of `.schema-<version>.2.bak` and so on that is free.
 * @throws what hinders it, e.g. `STORE_FULL`; the store was not changed then.
 */
export async function keepCopy(open: OpenDriver, file: string, path: string, version: number): Promise<string> {
  const first = `${file}.schema-${version}`;
  const draft = `${first}.bak.part`;
  try {
    await retryWhenBusy(() => {
      rmSync(draft, { force: true });
      // SQLite fills an empty file, which has the rights of the store's own from its first byte on.
      closeSync(openSync(draft, "wx", statSync(file).mode & 0o777));
      copyInto(open, file, draft);
    });
    sync(draft);
    const copy = nameFor(draft, first);
    renameSync(draft, copy);
    await syncFolder(dirname(copy));
    return copy;
  } catch (error) {
    leaveNothing(draft);
    throw toReason(path, `${first}.bak`, error);
  }
}

/** A free name, or that of a copy that is the same to the last byte. */
function nameFor(draft: string, first: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${first}.bak` : `${first}.${number}.bak`;
    if (!existsSync(name) || isSame(draft, name)) return name;
  }
}

const chunkBytes = 1024 * 1024;

function isSame(one: string, other: string): boolean {
  const files = [openSync(one, "r"), openSync(other, "r")] as const;
  const chunks = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)] as const;
  try {
    for (;;) {
      const [here = 0, there = 0] = files.map((file, at) => readSync(file, at === 0 ? chunks[0] : chunks[1]));
      if (here !== there || chunks[0].compare(chunks[1], 0, there, 0, here) !== 0) return false;
      if (here === 0) return true;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}

/** On a full disk half a copy would be in the way of everything else. What cannot be removed is no copy. */
function leaveNothing(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    return;
  }
}

function copyInto(open: OpenDriver, file: string, draft: string): void {
  const driver = open(file);
  try {
    driver.exec("PRAGMA busy_timeout = 5000");
    driver.statement("VACUUM INTO ?").run([draft]);
  } finally {
    driver.close();
  }
}

function sync(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function toReason(path: string, copy: string, error: unknown): CallwrightError {
  const told = toStoreError(path, error);
  for (const code of ["STORE_FULL", "STORE_FAILED"] as const) {
    if (!isCallwrightError(told, code)) continue;
    const reason = `no copy of it could be kept at ${copy} before its schema is changed (${told.details.reason})`;
    return new CallwrightError(code, { path, reason }, { cause: error });
  }
  return told;
}
