import { checksum } from "../../row-form.ts";
import type { SqlDriver, SqlRow } from "../../driver.ts";

/** A row of schema 2 on its way to schema 3. */
export interface OldRow {
  /** Its rowid, by which it is written anew. */
  readonly place: number;
  readonly id: string;
  /** `undefined` where the row is damaged. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

const pageSize = 1_000;

/** Every row of a table, in pages; rows may be changed in between. */
export function* rowsOfSchema2(driver: SqlDriver, table: string): Generator<OldRow> {
  const page = driver.statement(
    `SELECT rowid AS place, id, row, sum FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${pageSize}`,
  );
  for (let after = 0, rows = page.all([after]); rows.length > 0; rows = page.all([after])) {
    for (const stored of rows) {
      after = Number(stored["place"]);
      yield { place: after, id: String(stored["id"]), fields: fieldsOf(stored) };
    }
  }
}

/** The text of a row and its checksum. */
export function toStored(fields: object): readonly [string, string] {
  const text = JSON.stringify(fields);
  return [text, checksum(text)];
}

/** A run's snapshot follows its text behind a line break; nothing here needs it. */
function fieldsOf({ row, sum }: SqlRow): OldRow["fields"] {
  const text = String(row);
  if (checksum(text) !== sum) return undefined;
  return JSON.parse(text.split("\n", 1)[0] ?? "") as Readonly<Record<string, unknown>>;
}
