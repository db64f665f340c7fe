import { CallwrightError, isCallwrightError } from "../../src/errors/index.ts";
import type { BatchResult, Query, Rows, StorePort, TableName, Write, WriteBatch } from "../../src/ports/index.ts";
import { tables } from "../../src/ports/index.ts";
import type { StoreFixture } from "../../src/testing/contracts/store-fixture.ts";

type Row = Rows[TableName];
type AnyQuery = Query<Row> & Query<Rows["timers"]>;

/** A store whose methods may be replaced one by one; the rest goes to the store behind it. */
function over(store: StorePort, changed: Partial<StorePort>): StorePort {
  const same: StorePort = {
    name: store.name,
    open: () => store.open(),
    read: (table, id) => store.read(table, id),
    find: (table, query) => store.find(table, query),
    commit: (batches) => store.commit(batches),
    close: () => store.close(),
  };
  return { ...same, ...changed };
}

function commits(
  store: StorePort,
  commit: (batches: readonly WriteBatch[]) => Promise<readonly BatchResult[]>,
): StorePort {
  return over(store, { commit });
}

function writes(store: StorePort, change: (write: Write) => Write | undefined | Promise<Write | undefined>): StorePort {
  return commits(store, async (batches) => {
    const changed = batches.map((batch) => Promise.all(batch.map(async (write) => change(write))));
    return store.commit((await Promise.all(changed)).map((batch) => batch.filter((write) => write !== undefined)));
  });
}

function finds(store: StorePort, find: (table: TableName, query: AnyQuery) => Promise<readonly unknown[]>): StorePort {
  return over(store, { find: find as unknown as StorePort["find"] });
}

function reads(store: StorePort, change: (table: TableName, row: Row | undefined) => unknown): StorePort {
  return over(store, {
    read: (async (table: TableName, id: string) =>
      change(table, await store.read(table, id))) as unknown as StorePort["read"],
  });
}

function asks(store: StorePort, change: (query: AnyQuery) => AnyQuery): StorePort {
  return finds(store, (table, query) => store.find(table, change(query)));
}

function without(query: AnyQuery, ...names: readonly (keyof AnyQuery)[]): AnyQuery {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name as keyof AnyQuery)));
}

function shift(bound: { readonly field: string; readonly value: number } | undefined, by: number): never {
  return (bound && { ...bound, value: bound.value + by }) as never;
}

/** Tables all of whose rows are scanned when no index serves a query. */
async function scan(store: StorePort, table: TableName, query: AnyQuery): Promise<readonly Row[]> {
  const wanted = Object.entries(query.where ?? {});
  const rows = await store.find(table, {});
  return rows.filter((row) =>
    wanted.every(([field, value]) => (row as unknown as Record<string, unknown>)[field] === value),
  );
}

