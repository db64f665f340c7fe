import { breathe } from "../engine/index.ts";
import type { TableName } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";

const atOnce = 500;

/** Deletes rows, some hundreds in a transaction. */
export async function removeRows(
  store: StorePort,
  table: TableName,
  rows: readonly { readonly id: string }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += atOnce) {
    const batch = rows.slice(start, start + atOnce).map(({ id }) => ({ op: "delete", table, id }) as const);
    const [result] = await store.commit([batch]);
    if (result?.ok === false) throw result.error;
    await breathe();
  }
}
