import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { FollowRules } from "./follow-context.ts";
/**
 * The states of a follower. `live` keeps one timer from the launch on: going from node to node inside it does not restart it. Every
 * other state takes reports too, because they overtake the launch's own answer and come after the deadline.
 */
export declare function followStates(
  graph: DialogGraph,
  rules: FollowRules,
  toLaunch: (event: unknown) => object,
): object;
