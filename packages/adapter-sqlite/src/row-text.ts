import { isKeptToTheLetter } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { Fields } from "./sealing/seal-fields.ts";

/** A run's `snapshot`, which is JSON text already, follows the row's own text behind a line break: it is not encoded twice. */
const tableWithTail: TableName = "runs";

/** A row as text. */
export function toRowText(table: TableName, fields: Fields): string {
  if (table !== tableWithTail) return JSON.stringify(fields);
  const { snapshot } = fields;
  if (typeof snapshot !== "string" || !isKeptToTheLetter(snapshot)) return JSON.stringify(fields);
  return `${JSON.stringify({ ...fields, snapshot: undefined })}\n${snapshot}`;
}

/** A row from its text. JSON holds no line break, so the first one ends the row's own text. */
export function fromRowText(table: TableName, text: string): Fields {
  const end = table === tableWithTail ? text.indexOf("\n") : -1;
  if (end < 0) return JSON.parse(text) as Fields;
  return { ...(JSON.parse(text.slice(0, end)) as Fields), snapshot: text.slice(end + 1) };
}
