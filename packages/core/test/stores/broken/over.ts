import type { BatchResult, Query, Rows, StorePort, TableName, Write, WriteBatch } from "../../../src/ports/index.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";

/** A row of any table. */
export type Row = Rows[TableName];
/** A query as a broken store sees it; bounds of one table stand for those of all. */
export type AnyQuery = Query<Row> & Query<Rows["timers"]>;

/** A store that commits in another way. */
export function commits(
  store: StorePort,
  commit: (batches: readonly WriteBatch[]) => Promise<readonly BatchResult[]>,
): StorePort {
  return storeOver(store, { commit });
}

/** A store that changes or leaves out writes. */
export function writes(
  store: StorePort,
  change: (write: Write) => Write | undefined | Promise<Write | undefined>,
): StorePort {
  return commits(store, async (batches) => {
    const changed = batches.map((batch) => Promise.all(batch.map(async (write) => change(write))));
    return store.commit((await Promise.all(changed)).map((batch) => batch.filter((write) => write !== undefined)));
  });
}

/** A store that finds in another way. */
export function finds(
  store: StorePort,
  find: (table: TableName, query: AnyQuery) => Promise<readonly unknown[]>,
): StorePort {
  return storeOver(store, { find: find as unknown as StorePort["find"] });
}

/** A store that changes what was read by key. */
export function reads(store: StorePort, change: (table: TableName, row: Row | undefined) => unknown): StorePort {
  return storeOver(store, {
    read: (async (table: TableName, id: string) =>
      change(table, await store.read(table, id))) as unknown as StorePort["read"],
  });
}

/** A store that changes queries before it answers them. */
export function asks(store: StorePort, change: (query: AnyQuery) => AnyQuery): StorePort {
  return finds(store, (table, query) => store.find(table, change(query)));
}

/** A query without some of its members. */
export function without(query: AnyQuery, ...names: readonly (keyof AnyQuery)[]): AnyQuery {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name as keyof AnyQuery)));
}

/** A bound that is moved. */
export function shift(bound: { readonly field: string; readonly value: number } | undefined, by: number): never {
  return (bound && { ...bound, value: bound.value + by }) as never;
}

/** By the name of a rule: what spoils a store so that it breaks that rule and no other. */
export type BrokenStores = Readonly<Record<string, (store: StorePort) => StorePort>>;

/** The same brokenness, but for tables of a host, which rules of their own are about. */
export function sparingOwn(broken: BrokenStores): BrokenStores {
  const spare =
    (spoil: (store: StorePort) => StorePort): ((store: StorePort) => StorePort) =>
    (store) => {
      const spoilt = spoil(store);
      const choose = (table: string) => (table.startsWith("own.") ? store : spoilt);
      return storeOver(spoilt, {
        read: (table, id) => choose(table).read(table, id),
        find: (table, query) => choose(table).find(table, query),
        commit: (batches) =>
          choose(batches.flat().find(({ table }) => table.startsWith("own."))?.table ?? "").commit(batches),
      });
    };
  return Object.fromEntries(Object.entries(broken).map(([rule, spoil]) => [rule, spare(spoil)]));
}
