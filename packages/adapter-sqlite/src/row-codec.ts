import { checkRowKey, type TableShapes } from "@callwright/core/adapter-kit";
import type { Rows, TableName } from "@callwright/core/ports";
import type { SqlRow, SqlValue } from "./driver.ts";
import { damaged, refused } from "./row-errors.ts";
import { closeRow, openRow } from "./row-form.ts";
import { fromRowText, toRowText } from "./row-text.ts";
import { columnsOf } from "./schema.ts";
import type { LiveSealing } from "./sealing/live-sealing.ts";
import { openFields, sealFields, type Fields, type HiddenFields } from "./sealing/seal-fields.ts";

/** Turns rows into what stands in a table, and back. */
export interface RowCodec {
  /**
   * The values of `id`, the table's columns, `row` and `sum`, in this order.
   *
   * @throws `STORE_KEY_INVALID` for a row with a secret when there is no key, `STORE_QUERY_REFUSED` for a value that no
   * column can hold.
   */
  encode<Table extends TableName>(table: Table, row: Rows[Table]): readonly SqlValue[];
  /**
   * A fresh row, whether it is kept as text or sealed.
   *
   * @throws `STORE_DAMAGED` when the text is not what was written, `STORE_KEY_INVALID` for a secret when there is no key.
   */
  decode<Table extends TableName>(table: Table, stored: SqlRow): Rows[Table];
}

/** What a table's rows are made of, worked out once. */
interface RowPlan extends HiddenFields {
  readonly columns: readonly string[];
  readonly hides: boolean;
}

/**
 * The codec of a store. Where it encrypts secrets, they are sealed each bound to its table, row and field; where it encrypts
 * everything, a row's text as a whole is, bound to its table and row.
 *
 * @param live How rows are written now. Rows of a former time are read in the form they have.
 */
export function createRowCodec(store: string, live: LiveSealing, shapes: TableShapes): RowCodec {
  const plans = new Map<TableName, RowPlan>();
  const planOf = (table: TableName): RowPlan => {
    const known = plans.get(table);
    if (known) return known;
    const { indexes, secrets, sealed: soft } = shapes.find(table) ?? { indexes: [], secrets: [], sealed: [] };
    const plan = { columns: columnsOf({ indexes }), secrets, soft, hides: secrets.length + soft.length > 0 };
    plans.set(table, plan);
    return plan;
  };
  return {
    encode(table, row) {
      checkRowKey(row.id, table, store);
      const { now } = live;
      const plan = planOf(table);
      const fields = row as unknown as Fields;
      const isHiding = plan.hides && !now?.whole;
      const kept = isHiding ? sealFields(store, table, plan, fields, now?.keys) : fields;
      const values: SqlValue[] = [row.id];
      for (const column of plan.columns) values.push(toColumn(store, table, column, fields));
      const form = closeRow(table, row.id, toRowText(table, kept), now);
      values.push(form.row, form.sum);
      return values;
    },
    decode<Table extends TableName>(table: Table, stored: SqlRow): Rows[Table] {
      const { now } = live;
      const fields = fromRowText(table, openRow(store, table, stored, now));
      if (fields["id"] !== stored["id"]) throw damaged(store, table, stored, "it is the text of another row");
      const plan = planOf(table);
      const isHiding = plan.hides && typeof stored["row"] === "string";
      const opened = isHiding ? openFields(store, table, plan, fields, now?.keys, stored) : fields;
      return opened as unknown as Rows[Table];
    },
  };
}

function toColumn(store: string, table: TableName, column: string, fields: Fields): SqlValue {
  const value = fields[column];
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (value === null || value === undefined) return null;
  throw refused(store, `the field "${column}" of a row for table "${table}" is neither text, a finite number nor null`);
}
