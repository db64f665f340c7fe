import type { Rows, TableName } from "../ports/rows.ts";
import type { Query, StorePort } from "../ports/store.ts";

/** The rows that a query names, page by page; `query.limit` is the size of a page. Rows that come meanwhile may be among them. */
export async function* pagesOf<Table extends TableName>(
  store: StorePort,
  table: Table,
  query: Omit<Query<Rows[Table]>, "descending"> & { readonly limit: number },
): AsyncGenerator<readonly Rows[Table][]> {
  let page = await store.find(table, query);
  for (;;) {
    if (page.length > 0) yield page;
    const after = page.at(-1);
    if (!after || page.length < query.limit) return;
    page = await store.find(table, { ...query, after });
  }
}

/** All of them at once; for queries that name few. @param onDamaged as in a query */
export async function allRows<Table extends TableName>(
  store: StorePort,
  table: Table,
  where: Partial<Rows[Table]>,
  onDamaged?: Query<Rows[Table]>["onDamaged"],
): Promise<readonly Rows[Table][]> {
  const rows: Rows[Table][] = [];
  const query = { where, limit: 1_000, ...(onDamaged && { onDamaged }) };
  for await (const page of pagesOf(store, table, query)) rows.push(...page);
  return rows;
}
