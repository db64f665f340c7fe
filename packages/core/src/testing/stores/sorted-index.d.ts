import type { QueryPlan } from "../../adapter-kit/query-plan.ts";
/** An index of a table kept in memory: a sorted list. */
export interface SortedIndex {
    readonly fields: readonly string[];
    add(row: Readonly<Record<string, unknown>>): void;
    remove(row: Readonly<Record<string, unknown>>): void;
    /** Ids of the rows that a plan made for this index names, ordered. */
    select(plan: QueryPlan): readonly string[];
}
/** An empty index over these fields. */
export declare function createSortedIndex(fields: readonly string[]): SortedIndex;
