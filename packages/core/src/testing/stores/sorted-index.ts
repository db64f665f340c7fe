import type { IndexValue, QueryPlan } from "../../adapter-kit/query-plan.ts";
import { compareValues } from "./compare-values.ts";

/** Values of the index's fields, then the row's `id`. */
type Entry = readonly IndexValue[];

/** An index of a table kept in memory: a sorted list. */
export interface SortedIndex {
  readonly fields: readonly string[];
  add(row: Readonly<Record<string, unknown>>): void;
  remove(row: Readonly<Record<string, unknown>>): void;
  /** Ids of the rows that a plan made for this index names, ordered. */
  select(plan: QueryPlan): readonly string[];
}

/** An empty index over these fields. */
export function createSortedIndex(fields: readonly string[]): SortedIndex {
  const entries: Entry[] = [];
  const toEntry = (row: Readonly<Record<string, unknown>>): Entry =>
    [...fields, "id"].map((field) => (row[field] ?? null) as IndexValue);
  return {
    fields,
    add(row) {
      const entry = toEntry(row);
      const last = entries.at(-1);
      if (last === undefined || compareEntries(last, entry) < 0) entries.push(entry);
      else
        entries.splice(
          partition(entries, (other) => compareEntries(other, entry) < 0),
          0,
          entry,
        );
    },
    remove(row) {
      const entry = toEntry(row);
      entries.splice(
        partition(entries, (other) => compareEntries(other, entry) < 0),
        1,
      );
    },
    select(plan) {
      const start = partition(entries, (entry) => isBefore(entry, plan));
      const end = partition(entries, (entry) => !isAfter(entry, plan));
      if (plan.descending && plan.after) {
        const behind = entries.slice(start, end).filter((entry) => isTold(entry.slice(plan.equal.length), plan));
        return behind.slice(-plan.limit).reverse().map(idOf);
      }
      const found = plan.descending
        ? entries.slice(Math.max(start, end - plan.limit), end).reverse()
        : entries.slice(start, Math.min(end, start + plan.limit));
      return found.map(idOf);
    },
  };
}

function idOf(entry: Entry): string {
  return entry.at(-1) as string;
}

/** Whether no `null` stands where it is decided that the entry is another one than that to go on behind. */
function isTold(entry: Entry, { after }: QueryPlan): boolean {
  const at = entry.findIndex((value, place) => value === null || value !== after?.[place]);
  return entry[at] !== null;
}

/** How many entries at the front satisfy a condition that holds for a front part only. */
function partition(entries: readonly Entry[], isInFront: (entry: Entry) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isInFront(entries[middle] as Entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareEntries(left: Entry, right: Entry): number {
  for (let at = 0; at < left.length; at += 1) {
    const order = compareValues(left[at] ?? null, right[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareFixed(entry: Entry, plan: QueryPlan): number {
  for (const [at, { value }] of plan.equal.entries()) {
    const order = compareValues(entry[at] ?? null, value);
    if (order !== 0) return order;
  }
  return 0;
}

function isBefore(entry: Entry, plan: QueryPlan): boolean {
  const order = compareFixed(entry, plan);
  if (order === 0 && plan.after && !plan.descending && compareEntries(entry.slice(plan.equal.length), plan.after) <= 0)
    return true;
  if (order !== 0 || !plan.range) return order < 0;
  // `null` sorts before every number, so an open lower bound leaves it out.
  return compareValues(entry[plan.equal.length] ?? null, plan.range.from ?? -Infinity) < 0;
}

function isAfter(entry: Entry, plan: QueryPlan): boolean {
  const order = compareFixed(entry, plan);
  if (order === 0 && plan.after && plan.descending && compareEntries(entry.slice(plan.equal.length), plan.after) >= 0)
    return true;
  const upTo = plan.range?.upTo ?? null;
  if (order !== 0 || upTo === null) return order > 0;
  return compareValues(entry[plan.equal.length] ?? null, upTo) > 0;
}
