import { createHash } from "node:crypto";
import { isCallwrightError, planText, toTerms, type TableShapes, type TextPlan } from "@callwright/core/adapter-kit";
import type { Rows, TableName, TextHit, TextQuery, Write } from "@callwright/core/ports";
import { decodeOrTell } from "./damage/find-around-damage.ts";
import type { SqlDriver, SqlRow } from "./driver.ts";
import type { RowCodec } from "./row-codec.ts";
import { quote, textStatement, textTable } from "./schema.ts";
import type { LiveSealing } from "./sealing/live-sealing.ts";

/** What a text index works with. */
export interface TextIndexParts {
  readonly driver: SqlDriver;
  readonly shapes: TableShapes;
  readonly codec: RowCodec;
}

/** The parts of an open store that a text index works with. */
export function wordParts({
  database: { driver },
  shapes,
  codec,
}: Omit<TextIndexParts, "driver"> & { readonly database: Pick<TextIndexParts, "driver"> }): TextIndexParts {
  return { driver, shapes, codec };
}

/** Whether a store finds rows by their words: what it encrypts cannot be. */
export function holdsWords({ sealer }: { readonly sealer: LiveSealing }): boolean {
  return sealer.now?.whole !== true;
}

type Fields = Readonly<Record<string, unknown>>;

const pageSize = 1_000;

/** Writes a row, and its words with it, in the transaction that is open. @param apply writes the row */
export function changeWords(parts: TextIndexParts, write: Write, apply: () => void): void {
  const { table } = write;
  const [id, row] = write.op === "delete" ? [write.id] : [write.row.id, write.row];
  const before = write.op === "insert" ? undefined : readRow(parts, table, id);
  apply();
  if (before?.row === "damaged") {
    // Which words stand in the index can no longer be told by the row: it is made anew.
    rebuildTextIndex(parts, table);
    return;
  }
  if (before) removeWords(parts, table, before.place, before.row);
  const place = row && (before?.place ?? readPlace(parts, table, id));
  if (row && place !== undefined) addWords(parts, table, place, row);
}

/** The rows that hold words, the best first; among equals those with the higher place, which were written later. */
export function searchRows<Table extends TableName>(
  parts: TextIndexParts,
  table: Table,
  query: TextQuery,
  store: string,
): readonly TextHit<Rows[Table]>[] {
  const { driver, shapes, codec } = parts;
  const plan = planText(shapes, table, query, store);
  return driver
    .statement(searchSql(table))
    .all([matchText(plan), plan.limit])
    .flatMap((stored) => {
      const row = query.onDamaged ? decodeOrTell(parts, table, stored, query.onDamaged) : codec.decode(table, stored);
      const isOwn = (row as Fields | undefined)?.["account"] === plan.account;
      return row && isOwn ? [{ row, score: -Number(stored["rank"]) }] : [];
    });
}

/** What FTS5 is asked. */
export function matchText({ account, words, match }: TextPlan): string {
  const own = accountMark(account);
  const terms = words.map(({ forms, beginnings }) => {
    const ways = [...forms.map((form) => `"${own}${form}"`), ...beginnings.map((start) => `"${own}${start}" *`)];
    return `(${ways.join(" OR ")})`;
  });
  return terms.join(match === "every" ? " AND " : " OR ");
}

/** Makes the words of a table anew out of its rows, in the transaction that is open. A damaged row is found by no word. */
export function rebuildTextIndex(parts: TextIndexParts, table: TableName): void {
  const { driver, codec } = parts;
  emptyTextIndex(driver, table);
  const page = driver.statement(
    `SELECT rowid AS place, id, row, sum FROM ${quote(table)} WHERE rowid > ? ORDER BY rowid LIMIT ${pageSize}`,
  );
  for (let after = 0, rows = page.all([after]); rows.length > 0; rows = page.all([after])) {
    for (const stored of rows) {
      after = Number(stored["place"]);
      const row = decodeSound(codec, table, stored);
      if (row !== "damaged") addWords(parts, table, after, row);
    }
  }
}

/** Makes the index of a table whose field of words is another one now, in the transaction that is open. @param holds whether it may hold words */
export function changeTextIndex(parts: TextIndexParts, table: TableName, holds: boolean): void {
  parts.driver.exec(`DROP TABLE IF EXISTS ${quote(textTable(table))}`);
  if (parts.shapes.find(table)?.text === undefined) return;
  parts.driver.exec(textStatement(table));
  if (holds) rebuildTextIndex(parts, table);
}

/** Forgets all words of a table, in the transaction that is open. */
export function emptyTextIndex(driver: SqlDriver, table: TableName): void {
  const name = quote(textTable(table));
  driver.exec(`INSERT INTO ${name}(${name}) VALUES('delete-all')`);
}

/**
 * Marks an account in front of each of its terms, so that the index holds nothing that belongs to two accounts, and no other account's
 * rows are read. 64 bits: what two accounts might share by chance is told apart by the rows.
 */
function accountMark(account: string): string {
  return createHash("sha256").update(account).digest("hex").slice(0, 16);
}

function searchSql(table: TableName): string {
  const index = quote(textTable(table));
  const found = `SELECT rowid AS place, rank FROM ${index} WHERE ${index} MATCH ? ORDER BY rank, rowid DESC LIMIT ?`;
  return `SELECT id, row, sum, found.rank AS rank FROM (${found}) AS found JOIN ${quote(table)} AS held ON held.rowid = found.place ORDER BY found.rank, found.place DESC`;
}

function readRow(
  { driver, codec }: TextIndexParts,
  table: TableName,
  id: string,
): { readonly place: number; readonly row: Fields | "damaged" } | undefined {
  const sql = `SELECT rowid AS place, id, row, sum FROM ${quote(table)} WHERE id = ?`;
  const stored = driver.statement(sql).get([id]);
  return stored && { place: Number(stored["place"]), row: decodeSound(codec, table, stored) };
}

function readPlace({ driver }: TextIndexParts, table: TableName, id: string): number | undefined {
  const stored = driver.statement(`SELECT rowid AS place FROM ${quote(table)} WHERE id = ?`).get([id]);
  return stored && Number(stored["place"]);
}

function decodeSound(codec: RowCodec, table: TableName, stored: SqlRow): Fields | "damaged" {
  try {
    return codec.decode(table, stored) as unknown as Fields;
  } catch (error) {
    if (isCallwrightError(error, "STORE_DAMAGED")) return "damaged";
    throw error;
  }
}

function addWords(parts: TextIndexParts, table: TableName, place: number, row: object): void {
  const words = wordsOf(parts.shapes, table, row);
  const name = quote(textTable(table));
  if (words !== "") parts.driver.statement(`INSERT INTO ${name}(rowid, words) VALUES (?, ?)`).run([place, words]);
}

/** The index keeps no text, so what is taken out must be told word by word. */
function removeWords(parts: TextIndexParts, table: TableName, place: number, row: object): void {
  const words = wordsOf(parts.shapes, table, row);
  const name = quote(textTable(table));
  const sql = `INSERT INTO ${name}(${name}, rowid, words) VALUES ('delete', ?, ?)`;
  if (words !== "") parts.driver.statement(sql).run([place, words]);
}

function wordsOf(shapes: TableShapes, table: TableName, row: object): string {
  const field = shapes.find(table)?.text;
  const fields = row as Fields;
  const text = field === undefined ? undefined : fields[field];
  if (typeof text !== "string") return "";
  const own = accountMark(String(fields["account"]));
  return toTerms(text)
    .map((term) => own + term)
    .join(" ");
}
