import type { TableShapes } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlDriver } from "../driver.ts";
import { currentSums } from "../row-form.ts";
import { quote } from "../schema.ts";
import type { Sealing } from "./live-sealing.ts";
import { recodeRow } from "./recode-row.ts";
import type { HiddenFields } from "./seal-fields.ts";

/** Which rows a page takes. */
export interface PageSpan {
  readonly table: TableName;
  /** Only rows behind this key. */
  readonly after: string;
  readonly limit: number;
}

/** What became of a page. */
export interface PageResult {
  /** The last key; `undefined`: there is none behind. */
  readonly last: string | undefined;
  readonly resealed: number;
  /** Rows that nobody can read, left as they are. */
  readonly unreadable: number;
}

/** What a page of rows needs. */
export interface PageParts {
  readonly driver: SqlDriver;
  readonly shapes: TableShapes;
  readonly sealing: Sealing;
}

/** Brings a page of a table's rows into the form of now, inside a transaction of the caller. */
export function resealPage({ driver, shapes, sealing }: PageParts, { table, after, limit }: PageSpan): PageResult {
  const hidden = hiddenFields(shapes, table);
  // A row that is as it should be is not read: large ones lie on pages of their own.
  const page = driver
    .statement(
      `SELECT id, CASE WHEN ${staleTerm(sealing, hidden)} THEN row END AS row, sum FROM ${quote(table)} WHERE id > ? ORDER BY id LIMIT ?`,
    )
    .all([after, limit]);
  const write = driver.statement(`UPDATE ${quote(table)} SET row = ?, sum = ? WHERE id = ?`);
  let resealed = 0;
  let unreadable = 0;
  for (const stored of page) {
    if (stored["row"] === null) continue;
    const form = recodeRow(table, stored, sealing, hidden);
    if (form === "unreadable") unreadable += 1;
    if (typeof form === "string") continue;
    write.run([form.row, form.sum, String(stored["id"])]);
    resealed += 1;
  }
  const last = page.length < limit ? undefined : String(page.at(-1)?.["id"]);
  return { last, resealed, unreadable };
}

/** The fields of a table that are sealed where its rows are not. */
export function hiddenFields(shapes: TableShapes, table: TableName): HiddenFields {
  const { secrets, sealed } = shapes.find(table) ?? { secrets: [], sealed: [] };
  return { secrets, soft: sealed };
}

/** Finds rows that may have to be written anew by their columns alone. Key ids are hex digits: nothing in them ends a text of SQL. */
function staleTerm(sealing: Sealing, { secrets, soft }: HiddenFields): string {
  if (!sealing.whole) return secrets.length + soft.length > 0 ? "1" : "typeof(row) = 'blob'";
  const sums = currentSums(sealing).map((sum) => `'${sum}'`);
  return `typeof(row) <> 'blob' OR sum NOT IN (${sums.join(", ")})`;
}
