import { keyIdOf } from "@callwright/core/adapter-kit";
import type { TableName } from "@callwright/core/ports";
import type { SqlRow } from "../driver.ts";
import { checksum, closeRow, unsealRow, type RowForm } from "../row-form.ts";
import { fromRowText, toRowText } from "../row-text.ts";
import type { Sealing } from "./live-sealing.ts";
import { openFields, sealFields, type HiddenFields } from "./seal-fields.ts";

/** What becomes of a row: another form, none because it has the right one, or none because nobody can read it. */
export type Recoded = RowForm | "current" | "unreadable";

/** A row in the form of now, from whichever form it has. Its content stays as it is; a damaged one stays damaged. */
export function recodeRow(table: TableName, stored: SqlRow, sealing: Sealing, hidden: HiddenFields): Recoded {
  const { row } = stored;
  return typeof row === "string"
    ? recodeText(table, stored, row, sealing, hidden)
    : recodeSealed(table, stored, sealing, hidden);
}

function recodeText(table: TableName, stored: SqlRow, text: string, sealing: Sealing, hidden: HiddenFields): Recoded {
  const id = String(stored["id"]);
  const hides = hidden.secrets.length + hidden.soft.length > 0;
  const isDamaged = checksum(text) !== stored["sum"];
  if (isDamaged) return sealing.whole ? closeRow(table, id, text, sealing, isDamaged) : "unreadable";
  if (!hides) return sealing.whole ? closeRow(table, id, text, sealing) : "current";
  const fields = fromRowText(table, text);
  const isCurrent = (field: string) => isSealedNow(fields[field], sealing);
  if (!sealing.whole && [...hidden.secrets, ...hidden.soft].every(isCurrent)) return "current";
  try {
    const opened = openFields("", table, hidden, fields, sealing.keys, stored);
    const kept = sealing.whole ? opened : sealFields("", table, hidden, opened, sealing.keys);
    return closeRow(table, id, toRowText(table, kept), sealing);
  } catch {
    // A field that does not open: the row is as good as damaged.
    return sealing.whole ? closeRow(table, id, text, sealing, true) : "unreadable";
  }
}

function recodeSealed(table: TableName, stored: SqlRow, sealing: Sealing, hidden: HiddenFields): Recoded {
  const text = unsealRow(table, stored, sealing);
  if (text === undefined) return "unreadable";
  const id = String(stored["id"]);
  const isDamaged = String(stored["sum"]).startsWith("!");
  if (sealing.whole || isDamaged || hidden.secrets.length + hidden.soft.length === 0) {
    return closeRow(table, id, text, sealing, isDamaged);
  }
  const fields = sealFields("", table, hidden, fromRowText(table, text), sealing.keys);
  return closeRow(table, id, toRowText(table, fields), sealing);
}

function isSealedNow(value: unknown, { keys }: Sealing): boolean {
  return typeof value !== "string" || keyIdOf(value) === keys.keyId;
}
