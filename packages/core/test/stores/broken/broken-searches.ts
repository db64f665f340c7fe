import type { StorePort, TableName, TextHit, TextQuery, Write } from "../../../src/ports/index.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";
import { commits, type BrokenStores, type Row } from "./over.ts";

type Hits = readonly TextHit<Row>[];

/** For each rule of this area a store that breaks it and no other. */
export const brokenSearches: BrokenStores = {
  "store/search/finds-a-row-by-a-word": (store) =>
    asks(store, (query) => (formsOf(query).includes("2026") ? { ...query, words: [{ forms: ["nothing"] }] } : query)),
  "store/search/gives-the-whole-row": (store) =>
    answers(store, (hits) => hits.map(({ row, score }) => ({ row: { ...row, speaker: "nobody" }, score }))),
  "store/search/every-word-must-be-there": (store) =>
    asks(store, (query) => ({ ...query, match: formsOf(query).includes("blue") ? "some" : (query.match ?? "every") })),
  "store/search/some-words-are-enough-when-asked": (store) =>
    asks(store, (query) => (formsOf(query).includes("blue") ? { ...query, match: "every" } : query)),
  "store/search/any-form-of-a-word-will-do": (store) =>
    asks(store, (query) => ({
      ...query,
      words: query.words.map(({ forms, ...rest }) => ({ forms: forms.slice(0, 1), ...rest })),
    })),
  "store/search/beginnings-stand-for-longer-words": (store) =>
    asks(store, (query) => ({
      ...query,
      words: query.words.map(({ forms, beginnings = [] }) => ({ forms: [...forms, ...beginnings] })),
    })),
  "store/search/words-are-compared-whole": (store) =>
    asks(store, (query) =>
      formsOf(query).join() === "contract" && query.account === "shop"
        ? { ...query, words: [{ forms: ["contract"], beginnings: ["contracts"] }] }
        : query,
    ),
  "store/search/the-best-first": (store) =>
    answers(store, (hits, { limit }) => (limit === undefined && hits.length > 9 ? [...hits].reverse() : hits)),
  "store/search/limit-gives-the-best": (store) =>
    asks(store, ({ limit, ...query }) => ({ ...query, ...(limit === 4 ? {} : limit !== undefined && { limit }) })),
  "store/search/no-account-sees-another": (store) =>
    asks(store, (query) => (query.account === "third" ? { ...query, account: "shop" } : query)),
  "store/search/put-replaces-the-words": (store) => remembering(store, "put"),
  "store/search/delete-removes-the-words": (store) => remembering(store, "delete"),
  "store/search/a-refused-batch-leaves-no-words": (store) =>
    commits(store, async (batches) => {
      const results = await store.commit(batches);
      const [lost] = batches.filter((_, at) => results[at]?.ok === false).flat();
      const isTurn = lost !== undefined && lost.op !== "delete" && lost.table === "turns";
      if (isTurn) await store.commit([[lost]]);
      return results;
    }),
  "store/search/what-cannot-be-searched-is-refused": (store) =>
    asks(store, (query) => (query.limit === 1.5 ? { ...query, limit: 1 } : query)),
};

function formsOf({ words }: TextQuery): readonly string[] {
  return words.flatMap(({ forms }) => forms);
}

/** A store that changes searches before it answers them. */
function asks(store: StorePort, change: (query: TextQuery) => TextQuery): StorePort {
  return storeOver(store, { search: (table, query) => store.search(table, change(query)) });
}

/** A store that changes what a search found. */
function answers(store: StorePort, change: (hits: Hits, query: TextQuery) => Hits): StorePort {
  const search = async (table: TableName, query: TextQuery) => change(await store.search(table, query), query);
  return storeOver(store, { search: search as StorePort["search"] });
}

/** A store that goes on to find a row by words which one kind of write took away. */
function remembering(store: StorePort, op: Write["op"]): StorePort {
  const gone: Row[] = [];
  const search = async (table: TableName, query: TextQuery): Promise<Hits> => {
    const hits = await store.search(table, query);
    const forms = formsOf(query);
    const old = gone.filter((row) => forms.some((form) => "stems" in row && row.stems === form));
    return [...hits, ...old.map((row) => ({ row, score: 0 }))];
  };
  return storeOver(store, {
    search: search as StorePort["search"],
    commit: async (batches) => {
      const before: Row[] = [];
      for (const write of batches.flat()) {
        if (write.op !== op || write.table !== "turns") continue;
        const row = await store.read("turns", write.op === "delete" ? write.id : write.row.id);
        if (row) before.push(row);
      }
      const results = await store.commit(batches);
      if (results.every(({ ok }) => ok)) gone.push(...before);
      return results;
    },
  });
}
