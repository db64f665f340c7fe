import { planQuery, type QueryPlan } from "../../adapter-kit/query-plan.ts";
import type { TableShapes } from "../../adapter-kit/table-shapes.ts";
import type { Query, Rows, TableName } from "../../ports/index.ts";
import { createSortedIndex } from "./sorted-index.ts";

/** One table in memory. Rows are kept as JSON text, so nothing inside can be changed from outside. */
export interface MemoryTable {
  text(id: string): string | undefined;
  /** Sets or, with `undefined`, removes a row. @returns what stood there before. */
  set(id: string, text: string | undefined): string | undefined;
  /** @param more rows beyond the query's limit */
  find(query: object, store: string, more?: number): readonly string[];
  all(): readonly string[];
  /** Those that were first written last come first. */
  newest(): readonly string[];
}

/** An empty table of this name. */
export function createMemoryTable(name: TableName, shapes: TableShapes): MemoryTable {
  const texts = new Map<string, string>();
  const key = createSortedIndex([]);
  const indexes = [key, ...(shapes.find(name)?.indexes ?? []).map((fields) => createSortedIndex(fields))];
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
    find(query, store, more = 0) {
      const plan = planQuery(shapes, name, query as Query<Rows[TableName]>, store);
      return textsOf(indexOf(plan).select(more === 0 ? plan : { ...plan, limit: plan.limit + more }));
    },
    newest: () => [...texts.values()].reverse(),
    all: () => [...texts.keys()].sort().map((id) => texts.get(id) as string),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
