import type { Rows, TableName } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";

/** Keys of the rows that a query names, damaged ones among them. */
export async function idsOf<Table extends TableName>(
  store: StorePort,
  table: Table,
  where: Partial<Rows[Table]>,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  const rows = await allRows(store, table, where, ({ id }) => void damaged.push(id));
  return [...rows.map(({ id }) => id), ...damaged];
}
