import { setImmediate as nextTurn } from "node:timers/promises";
import { isCallwrightError, type TableShapes } from "@callwright/core/adapter-kit";
import type { SealingReport, TableName } from "@callwright/core/ports";
import type { SqlDriver } from "../driver.ts";
import type { SqliteFiles } from "../files/sqlite-files.ts";
import { scrubPages } from "../scrub-pages.ts";
import { transact } from "../transact.ts";
import { emptyLog } from "./empty-log.ts";
import type { Sealing } from "./live-sealing.ts";
import { hiddenFields, resealPage, type PageParts } from "./reseal-page.ts";
import { readSealMark, writeSealingWork, writeSealMark } from "./seal-mark.ts";
import { withoutFormer } from "./store-keys.ts";

/** What a store is brought into another form with. */
export interface ResealParts {
  /** The store's name, for messages. */
  readonly path: string;
  readonly driver: SqlDriver;
  readonly shapes: TableShapes;
  readonly sealing: Sealing;
  /** Absent for a database in memory. */
  readonly files: Pick<SqliteFiles, "list" | "fileForm" | "rewrite"> | undefined;
  /** Whether to stop: the store was closed, or the key was changed once more. */
  readonly isOver: () => boolean;
  /** Waits, but not for longer than until the store is closed. */
  readonly pause: (ms: number) => Promise<void>;
}

/** A page shall hold up others for about this long; reading and writing its rows takes turns with them. */
const pageMs = 8;
const smallestPage = 4;
const largestPage = 512;

/**
 * Brings every row and file of a store into the form of now, a page at a time between other commits, and then forgets the former
 * keys. What is done is remembered: when it is interrupted it goes on from there.
 *
 * @returns what was written anew; `undefined` when it was stopped.
 */
export async function resealStore(parts: ResealParts): Promise<SealingReport | undefined> {
  const { driver } = parts;
  const done = { rows: 0, files: 0, unreadable: 0 };
  if (!readSealMark(driver).work) return done;
  for (const table of tablesToDo(parts)) {
    if (!(await resealTable(parts, table, done))) return undefined;
  }
  if (!(await resealFiles(parts, done))) return undefined;
  await overwriteCopies(parts);
  if (parts.isOver()) return undefined;
  // What was overwritten still stands in the log, until its pages have moved into the file.
  for (let pauseMs = 10; !emptyLog(driver); pauseMs = Math.min(pauseMs * 2, 1_000)) {
    await parts.pause(pauseMs);
    if (parts.isOver()) return undefined;
  }
  if (parts.isOver()) return undefined;
  transact(driver, () => writeSealMark(driver, withoutFormer(readSealMark(driver))));
  emptyLog(driver);
  return done;
}

async function resealTable(
  parts: ResealParts,
  table: TableName,
  done: { rows: number; unreadable: number },
): Promise<boolean> {
  const { driver, isOver } = parts;
  const upTo = readSealMark(driver).work?.upTo;
  let after: string | undefined = upTo?.table === table ? upTo.id : "";
  for (let limit = smallestPage; after !== undefined;) {
    await nextTurn();
    if (isOver()) return false;
    const began = performance.now();
    const { last, resealed, unreadable } = transact(driver, () =>
      writePage(parts, { table, after: after ?? "", limit }),
    );
    const spentMs = performance.now() - began;
    after = last;
    done.rows += resealed;
    done.unreadable += unreadable;
    limit = spentMs > pageMs ? Math.max(smallestPage, limit >> 1) : Math.min(largestPage, limit * 2);
    // At most half of the time is taken from those who read and write.
    if (resealed > 0) await parts.pause(spentMs);
  }
  return true;
}

function writePage(
  parts: PageParts,
  span: { readonly table: TableName; readonly after: string; readonly limit: number },
) {
  const { driver } = parts;
  const result = resealPage(parts, span);
  const { work } = readSealMark(driver);
  if (work && result.last !== undefined) {
    writeSealingWork(driver, { ...work, upTo: { table: span.table, id: result.last } });
  }
  return result;
}

/** Again and again until nothing was left to do: files may come and go meanwhile. */
async function resealFiles(
  { files, sealing, isOver }: ResealParts,
  done: { files: number; unreadable: number },
): Promise<boolean> {
  if (!files) return true;
  const wanted = sealing.whole ? sealing.keys.keyId : "plain";
  const broken = new Set<string>();
  for (let found = true; found;) {
    found = false;
    for await (const name of files.list()) {
      if (isOver()) return false;
      const form = await files.fileForm(name);
      if (form === undefined || form === wanted || broken.has(name)) continue;
      found = true;
      try {
        if (await files.rewrite(name)) done.files += 1;
      } catch (error) {
        if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
        broken.add(name);
        done.unreadable += 1;
      }
    }
  }
  return !isOver();
}

/** Copies of rows as they were stand in the unused middle of pages that SQLite once divided. */
async function overwriteCopies({ driver, path, files, isOver }: ResealParts): Promise<void> {
  if (!files || readSealMark(driver).work?.every !== true) return;
  try {
    await scrubPages(driver, path, { isStopped: isOver });
  } catch (error) {
    // Calls go before them: a store that is too large to be made anew keeps them.
    if (!isCallwrightError(error, "STORE_FAILED")) throw error;
  }
}

/** The tables of rows, those of hosts that nobody gave included, from the one on at which the work stopped. */
function tablesToDo({ driver, shapes }: ResealParts): readonly TableName[] {
  const { work } = readSealMark(driver);
  const sql = `SELECT name FROM sqlite_schema AS t WHERE type = 'table' AND
    (SELECT count(*) FROM pragma_table_info(t.name) WHERE name IN ('id', 'row', 'sum')) = 3 ORDER BY name`;
  const names = driver
    .statement(sql)
    .all([])
    .map(({ name }) => String(name) as TableName);
  return names.filter((table) => {
    if (work?.upTo && table < work.upTo.table) return false;
    const { secrets, soft } = hiddenFields(shapes, table);
    return work?.every === true || secrets.length + soft.length > 0;
  });
}
