import { setImmediate as turn } from "node:timers/promises";
import { CallwrightError } from "@callwright/core/adapter-kit";
import type { ScrubOptions } from "@callwright/core/ports";
import type { SqlDriver } from "./driver.ts";
import { transact } from "./transact.ts";

/** Pages that are looked at in one piece, so that commits come in between. */
const pagesAtOnce = 256;
/** Above this a database is not made anew in one piece: every call would wait for it. */
const mostAtOnceBytes = 256 * 1024 * 1024;
/** Below this number of pages, no page of another kind begins like one of a tree: it begins with the number of a page. */
const mostPages = 0x02_00_00_00;

/** The first byte of a page of a tree, and the length of its head. */
const heads: Readonly<Record<number, number>> = { 0x02: 12, 0x05: 12, 0x0a: 8, 0x0d: 8 };
/** The first page begins with the database's own head. */
const databaseHead = 100;

/** How pages are scrubbed. */
export interface PageScrub extends ScrubOptions {
  /** Asked between pieces. Default: never. */
  readonly isStopped?: () => boolean;
}

/**
 * Overwrites what stands in the unused middle of pages. `secure_delete` overwrites what is deleted; but where SQLite divides a page or
 * spreads rows over its neighbours, copies of rows stay behind in the middle (found with SQLite 3.45.1: of 199 calls that were deleted, 3
 * still stood there).
 *
 * Page by page beside commits, where the driver gives access to pages; else by making the database anew, in one piece.
 *
 * @throws `STORE_FAILED` when that would take too long beside calls
 */
export async function scrubPages(
  driver: SqlDriver,
  path: string,
  { mayBlock = false, isStopped = () => false }: PageScrub = {},
): Promise<void> {
  const pages = numberOf(driver, "page_count");
  if (pages < mostPages && givesPages(driver)) {
    for (let from = 1; from <= pages; from += pagesAtOnce) {
      emptyMiddles(driver, from, Math.min(pages, from + pagesAtOnce - 1));
      await turn();
      if (isStopped()) return;
    }
    return;
  }
  if (!mayBlock && pages * numberOf(driver, "page_size") > mostAtOnceBytes) {
    const reason =
      "it is too large to be made anew while calls go on, which alone overwrites all copies of what was deleted";
    throw new CallwrightError("STORE_FAILED", { path, reason });
  }
  driver.exec("VACUUM");
}

function emptyMiddles(driver: SqlDriver, from: number, upTo: number): void {
  const read = driver.statement("SELECT data FROM sqlite_dbpage WHERE pgno = ?");
  const write = driver.statement("UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?");
  transact(driver, () => {
    for (let number = from; number <= upTo; number += 1) {
      const bytes = read.get([number])?.["data"];
      const clean = bytes instanceof Uint8Array ? withEmptyMiddle(bytes, number === 1 ? databaseHead : 0) : undefined;
      if (clean) write.run([clean, number]);
    }
  });
}

/**
 * The page with nothing between its list of cells and the cells; `undefined` when nothing stands there, or it is no page of a tree.
 *
 * Source: sqlite.org/fileformat2.html, "B-tree Pages", read 2026-11-27.
 */
export function withEmptyMiddle(page: Uint8Array, at: number): Uint8Array | undefined {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const head = heads[view.getUint8(at)];
  if (head === undefined) return undefined;
  const begin = at + head + 2 * view.getUint16(at + 3);
  // 0 stands for 65,536, the end of the largest page.
  const end = view.getUint16(at + 5) || 65_536;
  if (end > page.byteLength || begin >= end || page.subarray(begin, end).every((byte) => byte === 0)) return undefined;
  const clean = Uint8Array.from(page);
  clean.fill(0, begin, end);
  return clean;
}

function givesPages(driver: SqlDriver): boolean {
  try {
    return driver.statement("SELECT data FROM sqlite_dbpage WHERE pgno = 1").get([]) !== undefined;
  } catch {
    return false;
  }
}

function numberOf(driver: SqlDriver, pragma: string): number {
  return Number(Object.values(driver.statement(`PRAGMA ${pragma}`).get([]) ?? {})[0]);
}
