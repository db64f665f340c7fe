import type { DialogGraph } from "../../ports/dialog-graph.ts";
/**
 * The place of each node in an order in which every way goes forward. Of two nodes that one call can pass, the later has the
 * higher rank. Only for graphs without circles.
 */
export declare function ranksOf(graph: DialogGraph): ReadonlyMap<string, number>;
