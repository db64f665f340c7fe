import type { IndexValue } from "../../adapter-kit/query-plan.ts";
/** Order of values in an index: `null`, then numbers, then texts by code point. */
export declare function compareValues(left: IndexValue, right: IndexValue): number;