/** For each rule a store that breaks that rule and no other. */
export const brokenStores: Readonly<Record<string, (store: StorePort) => StorePort>> = {
  "store/commit/nothing-is-written-for-nothing": (store) =>
    commits(store, (batches) => store.commit(batches.filter((batch) => batch.length > 0))),
  "store/commit/insert-refuses-a-key-that-exists": (store) =>
    commits(store, (batches) =>
      store.commit(batches.length === 1 && batches[0]?.length === 1 ? [batches[0].map(toPut)] : batches),
    ),
  "store/commit/put-replaces": (store) =>
    writes(store, async (write) =>
      write.op === "put" && write.table === "dedupe" && (await store.read("dedupe", write.row.id)) ? undefined : write,
    ),
  "store/commit/delete-removes": (store) =>
    commits(store, (batches) =>
      store.commit(batches.map((batch) => (batch.length === 1 && batch[0]?.op === "delete" ? [] : batch))),
    ),
  "store/commit/delete-of-a-missing-row-does-nothing": (store) =>
    commits(store, async (batches) => {
      const first = batches[0]?.[0];
      if (first?.op !== "delete" || (await store.read(first.table, first.id))) return store.commit(batches);
      return batches.map(() => ({
        ok: false,
        error: new CallwrightError("STORE_FAILED", { path: "broken", reason: "no row" }),
      }));
    }),
  "store/commit/a-bad-batch-leaves-nothing": (store) =>
    commits(store, async (batches) => {
      const results = [...(await store.commit([]))];
      for (const batch of batches) {
        const parts = await store.commit(batch.map((write) => [write]));
        results.push(parts.find((part) => !part.ok) ?? { ok: true });
      }
      return results;
    }),
  "store/commit/one-bad-batch-does-not-take-others": (store) =>
    commits(store, async (batches) => {
      const [result] = await store.commit([batches.flat()]);
      return batches.map(() => result ?? { ok: true });
    }),
  "store/commit/batches-are-written-in-order": (store) =>
    commits(store, async (batches) => [...(await store.commit([...batches].reverse()))].reverse()),
  "store/commit/writes-of-a-batch-are-in-order": (store) =>
    commits(store, (batches) =>
      store.commit(
        batches.map((batch) =>
          [...batch].sort((left, right) => Number(left.op !== "put") - Number(right.op !== "put")),
        ),
      ),
    ),
  "store/commit/keys-that-cannot-be-kept-are-refused": (store) =>
    writes(store, (write) =>
      write.op !== "delete" && typeof write.row.id === "number"
        ? ({ ...write, row: { ...write.row, id: String(write.row.id) } } as Write)
        : write,
    ),
  "store/commit/many-rows-at-once": (store) =>
    commits(store, async (batches) => {
      const kept = await store.commit(batches.slice(0, 100));
      return batches.map((_, at) => kept[at] ?? { ok: true });
    }),
  "store/read/a-missing-row-is-undefined": (store) =>
    reads(store, (table, row) => (table === "runs" ? (row ?? null) : row)),
  "store/read/a-row-of-each-table-reads-back-equal": (store) =>
    reads(store, (table, row) => (table === "attempts" && row ? { ...row, gate: undefined } : row)),
  "store/read/secrets-read-back-equal": (store) =>
    reads(store, (table, row) => (table === "jobs" && row ? { ...row, requestToken: null } : row)),
  "store/read/texts-read-back-to-the-letter": (store) =>
    reads(store, (table, row) =>
      table === "blobs" && row ? { ...row, text: (row as Rows["blobs"]).text.normalize("NFC") } : row,
    ),
  "store/read/rows-are-copies": (store) => {
    const shared = new Map<string, unknown>();
    return reads(store, (table, row) => {
      if (table !== "journal" || !row) return row;
      if (!shared.has(row.id)) shared.set(row.id, row);
      return shared.get(row.id);
    });
  },
  "store/close/further-calls-are-refused": (store) =>
    over(store, {
      find: async (table, query) => {
        try {
          return await store.find(table, query);
        } catch (error) {
          if (isCallwrightError(error, "STORE_CLOSED")) return [];
          throw error;
        }
      },
    }),
  "store/close/twice-does-nothing": (store) => {
    let closed = false;
    return over(store, {
      close: async () => {
        if (closed) throw new CallwrightError("STORE_CLOSED", { path: store.name });
        closed = true;
        await store.close();
      },
    });
  },
  // Its rows are left out by what makes it again, below.
  "store/open/rows-outlive-the-store": (store) => store,
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
      if (!query.from || query.upTo || query.limit) return rows;
      return [...rows].sort((left, right) => (left.id < right.id ? -1 : 1));
    }),
  "store/find/texts-are-ordered-by-code-point": (store) =>
    finds(store, async (table, query) => {
      const rows = [...(await store.find(table, query))];
      return query.where ? rows.sort((left, right) => (left.id < right.id ? -1 : 1)) : rows;
    }),
  "store/find/descending-turns-the-order": (store) => asks(store, (query) => without(query, "descending")),
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
      if (!after) return store.find(table, query);
      const rows = await store.find(table, without(query, "after", "limit"));
      const dueAt = "dueAt" in after ? after.dueAt : 0;
      return rows.filter((row) => "dueAt" in row && row.dueAt > dueAt).slice(0, query.limit);
    }),
  "store/find/a-thousand-by-default": (store) => asks(store, (query) => ({ limit: 10_000, ...query })),
  "store/find/limits-out-of-range-are-refused": (store) =>
    asks(store, (query) => (query.limit !== undefined && query.limit > 10_000 ? { ...query, limit: 10_000 } : query)),
  "store/find/queries-without-an-index-are-refused": (store) =>
    finds(store, async (table, query) => {
      const known: readonly (readonly string[])[] = tables[table].indexes;
      const first = Object.keys(query.where ?? {})[0];
      if (first === undefined || known.flat().includes(first)) return store.find(table, query);
      return scan(store, table, query);
    }),
  "store/find/a-changed-row-is-found-by-its-new-values": (store) => {
    const firstDue = new Map<string, number>();
    return over(store, {
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

/** How a fixture of a broken store is opened again; only one rule is broken there. */
export function brokenReopen(rule: string, fixture: StoreFixture, fresh: () => Promise<StorePort>): StoreFixture {
  return rule === "store/open/rows-outlive-the-store" ? { ...fixture, reopen: fresh } : fixture;
}

function toPut(write: Write): Write {
  return write.op === "insert" ? { ...write, op: "put" } : write;
}

function firstOf(where: object): object {
  return Object.fromEntries(Object.entries(where).slice(0, 1));
}
