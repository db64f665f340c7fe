import { planQuery, type QueryPlan } from "../../adapter-kit/query-plan.ts";
import { tables, type Query, type Rows, type TableName } from "../../ports/index.ts";
import { createSortedIndex } from "./sorted-index.ts";

/** One table in memory. Rows are kept as JSON text, so nothing inside can be changed from outside. */
export interface MemoryTable {
  text(id: string): string | undefined;
  /** Sets or, with `undefined`, removes a row. @returns what stood there before. */
  set(id: string, text: string | undefined): string | undefined;
  find(query: object, store: string): readonly string[];
  all(): readonly string[];
}

/** An empty table of this name. */
export function createMemoryTable(name: TableName): MemoryTable {
  const texts = new Map<string, string>();
  const key = createSortedIndex([]);
  const indexes = [key, ...tables[name].indexes.map((fields) => createSortedIndex(fields))];
  const textsOf = (ids: readonly string[]): readonly string[] => ids.map((id) => texts.get(id) as string);
  const indexOf = (plan: QueryPlan) => indexes.find(({ fields }) => fields.join() === plan.index.join()) ?? key;
  return {
    text: (id) => texts.get(id),
    set(id, text) {
      const before = texts.get(id);
      if (before !== undefined) for (const index of indexes) index.remove(parse(before));
      if (text === undefined) texts.delete(id);
      else {
        texts.set(id, text);
        for (const index of indexes) index.add(parse(text));
      }
      return before;
    },
    find(query, store) {
      const plan = planQuery(name, query as Query<Rows[TableName]>, store);
      return textsOf(indexOf(plan).select(plan));
    },
    all: () => [...texts.keys()].sort().map((id) => texts.get(id) as string),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
