import { tableShapes } from "../../../src/adapter-kit/table-shapes.ts";
import type { Query, Rows, StorePort, TableName } from "../../../src/ports/index.ts";
import { asks, finds, shift, without, type AnyQuery, type BrokenStores, type Row } from "./over.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";

/** For each rule of this area a store that breaks it and no other. */
export const brokenFinds: BrokenStores = {
  "store/find/by-each-prefix-of-each-index": (store) =>
    finds(store, (table, query) =>
      store.find(table, table === "connections" && query.where ? { where: firstOf(query.where) } : query),
    ),
  "store/find/null-equals-null": (store) =>
    finds(store, async (table, query) =>
      Object.values(query.where ?? {}).includes(null) ? [] : store.find(table, query),
    ),
  "store/find/up-to-is-inclusive": (store) =>
    asks(store, (query) =>
      query.upTo && !query.where && !query.limit ? { ...query, upTo: shift(query.upTo, -0.25) } : query,
    ),
  "store/find/from-is-inclusive": (store) =>
    asks(store, (query) => (query.from ? { ...query, from: shift(query.from, 0.25) } : query)),
  "store/find/both-bounds-hold": (store) =>
    asks(store, (query) => (query.from && query.upTo ? without(query, "from") : query)),
  "store/find/bounds-follow-fixed-fields": (store) =>
    asks(store, (query) => (query.where && query.upTo ? without(query, "upTo") : query)),
  "store/find/ordered-by-the-index-then-id": (store) =>
    finds(store, async (table, query) => {
      const rows = await store.find(table, query);
      if (!query.from || query.upTo || query.limit || query.descending) return rows;
      return [...rows].sort((left, right) => (left.id < right.id ? -1 : 1));
    }),
  "store/find/texts-are-ordered-by-code-point": (store) =>
    finds(store, async (table, query) => {
      const rows = [...(await store.find(table, query))];
      return query.where ? rows.sort((left, right) => (left.id < right.id ? -1 : 1)) : rows;
    }),
  "store/find/descending-turns-the-order": (store) =>
    asks(store, (query) => (query.upTo ? without(query, "descending") : query)),
  "store/find/nothing-asked-lists-the-table-by-id": (store) =>
    finds(store, (table, query) =>
      store.find(
        table,
        (table === "timers" && Object.keys(query).length === 0
          ? { from: { field: "dueAt", value: 0 } }
          : query) as Query<Row>,
      ),
    ),
  "store/find/limit-gives-the-first": (store) =>
    finds(store, async (table, query) => {
      if (query.limit !== 2) return store.find(table, query);
      return (await store.find(table, without(query, "limit"))).slice(-2);
    }),
  "store/find/after-goes-on-behind-a-row": (store) =>
    finds(store, async (table, query) => {
      const { after } = query;
      if (!after || query.descending) return store.find(table, query);
      const rows = await store.find(table, without(query, "after", "limit"));
      const dueAt = (after as Partial<Rows["timers"]>).dueAt ?? 0;
      return rows.filter((row) => (row as Rows["timers"]).dueAt > dueAt).slice(0, query.limit);
    }),
  "store/find/after-goes-on-descending-too": (store) =>
    asks(store, (query) => (query.descending ? without(query, "after") : query)),
  "store/find/a-thousand-by-default": (store) => asks(store, (query) => ({ limit: 10_000, ...query })),
  "store/find/limits-out-of-range-are-refused": (store) =>
    asks(store, (query) => (query.limit !== undefined && query.limit > 10_000 ? { ...query, limit: 10_000 } : query)),
  "store/find/queries-without-an-index-are-refused": (store) =>
    finds(store, async (table, query) => {
      const known = tableShapes().find(table)?.indexes ?? [];
      const first = Object.keys(query.where ?? {})[0];
      if (first === undefined || known.flat().includes(first)) return store.find(table, query);
      return scan(store, table, query);
    }),
  "store/find/a-changed-row-is-found-by-its-new-values": (store) => {
    const firstDue = new Map<string, number>();
    return storeOver(store, {
      commit: (batches) => {
        for (const write of batches.flat()) {
          if (write.op !== "delete" && write.table === "timers" && !firstDue.has(write.row.id)) {
            firstDue.set(write.row.id, write.row.dueAt);
          }
        }
        return store.commit(batches);
      },
      find: (async (table: TableName, query: AnyQuery) => {
        const dueAt = (query.where as Partial<Rows["timers"]> | undefined)?.dueAt;
        if (table !== "timers" || dueAt === undefined) return store.find(table, query);
        return (await store.find("timers", {})).filter(({ id }) => firstDue.get(id) === dueAt);
      }) as unknown as StorePort["find"],
    });
  },
};

/** Rows of a table found by looking at all of them. */
async function scan(store: StorePort, table: TableName, query: AnyQuery): Promise<readonly Row[]> {
  const wanted = Object.entries(query.where ?? {});
  const rows = await store.find(table, {});
  return rows.filter((row) =>
    wanted.every(([field, value]) => (row as unknown as Record<string, unknown>)[field] === value),
  );
}

function firstOf(where: object): object {
  return Object.fromEntries(Object.entries(where).slice(0, 1));
}
